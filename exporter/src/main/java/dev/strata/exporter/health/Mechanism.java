package dev.strata.exporter.health;

import static dev.strata.exporter.health.Relation.ANYWHERE;
import static dev.strata.exporter.health.Relation.BACKING_PODS;
import static dev.strata.exporter.health.Relation.CALLED_PODS;
import static dev.strata.exporter.health.Relation.CALLS;
import static dev.strata.exporter.health.Relation.FAILING_PODS;
import static dev.strata.exporter.health.Relation.HIGHER_LAYER;
import static dev.strata.exporter.health.Relation.IMPAIRS;
import static dev.strata.exporter.health.Relation.LOST_CAPACITY;
import static dev.strata.exporter.health.Relation.SAME_SUBJECT;
import static dev.strata.exporter.health.Relation.SCALED_UP;
import static dev.strata.exporter.health.Relation.SHORTAGE;
import static dev.strata.exporter.health.Relation.STRANDED;
import static dev.strata.exporter.health.Relation.TOUCHES;
import static dev.strata.exporter.health.Relation.UNIVERSAL;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One way in which findings of some signals lead to others. Signals go by their public ids; one that this build does not
 * judge takes no part.
 *
 * @param confidence of the explanation when everything about the connection and the times speaks for it
 * @param sentence how it comes about, for people
 */
record Mechanism(List<String> causes, List<String> effects, Relation relation, double confidence, String sentence) {

    /** What users or their stand-ins feel. */
    private static final List<String> FELT = ids("""
            dependency_slow service_unreachable_with_pods app_errors app_slow consumer_lag_growing
            hpa_maxed_latency_rising hpa_scaling_without_effect hpa_at_max ingress_errors app_traffic_anomaly
            slo_burn error_budget_exhausted business_success_low journey_step_degraded business_conversion_drop
            business_volume_drop""");

    /** Workloads and Services that miss pods. */
    private static final List<String> SHORT = ids("""
            workload_degraded workload_unavailable rollout_stuck coredns_down coredns_degraded ingress_controller_down
            kube_proxy_unhealthy service_no_ready_endpoints endpoints_flapping pdb_blocks_drain job_failed job_overdue
            cronjob_failing""");

    /** What keeps pods from running, the plainer first. */
    private static final List<String> POD_TROUBLES = ids("""
            volume_mount_failing image_pull_failing container_config_error oom_killed probe_killing pod_crashloop
            pod_stuck_creating pod_not_ready""");

    /** Short of something on a node. */
    private static final List<String> NODE_SHORTAGES = ids("""
            node_filesystem_readonly node_disk_saturated node_filesystem_filling node_memory_saturated
            node_cpu_saturated node_conntrack_high node_system_oom node_pressure kubelet_pleg_slow
            node_network_errors node_clock_skew""");

    private static final List<String> ETCD = ids("""
            etcd_no_leader etcd_quorum_at_risk etcd_space_low etcd_fsync_slow etcd_commit_slow""");

    private static final List<String> API_SERVER =
            ids("apiserver_down apiserver_errors apiserver_slow apiserver_flow_rejected");

    /** What stands still when the control plane does. */
    private static final List<String> CONTROL_WORK = ids("""
            control_plane_lease_stale scheduler_backlog controller_lag csr_pending node_not_ready_mass
            apiservice_unavailable metrics_pipeline_down hpa_blind namespace_stuck_terminating operator_degraded
            gitops_sync_failed cronjob_missed job_overdue""");

    /** Every way that is known. */
    static final List<Mechanism> ALL = List.of(
            of(
                    "node_not_ready_mass",
                    "node_not_ready",
                    TOUCHES,
                    0.95,
                    "it is one of the many nodes that were lost together"),
            of(
                    "node_not_ready",
                    with(SHORT, "pod_stuck_terminating", "pod_not_ready"),
                    FAILING_PODS,
                    0.9,
                    "the pods that are missing ran on the lost node"),
            of("node_not_ready", FELT, BACKING_PODS, 0.8, "pods that serve it ran on the lost node"),
            of(
                    "node_not_ready node_not_ready_mass",
                    "pod_pending_unscheduled cluster_capacity_exhausted",
                    LOST_CAPACITY,
                    0.7,
                    "the capacity of the lost node is missing to the scheduler"),
            of(
                    "node_not_ready",
                    "volume_mount_failing pod_stuck_creating",
                    STRANDED,
                    0.85,
                    "its volume is still attached to the lost node"),
            of(
                    "node_not_ready",
                    "cni_unhealthy kube_proxy_unhealthy csi_driver_missing node_evictions kubelet_pleg_slow",
                    SAME_SUBJECT,
                    0.8,
                    "the node itself is lost"),
            of("node_readiness_flapping", "node_not_ready", SAME_SUBJECT, 0.9, "the node comes and goes"),
            of(
                    NODE_SHORTAGES,
                    with(NODE_SHORTAGES, "node_evictions", "node_not_ready", "node_readiness_flapping"),
                    SAME_SUBJECT,
                    0.85,
                    "the node runs short of its own resources"),
            of(
                    with(NODE_SHORTAGES, "node_evictions", "node_readiness_flapping"),
                    with(SHORT, POD_TROUBLES),
                    FAILING_PODS,
                    0.65,
                    "its pods run on the node that is in trouble"),
            of(
                    with(NODE_SHORTAGES, "node_evictions", "node_readiness_flapping"),
                    FELT,
                    BACKING_PODS,
                    0.7,
                    "pods that serve it run on the node that is in trouble"),
            of(
                    with(NODE_SHORTAGES, "node_evictions", "node_readiness_flapping", "node_not_ready"),
                    FELT,
                    CALLED_PODS,
                    0.65,
                    "pods of a service that it calls run on the node that is in trouble"),
            of(
                    "node_evictions",
                    with(SHORT, "pod_pending_unscheduled"),
                    TOUCHES,
                    0.75,
                    "the node has put its pods out"),
            of(
                    "cni_unhealthy csi_driver_missing kube_proxy_unhealthy",
                    with(SHORT, "pod_stuck_creating", "volume_mount_failing", "pod_not_ready"),
                    FAILING_PODS,
                    0.85,
                    "the node cannot give the pods that are missing their network or their volumes"),
            of(
                    "cni_unhealthy kube_proxy_unhealthy",
                    FELT,
                    BACKING_PODS,
                    0.7,
                    "the network of nodes that serve it is broken"),
            of(ETCD, with(API_SERVER, ETCD), ANYWHERE, 0.9, "the API server waits for etcd"),
            of(API_SERVER, with(API_SERVER, CONTROL_WORK), ANYWHERE, 0.85, "everything that asks the API server waits"),
            of(
                    with(ETCD, "control_plane_lease_stale"),
                    CONTROL_WORK,
                    ANYWHERE,
                    0.75,
                    "the control plane does not do its work"),
            of(
                    "control_plane_lease_stale controller_lag scheduler_backlog apiserver_errors apiserver_slow",
                    "rollout_stuck pod_creation_blocked pod_pending_unscheduled workload_degraded",
                    ANYWHERE,
                    0.55,
                    "the controllers behind it stand still"),
            of(
                    "control_plane_certificate_expiring certificate_not_ready certificate_expiring",
                    "certificate_expiring admission_webhook_failing admission_webhook_down apiservice_unavailable"
                            + " service_unreachable_with_pods ingress_errors dependency_slow slo_burn"
                            + " business_success_low",
                    TOUCHES,
                    0.8,
                    "the certificate that it shows is not valid any more"),
            of(
                    "autoscaler_unhealthy",
                    "cluster_capacity_exhausted pod_pending_unscheduled",
                    ANYWHERE,
                    0.75,
                    "the cluster autoscaler brings no nodes"),
            of(
                    "cluster_capacity_exhausted",
                    "pod_pending_unscheduled",
                    TOUCHES,
                    0.85,
                    "everything that the nodes have is requested already"),
            of(
                    "pvc_pending pvc_lost pv_failed",
                    with(POD_TROUBLES, "pod_pending_unscheduled", "volume_resize_stuck"),
                    TOUCHES,
                    0.9,
                    "its claim has no volume"),
            of(
                    "volume_filling volume_resize_stuck",
                    with(POD_TROUBLES, SHORT, FELT),
                    TOUCHES,
                    0.75,
                    "its volume is full or nearly so"),
            of("quota_exceeded", "pod_creation_blocked quota_near_limit", TOUCHES, 0.95, "its quota is used up"),
            of(
                    "admission_webhook_down admission_webhook_failing",
                    "pod_creation_blocked admission_webhook_failing rollout_stuck",
                    TOUCHES,
                    0.9,
                    "the webhook that must be asked does not answer"),
            of("pod_creation_blocked", SHORT, SAME_SUBJECT, 0.9, "the API server refuses its pods"),
            of(
                    "pod_creation_blocked",
                    FELT,
                    SHORTAGE,
                    0.85,
                    "the API server refuses the replicas that should carry the load"),
            of(
                    "reference_missing",
                    "container_config_error volume_mount_failing pod_stuck_creating",
                    SAME_SUBJECT,
                    0.95,
                    "what the pods refer to does not exist"),
            of(
                    "oom_killed probe_killing slow_start",
                    "pod_crashloop pod_not_ready probe_killing",
                    SAME_SUBJECT,
                    0.95,
                    "the containers are killed again and again"),
            of(
                    with(POD_TROUBLES, "pod_pending_unscheduled", "reference_missing", "slow_start"),
                    SHORT,
                    FAILING_PODS,
                    0.9,
                    "the pods that are missing do not get to serve"),
            of("pod_pending_unscheduled", FELT, SHORTAGE, 0.9, "the replicas that should carry the load find no node"),
            of(with(POD_TROUBLES, "reference_missing"), FELT, IMPAIRS, 0.85, "pods that serve it do not get to serve"),
            of(
                    "workload_unavailable rollout_stuck workload_degraded coredns_down coredns_degraded",
                    "workload_unavailable workload_degraded coredns_degraded",
                    SAME_SUBJECT,
                    0.9,
                    "it is the same loss"),
            of(
                    "workload_unavailable workload_degraded",
                    with(FELT, "service_no_ready_endpoints"),
                    SHORTAGE,
                    0.85,
                    "too few replicas are left to answer"),
            of(
                    "service_no_ready_endpoints",
                    with(
                            FELT,
                            "admission_webhook_down",
                            "apiservice_unavailable",
                            "metrics_pipeline_down",
                            "ingress_controller_down"),
                    TOUCHES,
                    0.95,
                    "nobody answers behind the service"),
            of(
                    "apiservice_unavailable metrics_pipeline_down",
                    "metrics_pipeline_down hpa_blind namespace_stuck_terminating",
                    TOUCHES,
                    0.9,
                    "the API that it reads from does not answer"),
            of(
                    "coredns_down coredns_degraded dns_errors dns_slow",
                    with(with(FELT, POD_TROUBLES), "dns_errors", "dns_slow"),
                    UNIVERSAL,
                    0.8,
                    "names are resolved slowly or not at all"),
            of(
                    "ingress_controller_down ingress_broken_reference gateway_not_programmed loadbalancer_pending"
                            + " ingress_connections_near_limit",
                    FELT,
                    TOUCHES,
                    0.75,
                    "requests do not get through the entry"),
            of(
                    "cpu_throttled gc_pressure pool_saturated hpa_blind hpa_maxed_latency_rising app_slow app_errors"
                            + " service_unreachable_with_pods",
                    with(FELT, "probe_killing"),
                    IMPAIRS,
                    0.8,
                    "the replicas cannot do the work that comes in"),
            of("dependency_slow", FELT, CALLS, 0.85, "requests wait for the called service"),
            of(
                    "dependency_slow",
                    with(POD_TROUBLES, "pool_saturated"),
                    CALLS,
                    0.7,
                    "its pods cannot do without the called service"),
            of(
                    "dependency_slow",
                    "pod_pending_unscheduled cluster_capacity_exhausted",
                    SCALED_UP,
                    0.75,
                    "the autoscaler answered the slow calls with more replicas than fit on the nodes"),
            of(
                    "business_success_low slo_burn",
                    "slo_burn error_budget_exhausted",
                    SAME_SUBJECT,
                    0.95,
                    "it is the same objective, seen over a longer time"),
            of(
                    "slo_burn error_budget_exhausted journey_step_degraded business_success_low",
                    "slo_burn error_budget_exhausted business_success_low journey_step_degraded business_conversion_drop"
                            + " business_volume_drop",
                    HIGHER_LAYER,
                    0.6,
                    "the service behind it misses its own objective"));

    /** Pairs of a cause and an effect of which the table also knows the way back, one text each. */
    private static final Set<String> BOTH_WAYS = bothWays();

    private static final Set<String> CAUSES =
            ALL.stream().flatMap(m -> m.causes.stream()).collect(Collectors.toUnmodifiableSet());

    /** Whether findings of the signal can lead to others. */
    static boolean knowsAsCause(String signal) {
        return CAUSES.contains(signal);
    }

    /** Whether the deeper of two findings must be the cause because each could lead to the other. */
    boolean followsDepth(String cause, String effect) {
        return relation.followsDepth() && BOTH_WAYS.contains(pair(cause, effect));
    }

    private static Set<String> bothWays() {
        var ways = new HashSet<String>();
        ALL.forEach(m -> m.causes.forEach(c -> m.effects.forEach(e -> ways.add(pair(c, e)))));
        return ALL.stream()
                .flatMap(m -> m.causes.stream()
                        .flatMap(c -> m.effects.stream()
                                .filter(e -> ways.contains(pair(e, c)))
                                .map(e -> pair(c, e))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String pair(String cause, String effect) {
        return cause + " " + effect;
    }

    private static Mechanism of(String causes, String effects, Relation relation, double confidence, String sentence) {
        return new Mechanism(ids(causes), ids(effects), relation, confidence, sentence);
    }

    private static Mechanism of(
            String causes, List<String> effects, Relation relation, double confidence, String sentence) {
        return new Mechanism(ids(causes), effects, relation, confidence, sentence);
    }

    private static Mechanism of(
            List<String> causes, List<String> effects, Relation relation, double confidence, String sentence) {
        return new Mechanism(causes, effects, relation, confidence, sentence);
    }

    private static List<String> with(List<String> ids, String... more) {
        var all = new ArrayList<>(ids);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    @SafeVarargs
    private static List<String> with(List<String>... lists) {
        var all = new ArrayList<String>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        return List.copyOf(all);
    }

    private static List<String> ids(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
