package dev.strata.exporter.health;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of two findings lies deeper: the order in which faults lead to others when nothing else tells, what can only be a
 * cause first. Holds every public signal id.
 */
final class Depth {

    /** Ids, the deepest first. */
    static final List<String> ORDER = Arrays.stream("""
            apiserver_down etcd_quorum_at_risk etcd_space_low etcd_fsync_slow etcd_commit_slow etcd_no_leader
            control_plane_certificate_expiring control_plane_not_ha node_not_ready_mass node_filesystem_readonly
            node_disk_saturated node_clock_skew node_network_errors node_filesystem_filling
            node_memory_saturated node_cpu_saturated node_conntrack_high node_system_oom node_pressure
            kubelet_pleg_slow node_readiness_flapping node_not_ready node_evictions node_pods_near_capacity
            kubelet_version_skew csr_pending apiserver_flow_rejected apiserver_errors apiserver_slow
            control_plane_lease_stale scheduler_backlog controller_lag cni_unhealthy kube_proxy_unhealthy
            csi_driver_missing autoscaler_unhealthy cluster_capacity_exhausted certificate_not_ready
            certificate_expiring pv_failed pvc_lost pvc_pending volume_filling volume_resize_stuck
            quota_exceeded quota_near_limit reference_missing volume_mount_failing image_pull_failing
            container_config_error pod_pending_unscheduled cpu_throttled gc_pressure slow_start oom_killed
            probe_killing pod_crashloop pod_stuck_creating coredns_down coredns_degraded dns_errors dns_slow
            admission_webhook_down admission_webhook_failing pod_creation_blocked pod_stuck_terminating
            pod_not_ready endpoints_flapping pdb_blocks_drain rollout_stuck workload_unavailable
            workload_degraded service_no_ready_endpoints operator_degraded gitops_sync_failed manual_change
            apiservice_unavailable metrics_pipeline_down hpa_blind namespace_stuck_terminating
            ingress_controller_down gateway_not_programmed loadbalancer_pending ingress_broken_reference
            ingress_connections_near_limit job_failed job_overdue cronjob_failing cronjob_missed backup_overdue
            pool_saturated hpa_maxed_latency_rising hpa_at_max dependency_slow service_unreachable_with_pods app_errors app_slow
            consumer_lag_growing hpa_scaling_without_effect hpa_flapping
            hpa_vpa_conflict capacity_plan_short ingress_errors app_traffic_anomaly scrape_target_missing
            monitoring_blind sli_no_data business_success_low slo_burn error_budget_exhausted
            journey_step_degraded business_conversion_drop business_volume_drop readiness_risk
            namespace_ungoverned abandoned_objects deprecated_api_in_use privileged_grant unowned_workload
            """.strip().split("\\s+")).toList();

    private static final Map<String, Integer> PLACES = new HashMap<>();

    static {
        for (int i = 0; i < ORDER.size(); i++) {
            PLACES.put(ORDER.get(i), i);
        }
    }

    private Depth() {}

    /** The place of a finding's signal in the order; after all others for one that is not in it. */
    static int of(FindingId id) {
        return PLACES.getOrDefault(id.signal(), ORDER.size());
    }
}
