package dev.strata.exporter.health;

import static dev.strata.catalog.ApplicationSignals.CAPACITY_PLAN_SHORT;
import static dev.strata.catalog.ApplicationSignals.CONTAINER_CONFIG_ERROR;
import static dev.strata.catalog.ApplicationSignals.CRONJOB_FAILING;
import static dev.strata.catalog.ApplicationSignals.CRONJOB_MISSED;
import static dev.strata.catalog.ApplicationSignals.HPA_BLIND;
import static dev.strata.catalog.ApplicationSignals.HPA_FLAPPING;
import static dev.strata.catalog.ApplicationSignals.IMAGE_PULL_FAILING;
import static dev.strata.catalog.ApplicationSignals.JOB_FAILED;
import static dev.strata.catalog.ApplicationSignals.JOB_OVERDUE;
import static dev.strata.catalog.ApplicationSignals.OOM_KILLED;
import static dev.strata.catalog.ApplicationSignals.POD_CREATION_BLOCKED;
import static dev.strata.catalog.ApplicationSignals.POD_NOT_READY;
import static dev.strata.catalog.ApplicationSignals.POD_STUCK_CREATING;
import static dev.strata.catalog.ApplicationSignals.POD_STUCK_TERMINATING;
import static dev.strata.catalog.ApplicationSignals.PROBE_KILLING;
import static dev.strata.catalog.ApplicationSignals.REFERENCE_MISSING;
import static dev.strata.catalog.ApplicationSignals.WORKLOAD_UNAVAILABLE;
import static dev.strata.catalog.ClusterSignals.APISERVICE_UNAVAILABLE;
import static dev.strata.catalog.ClusterSignals.CLUSTER_CAPACITY_EXHAUSTED;
import static dev.strata.catalog.ClusterSignals.CONTROLLER_LAG;
import static dev.strata.catalog.ClusterSignals.CONTROL_PLANE_LEASE_STALE;
import static dev.strata.catalog.ClusterSignals.CONTROL_PLANE_NOT_HA;
import static dev.strata.catalog.ClusterSignals.CSR_PENDING;
import static dev.strata.catalog.ClusterSignals.KUBELET_VERSION_SKEW;
import static dev.strata.catalog.ClusterSignals.NAMESPACE_STUCK_TERMINATING;
import static dev.strata.catalog.ClusterSignals.NODE_EVICTIONS;
import static dev.strata.catalog.ClusterSignals.NODE_FILESYSTEM_READONLY;
import static dev.strata.catalog.ClusterSignals.NODE_NOT_READY_MASS;
import static dev.strata.catalog.ClusterSignals.NODE_PODS_NEAR_CAPACITY;
import static dev.strata.catalog.ClusterSignals.NODE_PRESSURE;
import static dev.strata.catalog.ClusterSignals.NODE_READINESS_FLAPPING;
import static dev.strata.catalog.ClusterSignals.NODE_SYSTEM_OOM;
import static dev.strata.catalog.PlatformSignals.ADMISSION_WEBHOOK_DOWN;
import static dev.strata.catalog.PlatformSignals.BACKUP_OVERDUE;
import static dev.strata.catalog.PlatformSignals.CNI_UNHEALTHY;
import static dev.strata.catalog.PlatformSignals.COREDNS_DOWN;
import static dev.strata.catalog.PlatformSignals.INGRESS_BROKEN_REFERENCE;
import static dev.strata.catalog.PlatformSignals.LOADBALANCER_PENDING;
import static dev.strata.catalog.PlatformSignals.METRICS_PIPELINE_DOWN;
import static dev.strata.catalog.PlatformSignals.PDB_BLOCKS_DRAIN;
import static dev.strata.catalog.PlatformSignals.PVC_LOST;
import static dev.strata.catalog.PlatformSignals.PVC_PENDING;
import static dev.strata.catalog.PlatformSignals.PV_FAILED;
import static dev.strata.catalog.PlatformSignals.QUOTA_EXCEEDED;
import static dev.strata.catalog.PlatformSignals.QUOTA_NEAR_LIMIT;
import static dev.strata.catalog.PlatformSignals.VOLUME_MOUNT_FAILING;
import static dev.strata.catalog.PlatformSignals.VOLUME_RESIZE_STUCK;
import static dev.strata.catalog.Signals.BUSINESS_SUCCESS_LOW;
import static dev.strata.catalog.Signals.COREDNS_DEGRADED;
import static dev.strata.catalog.Signals.DEPENDENCY_SLOW;
import static dev.strata.catalog.Signals.HPA_AT_MAX;
import static dev.strata.catalog.Signals.HPA_MAXED_LATENCY_RISING;
import static dev.strata.catalog.Signals.NODE_NOT_READY;
import static dev.strata.catalog.Signals.POD_CRASHLOOP;
import static dev.strata.catalog.Signals.POD_PENDING_UNSCHEDULED;
import static dev.strata.catalog.Signals.ROLLOUT_STUCK;
import static dev.strata.catalog.Signals.SERVICE_NO_READY_ENDPOINTS;
import static dev.strata.catalog.Signals.SLO_BURN;
import static dev.strata.catalog.Signals.WORKLOAD_DEGRADED;
import static dev.strata.exporter.health.Relation.BACKING_PODS;
import static dev.strata.exporter.health.Relation.CALLS;
import static dev.strata.exporter.health.Relation.FAILING_PODS;
import static dev.strata.exporter.health.Relation.HIGHER_LAYER;
import static dev.strata.exporter.health.Relation.LOST_CAPACITY;
import static dev.strata.exporter.health.Relation.SAME_SUBJECT;
import static dev.strata.exporter.health.Relation.SCALED_UP;
import static dev.strata.exporter.health.Relation.SHORTAGE;
import static dev.strata.exporter.health.Relation.TOUCHES;
import static dev.strata.exporter.health.Relation.UNIVERSAL;

import dev.strata.catalog.BusinessSignals;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Signal;
import dev.strata.catalog.TrafficSignals;
import java.util.List;

/**
 * One way in which one signal leads to others.
 *
 * @param confidence of the explanation when everything about the connection and the times speaks for it
 * @param sentence how it comes about, for people
 */
record Mechanism(Signal cause, List<Signal> effects, Relation relation, double confidence, String sentence) {

    /** Signals that cannot be a cause of those before them, causes first; the depth of a finding is its place here. */
    static final List<Signal> DEPTH = List.of(
            MachineSignals.ETCD_QUORUM_AT_RISK,
            MachineSignals.ETCD_FSYNC_SLOW,
            MachineSignals.ETCD_SPACE_LOW,
            MachineSignals.ETCD_NO_LEADER,
            MachineSignals.ETCD_COMMIT_SLOW,
            MachineSignals.CONTROL_PLANE_CERTIFICATE_EXPIRING,
            MachineSignals.APISERVER_FLOW_REJECTED,
            MachineSignals.APISERVER_DOWN,
            MachineSignals.APISERVER_SLOW,
            MachineSignals.APISERVER_ERRORS,
            CONTROL_PLANE_LEASE_STALE,
            CONTROL_PLANE_NOT_HA,
            MachineSignals.DEPRECATED_API_IN_USE,
            MachineSignals.SCHEDULER_BACKLOG,
            MachineSignals.NODE_CLOCK_SKEW,
            NODE_NOT_READY_MASS,
            NODE_FILESYSTEM_READONLY,
            MachineSignals.NODE_DISK_SATURATED,
            MachineSignals.NODE_FILESYSTEM_FILLING,
            MachineSignals.NODE_MEMORY_SATURATED,
            MachineSignals.NODE_CPU_SATURATED,
            MachineSignals.NODE_CONNTRACK_HIGH,
            MachineSignals.NODE_NETWORK_ERRORS,
            MachineSignals.KUBELET_PLEG_SLOW,
            NODE_READINESS_FLAPPING,
            NODE_PRESSURE,
            NODE_SYSTEM_OOM,
            NODE_NOT_READY,
            NODE_EVICTIONS,
            CNI_UNHEALTHY,
            MachineSignals.KUBE_PROXY_UNHEALTHY,
            NODE_PODS_NEAR_CAPACITY,
            KUBELET_VERSION_SKEW,
            CSR_PENDING,
            CONTROLLER_LAG,
            CLUSTER_CAPACITY_EXHAUSTED,
            PV_FAILED,
            MachineSignals.VOLUME_FILLING,
            PVC_LOST,
            PVC_PENDING,
            VOLUME_RESIZE_STUCK,
            QUOTA_EXCEEDED,
            QUOTA_NEAR_LIMIT,
            REFERENCE_MISSING,
            VOLUME_MOUNT_FAILING,
            IMAGE_PULL_FAILING,
            CONTAINER_CONFIG_ERROR,
            POD_PENDING_UNSCHEDULED,
            OOM_KILLED,
            PROBE_KILLING,
            POD_CRASHLOOP,
            JOB_FAILED,
            JOB_OVERDUE,
            POD_STUCK_CREATING,
            COREDNS_DOWN,
            COREDNS_DEGRADED,
            MachineSignals.DNS_ERRORS,
            MachineSignals.DNS_SLOW,
            ADMISSION_WEBHOOK_DOWN,
            MachineSignals.ADMISSION_WEBHOOK_FAILING,
            POD_CREATION_BLOCKED,
            POD_STUCK_TERMINATING,
            POD_NOT_READY,
            PDB_BLOCKS_DRAIN,
            ROLLOUT_STUCK,
            WORKLOAD_UNAVAILABLE,
            WORKLOAD_DEGRADED,
            SERVICE_NO_READY_ENDPOINTS,
            TrafficSignals.SERVICE_UNREACHABLE_WITH_PODS,
            APISERVICE_UNAVAILABLE,
            METRICS_PIPELINE_DOWN,
            HPA_BLIND,
            NAMESPACE_STUCK_TERMINATING,
            INGRESS_BROKEN_REFERENCE,
            LOADBALANCER_PENDING,
            CRONJOB_FAILING,
            CRONJOB_MISSED,
            BACKUP_OVERDUE,
            MachineSignals.MONITORING_BLIND,
            TrafficSignals.POOL_SATURATED,
            TrafficSignals.GC_PRESSURE,
            TrafficSignals.CPU_THROTTLED,
            DEPENDENCY_SLOW,
            TrafficSignals.CONSUMER_LAG_GROWING,
            TrafficSignals.HPA_SCALING_WITHOUT_EFFECT,
            HPA_MAXED_LATENCY_RISING,
            HPA_AT_MAX,
            HPA_FLAPPING,
            CAPACITY_PLAN_SHORT,
            MachineSignals.INGRESS_CONNECTIONS_NEAR_LIMIT,
            TrafficSignals.APP_SLOW,
            TrafficSignals.APP_ERRORS,
            MachineSignals.INGRESS_ERRORS,
            TrafficSignals.APP_TRAFFIC_ANOMALY,
            BusinessSignals.SLI_NO_DATA,
            BusinessSignals.JOURNEY_STEP_DEGRADED,
            SLO_BURN,
            BusinessSignals.ERROR_BUDGET_EXHAUSTED,
            BusinessSignals.BUSINESS_CONVERSION_DROP,
            BusinessSignals.BUSINESS_VOLUME_DROP,
            BUSINESS_SUCCESS_LOW);

    /** Every way that is known. */
    static final List<Mechanism> ALL = List.of(
            new Mechanism(
                    NODE_NOT_READY,
                    List.of(
                            WORKLOAD_DEGRADED,
                            WORKLOAD_UNAVAILABLE,
                            SERVICE_NO_READY_ENDPOINTS,
                            COREDNS_DOWN,
                            COREDNS_DEGRADED,
                            ROLLOUT_STUCK,
                            POD_STUCK_TERMINATING),
                    FAILING_PODS,
                    0.9,
                    "the pods that are missing ran on the lost node"),
            new Mechanism(
                    NODE_NOT_READY,
                    List.of(HPA_MAXED_LATENCY_RISING, DEPENDENCY_SLOW, SLO_BURN, BUSINESS_SUCCESS_LOW),
                    BACKING_PODS,
                    0.8,
                    "pods that serve it ran on the lost node"),
            new Mechanism(
                    NODE_NOT_READY,
                    List.of(POD_PENDING_UNSCHEDULED),
                    LOST_CAPACITY,
                    0.7,
                    "the capacity of the lost node is missing to the scheduler"),
            new Mechanism(
                    POD_PENDING_UNSCHEDULED,
                    List.of(
                            WORKLOAD_DEGRADED,
                            WORKLOAD_UNAVAILABLE,
                            ROLLOUT_STUCK,
                            COREDNS_DOWN,
                            COREDNS_DEGRADED,
                            SERVICE_NO_READY_ENDPOINTS),
                    FAILING_PODS,
                    0.9,
                    "the pods that are missing find no node"),
            new Mechanism(
                    POD_PENDING_UNSCHEDULED,
                    List.of(HPA_MAXED_LATENCY_RISING, HPA_AT_MAX, DEPENDENCY_SLOW, SLO_BURN, BUSINESS_SUCCESS_LOW),
                    SHORTAGE,
                    0.9,
                    "the replicas that should carry the load find no node"),
            new Mechanism(
                    POD_CRASHLOOP,
                    List.of(
                            WORKLOAD_DEGRADED,
                            WORKLOAD_UNAVAILABLE,
                            ROLLOUT_STUCK,
                            COREDNS_DOWN,
                            COREDNS_DEGRADED,
                            SERVICE_NO_READY_ENDPOINTS),
                    FAILING_PODS,
                    0.9,
                    "the pods that are missing crash"),
            new Mechanism(
                    POD_CRASHLOOP,
                    List.of(DEPENDENCY_SLOW, HPA_MAXED_LATENCY_RISING, SLO_BURN, BUSINESS_SUCCESS_LOW),
                    TOUCHES,
                    0.75,
                    "pods that serve it crash"),
            new Mechanism(
                    NODE_NOT_READY_MASS,
                    List.of(NODE_NOT_READY),
                    TOUCHES,
                    0.95,
                    "it is one of the many nodes that were lost together"),
            new Mechanism(
                    NODE_PRESSURE,
                    List.of(NODE_EVICTIONS, NODE_NOT_READY),
                    SAME_SUBJECT,
                    0.85,
                    "the node runs short of its own resources"),
            new Mechanism(
                    CNI_UNHEALTHY,
                    List.of(
                            POD_STUCK_CREATING,
                            WORKLOAD_DEGRADED,
                            WORKLOAD_UNAVAILABLE,
                            ROLLOUT_STUCK,
                            COREDNS_DOWN,
                            COREDNS_DEGRADED,
                            SERVICE_NO_READY_ENDPOINTS),
                    FAILING_PODS,
                    0.85,
                    "the pods that are missing get no network on their node"),
            new Mechanism(
                    CLUSTER_CAPACITY_EXHAUSTED,
                    List.of(POD_PENDING_UNSCHEDULED),
                    TOUCHES,
                    0.85,
                    "everything that the nodes have is requested already"),
            new Mechanism(
                    REFERENCE_MISSING,
                    List.of(CONTAINER_CONFIG_ERROR, VOLUME_MOUNT_FAILING),
                    SAME_SUBJECT,
                    0.95,
                    "what the pods refer to does not exist"),
            new Mechanism(
                    VOLUME_MOUNT_FAILING,
                    List.of(
                            POD_STUCK_CREATING,
                            WORKLOAD_DEGRADED,
                            WORKLOAD_UNAVAILABLE,
                            ROLLOUT_STUCK,
                            COREDNS_DOWN,
                            COREDNS_DEGRADED,
                            SERVICE_NO_READY_ENDPOINTS),
                    FAILING_PODS,
                    0.9,
                    "the pods that are missing wait for their volumes"),
            new Mechanism(
                    IMAGE_PULL_FAILING,
                    List.of(
                            WORKLOAD_DEGRADED,
                            WORKLOAD_UNAVAILABLE,
                            ROLLOUT_STUCK,
                            COREDNS_DOWN,
                            COREDNS_DEGRADED,
                            SERVICE_NO_READY_ENDPOINTS),
                    FAILING_PODS,
                    0.9,
                    "the image of the pods that are missing cannot be pulled"),
            new Mechanism(
                    CONTAINER_CONFIG_ERROR,
                    List.of(
                            WORKLOAD_DEGRADED,
                            WORKLOAD_UNAVAILABLE,
                            ROLLOUT_STUCK,
                            COREDNS_DOWN,
                            COREDNS_DEGRADED,
                            SERVICE_NO_READY_ENDPOINTS),
                    FAILING_PODS,
                    0.9,
                    "the containers of the pods that are missing cannot be created"),
            new Mechanism(
                    OOM_KILLED,
                    List.of(POD_CRASHLOOP),
                    SAME_SUBJECT,
                    0.95,
                    "the containers are killed at their memory limit"),
            new Mechanism(
                    PROBE_KILLING,
                    List.of(POD_CRASHLOOP, POD_NOT_READY),
                    SAME_SUBJECT,
                    0.8,
                    "the kubelet kills the containers because a probe fails"),
            new Mechanism(
                    POD_STUCK_CREATING,
                    List.of(
                            WORKLOAD_DEGRADED,
                            WORKLOAD_UNAVAILABLE,
                            ROLLOUT_STUCK,
                            COREDNS_DOWN,
                            COREDNS_DEGRADED,
                            SERVICE_NO_READY_ENDPOINTS),
                    FAILING_PODS,
                    0.8,
                    "the pods that are missing do not start"),
            new Mechanism(
                    POD_NOT_READY,
                    List.of(
                            WORKLOAD_DEGRADED,
                            WORKLOAD_UNAVAILABLE,
                            ROLLOUT_STUCK,
                            COREDNS_DOWN,
                            COREDNS_DEGRADED,
                            SERVICE_NO_READY_ENDPOINTS),
                    FAILING_PODS,
                    0.85,
                    "the pods that are missing run and are not ready"),
            new Mechanism(
                    POD_CREATION_BLOCKED,
                    List.of(WORKLOAD_DEGRADED, WORKLOAD_UNAVAILABLE, ROLLOUT_STUCK),
                    SAME_SUBJECT,
                    0.9,
                    "the API server refuses its pods"),
            new Mechanism(
                    COREDNS_DOWN,
                    List.of(COREDNS_DEGRADED, WORKLOAD_DEGRADED, WORKLOAD_UNAVAILABLE),
                    SAME_SUBJECT,
                    0.95,
                    "it is the same loss, and nothing is left"),
            new Mechanism(
                    WORKLOAD_UNAVAILABLE,
                    List.of(WORKLOAD_DEGRADED),
                    SAME_SUBJECT,
                    0.9,
                    "it is the same shortage, and nothing is left"),
            new Mechanism(
                    WORKLOAD_UNAVAILABLE,
                    List.of(SERVICE_NO_READY_ENDPOINTS, DEPENDENCY_SLOW, SLO_BURN, BUSINESS_SUCCESS_LOW),
                    TOUCHES,
                    0.85,
                    "no replica is left to answer"),
            new Mechanism(QUOTA_EXCEEDED, List.of(POD_CREATION_BLOCKED), TOUCHES, 0.95, "its quota is used up"),
            new Mechanism(
                    ADMISSION_WEBHOOK_DOWN,
                    List.of(POD_CREATION_BLOCKED),
                    TOUCHES,
                    0.9,
                    "the webhook that must be asked about its pods does not answer"),
            new Mechanism(
                    APISERVICE_UNAVAILABLE, List.of(METRICS_PIPELINE_DOWN), SAME_SUBJECT, 0.95, "it is the same API"),
            new Mechanism(
                    METRICS_PIPELINE_DOWN,
                    List.of(HPA_BLIND),
                    TOUCHES,
                    0.9,
                    "the API that it reads its metric from does not answer"),
            new Mechanism(PVC_PENDING, List.of(POD_PENDING_UNSCHEDULED), TOUCHES, 0.9, "its claim has no volume"),
            new Mechanism(
                    COREDNS_DEGRADED,
                    List.of(WORKLOAD_DEGRADED),
                    SAME_SUBJECT,
                    0.95,
                    "the workload is the cluster's DNS"),
            new Mechanism(
                    COREDNS_DEGRADED,
                    List.of(DEPENDENCY_SLOW, SLO_BURN, BUSINESS_SUCCESS_LOW),
                    UNIVERSAL,
                    0.65,
                    "names are resolved slowly or not at all"),
            new Mechanism(
                    ROLLOUT_STUCK,
                    List.of(WORKLOAD_DEGRADED, WORKLOAD_UNAVAILABLE),
                    SAME_SUBJECT,
                    0.7,
                    "the pods of the new revision do not become available"),
            new Mechanism(
                    WORKLOAD_DEGRADED,
                    List.of(HPA_MAXED_LATENCY_RISING, DEPENDENCY_SLOW, SLO_BURN, BUSINESS_SUCCESS_LOW),
                    SHORTAGE,
                    0.7,
                    "too few replicas carry the load"),
            new Mechanism(
                    SERVICE_NO_READY_ENDPOINTS,
                    List.of(
                            ADMISSION_WEBHOOK_DOWN,
                            APISERVICE_UNAVAILABLE,
                            METRICS_PIPELINE_DOWN,
                            DEPENDENCY_SLOW,
                            SLO_BURN,
                            BUSINESS_SUCCESS_LOW),
                    TOUCHES,
                    0.95,
                    "nobody answers behind the service"),
            new Mechanism(
                    DEPENDENCY_SLOW,
                    List.of(HPA_MAXED_LATENCY_RISING, SLO_BURN, BUSINESS_SUCCESS_LOW, DEPENDENCY_SLOW),
                    CALLS,
                    0.85,
                    "requests wait for the called service"),
            new Mechanism(
                    DEPENDENCY_SLOW,
                    List.of(HPA_AT_MAX),
                    CALLS,
                    0.75,
                    "requests that wait for the called service pile up, and the autoscaler counts them as load"),
            new Mechanism(
                    DEPENDENCY_SLOW,
                    List.of(POD_PENDING_UNSCHEDULED),
                    SCALED_UP,
                    0.75,
                    "the autoscaler answered the slow calls with more replicas than fit on the nodes"),
            new Mechanism(
                    HPA_MAXED_LATENCY_RISING,
                    List.of(HPA_AT_MAX),
                    SAME_SUBJECT,
                    0.95,
                    "it is the same ceiling, and users already feel it"),
            new Mechanism(
                    HPA_MAXED_LATENCY_RISING,
                    List.of(SLO_BURN, BUSINESS_SUCCESS_LOW),
                    TOUCHES,
                    0.8,
                    "load that the replicas can no longer carry"),
            new Mechanism(
                    SLO_BURN,
                    List.of(BUSINESS_SUCCESS_LOW, SLO_BURN),
                    HIGHER_LAYER,
                    0.6,
                    "the service behind it misses its own objective"),
            new Mechanism(
                    BUSINESS_SUCCESS_LOW,
                    List.of(SLO_BURN),
                    SAME_SUBJECT,
                    0.95,
                    "it is the same objective, seen over a longer time"));

    static int depth(FindingId id) {
        for (int i = 0; i < DEPTH.size(); i++) {
            if (DEPTH.get(i).id().equals(id.signal())) {
                return i;
            }
        }
        return DEPTH.size();
    }

    boolean joins(FindingId from, FindingId to) {
        return cause.id().equals(from.signal())
                && effects.stream().anyMatch(effect -> effect.id().equals(to.signal()));
    }
}
