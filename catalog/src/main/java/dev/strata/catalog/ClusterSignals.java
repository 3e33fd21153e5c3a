package dev.strata.catalog;

import java.util.List;

/** Signals of the cluster layer: nodes, the control plane, what everything stands on. */
public final class ClusterSignals {

    public static final Signal NODE_NOT_READY_MASS = SignalRow.of(
                    2, "node_not_ready_mass", Layer.CLUSTER, Severity.CRITICAL, "Cluster")
            .proven()
            .waits(2, 2)
            .at(DiagnosticLayer.OBJECT, BottleneckLayer.NODE)
            .says(
                    "many nodes are not ready at once",
                    "Look for what the nodes have in common (zone, pool, version) before you touch a single one.");

    public static final Signal NODE_PRESSURE = SignalRow.of(3, "node_pressure", Layer.CLUSTER, Severity.WARNING, "Node")
            .proven()
            .waits(5, 2)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.NODE)
            .says(
                    "node runs short of memory, disk or process ids",
                    "Find the pods that use it up; cordon the node if it does not recover.");

    public static final Signal NODE_READINESS_FLAPPING = SignalRow.of(
                    4, "node_readiness_flapping", Layer.CLUSTER, Severity.WARNING, "Node")
            .proven()
            .waits(0, 15)
            .at(DiagnosticLayer.OBJECT, BottleneckLayer.NODE)
            .says(
                    "node is ready and not ready in turns",
                    "Cordon the node, then look at its network and at the load of its kubelet.");

    public static final Signal NODE_FILESYSTEM_READONLY = SignalRow.of(
                    8, "node_filesystem_readonly", Layer.CLUSTER, Severity.WARNING, "Node")
            .proven()
            .waits(1, 2)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.NODE)
            .says(
                    "a file system of the node has become read-only",
                    "Cordon and drain the node; the disk behind it is likely to fail.");

    public static final Signal NODE_PODS_NEAR_CAPACITY = SignalRow.of(
                    11, "node_pods_near_capacity", Layer.CLUSTER, Severity.WARNING, "Node")
            .proven()
            .waits(15, 5)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.NODE)
            .says("node has almost as many pods as it may have", "Raise the limit of pods per node or add nodes.");

    public static final Signal NODE_EVICTIONS = SignalRow.of(
                    12, "node_evictions", Layer.CLUSTER, Severity.WARNING, "Node")
            .proven()
            .waits(0, 15)
            .at(DiagnosticLayer.EVENT, BottleneckLayer.NODE)
            .says(
                    "node puts pods out to save itself",
                    "Look at the pressure on the node and at pods without memory limits.");

    public static final Signal NODE_SYSTEM_OOM = SignalRow.of(
                    13, "node_system_oom", Layer.CLUSTER, Severity.WARNING, "Node")
            .proven()
            .waits(0, 10)
            .at(DiagnosticLayer.EVENT, BottleneckLayer.NODE)
            .says(
                    "processes of the node were killed for want of memory",
                    "Find pods without memory limits on the node and reserve memory for the system.");

    public static final Signal KUBELET_VERSION_SKEW = SignalRow.of(
                    15, "kubelet_version_skew", Layer.CLUSTER, Severity.WARNING, "Node")
            .waits(15, 5)
            .at(DiagnosticLayer.OBJECT, null)
            .says("kubelet is too many versions behind", "Upgrade the node or replace it.");

    public static final Signal APISERVICE_UNAVAILABLE = SignalRow.of(
                    20, "apiservice_unavailable", Layer.CLUSTER, Severity.CRITICAL, "APIService")
            .proven()
            .waits(2, 2)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .says(
                    "an API that another server serves does not answer",
                    "Bring the server behind it back: look at its Service and its pods.");

    public static final Signal CONTROL_PLANE_LEASE_STALE = SignalRow.of(
                    25, "control_plane_lease_stale", Layer.CLUSTER, Severity.CRITICAL, "Lease")
            .waits(0, 1)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .proven()
            .says(
                    "scheduler or controller manager has stopped renewing its lease",
                    "Look at the process and at how fast the API server answers it.");

    public static final Signal CONTROLLER_LAG = SignalRow.of(
                    27, "controller_lag", Layer.CLUSTER, Severity.WARNING, "Cluster")
            .proven()
            .waits(2, 2)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .says(
                    "controllers do not follow the changes of objects",
                    "Look at the controller manager: is it running, throttled, or waiting for the API server?");

    public static final Signal CSR_PENDING = SignalRow.of(
                    29, "csr_pending", Layer.CLUSTER, Severity.WARNING, "CertificateSigningRequest")
            .waits(15, 2)
            .at(DiagnosticLayer.CONTROL, null)
            .says(
                    "request for a certificate waits for an answer",
                    "Look at the approver; approve or deny the request by hand if you know where it comes from.");

    public static final Signal CLUSTER_CAPACITY_EXHAUSTED = SignalRow.of(
                    30, "cluster_capacity_exhausted", Layer.CLUSTER, Severity.CRITICAL, "Cluster")
            .waits(3, 5)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.SCHEDULER)
            .says(
                    "the cluster has no room for the pods that wait",
                    "Add nodes or raise the limit of the node group; lower requests that nobody uses.");

    public static final Signal NAMESPACE_STUCK_TERMINATING = SignalRow.of(
                    31, "namespace_stuck_terminating", Layer.CLUSTER, Severity.WARNING, "Namespace")
            .proven()
            .waits(10, 2)
            .at(DiagnosticLayer.OBJECT, null)
            .says(
                    "namespace does not go away",
                    "Remove what the reasons name: an API that does not answer, or a finalizer that nobody serves.");

    public static final Signal CONTROL_PLANE_NOT_HA = SignalRow.of(
                    109, "control_plane_not_ha", Layer.CLUSTER, Severity.INFORMATION, "Cluster")
            .waits(0, 0)
            .at(DiagnosticLayer.OBJECT, null)
            .says(
                    "the control plane does not survive the loss of one machine",
                    "Run an odd number of control plane nodes, three at least.");

    /** All of them, by number. */
    static final List<Signal> ALL = List.of(
            NODE_NOT_READY_MASS,
            NODE_PRESSURE,
            NODE_READINESS_FLAPPING,
            NODE_FILESYSTEM_READONLY,
            NODE_PODS_NEAR_CAPACITY,
            NODE_EVICTIONS,
            NODE_SYSTEM_OOM,
            KUBELET_VERSION_SKEW,
            APISERVICE_UNAVAILABLE,
            CONTROL_PLANE_LEASE_STALE,
            CONTROLLER_LAG,
            CSR_PENDING,
            CLUSTER_CAPACITY_EXHAUSTED,
            NAMESPACE_STUCK_TERMINATING,
            CONTROL_PLANE_NOT_HA);

    private ClusterSignals() {}
}
