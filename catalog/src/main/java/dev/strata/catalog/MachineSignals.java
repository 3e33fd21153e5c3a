package dev.strata.catalog;

import java.util.List;

/** Signals of the cluster and platform layers that are measured: machines, the control plane, DNS, entries, volumes. */
public final class MachineSignals {

    public static final Signal NODE_CPU_SATURATED = SignalRow.of(
                    5, "node_cpu_saturated", Layer.CLUSTER, Severity.WARNING, "Node")
            .reads(Input.PROMETHEUS)
            .waits(10, 5)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.NODE)
            .limit("cpu_pressure_ratio", 0.25, "share of time in which some task waited for a processor")
            .limit("load_per_core", 2, "load per core where the kernel reports no pressure")
            .limit("cpu_busy_ratio", 0.9, "use that is remarked on as information")
            .proven()
            .says(
                    "tasks of the node wait for a processor",
                    "Find the pods that use most; move or limit them, or add nodes.");

    public static final Signal NODE_MEMORY_SATURATED = SignalRow.of(
                    6, "node_memory_saturated", Layer.CLUSTER, Severity.WARNING, "Node")
            .reads(Input.PROMETHEUS)
            .waits(5, 5)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.NODE)
            .limit("memory_stalled_ratio", 0.05, "share of time in which all tasks waited for memory")
            .limit(
                    "major_faults_per_second",
                    500,
                    "page faults that went to disk, where the kernel reports no pressure")
            .limit("memory_available_ratio", 0.05, "memory that is left while such faults happen")
            .limit("memory_low_ratio", 0.1, "memory left that is remarked on as information")
            .proven()
            .says(
                    "the node is out of memory to work with",
                    "Find the pods that grow; cordon the node if it does not recover.");

    public static final Signal NODE_FILESYSTEM_FILLING = SignalRow.of(
                    7, "node_filesystem_filling", Layer.CLUSTER, Severity.WARNING, "Node")
            .reads(Input.PROMETHEUS)
            .waits(15, 10)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.NODE)
            .limit("free_ratio", 0.1, "free share of a file system, or of its inodes")
            .limit("free_soon_ratio", 0.2, "free share below which the trend counts")
            .limit("free_in_4h_ratio", 0, "free share four hours ahead by the trend of the last hour")
            .proven()
            .says(
                    "a file system of the node runs full",
                    "Remove old images and logs; look for pods that write to the node.");

    public static final Signal NODE_DISK_SATURATED = SignalRow.of(
                    8, "node_disk_saturated", Layer.CLUSTER, Severity.WARNING, "Node")
            .reads(Input.PROMETHEUS)
            .waits(30, 10)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.NODE)
            .limit("disk_queue", 10, "requests that wait for a disk on average")
            .says("a disk of the node is saturated", "Find who reads and writes; look at the disk for errors.");

    public static final Signal NODE_CONNTRACK_HIGH = SignalRow.of(
                    9, "node_conntrack_high", Layer.CLUSTER, Severity.CRITICAL, "Node")
            .reads(Input.PROMETHEUS)
            .waits(5, 5)
            .at(DiagnosticLayer.LINK, BottleneckLayer.NODE)
            .limit("conntrack_ratio", 0.75, "entries of the connection table by its limit")
            .limit("conntrack_critical_ratio", 0.9, "the same, critical")
            .proven()
            .says(
                    "the table of connections of the node is nearly full",
                    "Raise the limit; find the pods that open many connections.");

    public static final Signal NODE_CLOCK_SKEW = SignalRow.of(
                    10, "node_clock_skew", Layer.CLUSTER, Severity.WARNING, "Node")
            .reads(Input.PROMETHEUS)
            .waits(10, 5)
            .at(DiagnosticLayer.RESOURCE, null)
            .limit("clock_offset_seconds", 0.05, "offset that does not get smaller")
            .limit("unsynced_offset_seconds", 0.01, "offset of a clock that is not synchronised")
            .proven()
            .says(
                    "the clock of the node is wrong",
                    "Bring time synchronisation back; certificates and leases depend on it.");

    public static final Signal KUBELET_PLEG_SLOW = SignalRow.of(
                    14, "kubelet_pleg_slow", Layer.CLUSTER, Severity.WARNING, "Node")
            .reads(Input.PROMETHEUS)
            .waits(5, 5)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.NODE)
            .limit("pleg_p99_seconds", 10, "slowest hundredth of the looks at all containers")
            .proven()
            .says(
                    "the kubelet is slow to see its containers",
                    "Look at the container runtime and at the disk below it.");

    public static final Signal APISERVER_DOWN = SignalRow.of(
                    16, "apiserver_down", Layer.CLUSTER, Severity.CRITICAL, "Cluster")
            .waits(1, 2)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .proven()
            .says(
                    "the API server does not answer",
                    "Look at its process, then at etcd, its certificates and the load balancer before it.");

    public static final Signal APISERVER_SLOW = SignalRow.of(
                    17, "apiserver_slow", Layer.CLUSTER, Severity.CRITICAL, "Cluster")
            .reads(Input.PROMETHEUS)
            .waits(5, 5)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .limit(
                    "slow_ratio",
                    0.05,
                    "share of calls that are slower than the objective of 1 s (30 s for lists of everything)")
            .limit("slow_critical_ratio", 0.25, "the same, critical")
            .limit("calls_per_second", 1, "calls below which nothing is judged")
            .proven()
            .says("the API server answers slowly", "Look at etcd, at large lists and at webhooks.");

    public static final Signal APISERVER_ERRORS = SignalRow.of(
                    18, "apiserver_errors", Layer.CLUSTER, Severity.CRITICAL, "Cluster")
            .reads(Input.PROMETHEUS)
            .waits(3, 5)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .limit("error_ratio", 0.01, "share of answers that are errors of the server")
            .limit("error_critical_ratio", 0.05, "the same, critical")
            .limit("terminated_ratio", 0.2, "share of calls that the server gives up")
            .limit("requests_per_second", 1, "requests below which nothing is judged")
            .proven()
            .says("the API server answers with errors", "Look at etcd, at webhooks and at the load.");

    public static final Signal APISERVER_FLOW_REJECTED = SignalRow.of(
                    19, "apiserver_flow_rejected", Layer.CLUSTER, Severity.WARNING, "Cluster")
            .reads(Input.PROMETHEUS)
            .waits(10, 5)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .limit("rejected_per_second", 0.1, "requests that are turned away to protect the server")
            .proven()
            .says("the API server turns requests away", "Find the client of the named flow and slow it down.");

    public static final Signal ETCD_NO_LEADER = SignalRow.of(
                    21, "etcd_no_leader", Layer.CLUSTER, Severity.CRITICAL, "Cluster")
            .reads(Input.PROMETHEUS)
            .waits(1, 2)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .limit("leader_changes", 4, "elections within a quarter of an hour, a warning")
            .proven()
            .says("etcd has no leader", "Look at the members, the network between them and their disks.");

    public static final Signal ETCD_QUORUM_AT_RISK = SignalRow.of(
                    21, "etcd_quorum_at_risk", Layer.CLUSTER, Severity.CRITICAL, "Cluster")
            .reads(Input.PROMETHEUS)
            .waits(3, 5)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .proven()
            .says(
                    "etcd does not survive the loss of one more member",
                    "Bring the lost member back before anything else happens.");

    public static final Signal ETCD_FSYNC_SLOW = SignalRow.of(
                    22, "etcd_fsync_slow", Layer.CLUSTER, Severity.CRITICAL, "Cluster")
            .reads(Input.PROMETHEUS)
            .waits(10, 5)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .limit("fsync_p99_seconds", 0.1, "slowest hundredth of the syncs of the write-ahead log")
            .limit("leader_changes", 4, "elections within a quarter of an hour that make it critical")
            .limit("commit_p99_seconds", 0.25, "commits that make it critical")
            .proven()
            .says("etcd waits for its disk", "Give etcd a disk of its own; look for what else writes to it.");

    public static final Signal ETCD_COMMIT_SLOW = SignalRow.of(
                    23, "etcd_commit_slow", Layer.CLUSTER, Severity.WARNING, "Cluster")
            .reads(Input.PROMETHEUS)
            .waits(10, 5)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .limit("commit_p99_seconds", 0.25, "slowest hundredth of the commits")
            .limit("peer_p99_seconds", 0.15, "slowest hundredth of the round trips between members")
            .proven()
            .says("etcd is slow to commit", "Look at the disks of the members and at the network between them.");

    public static final Signal ETCD_SPACE_LOW = SignalRow.of(
                    24, "etcd_space_low", Layer.CLUSTER, Severity.CRITICAL, "Cluster")
            .reads(Input.PROMETHEUS)
            .waits(5, 5)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .limit("space_ratio", 0.95, "size of the database by its quota")
            .limit("space_soon_ratio", 0.8, "size above which the trend counts, a warning")
            .limit("in_use_ratio", 0.5, "share in use below which the space is only fragmented")
            .proven()
            .says(
                    "the database of etcd is nearly full",
                    "Compact and defragment; find who writes so much; raise the quota.");

    public static final Signal SCHEDULER_BACKLOG = SignalRow.of(
                    26, "scheduler_backlog", Layer.CLUSTER, Severity.WARNING, "Cluster")
            .waits(3, 5)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.SCHEDULER)
            .limit("unseen_pods", 3, "pods that no scheduler has looked at for two minutes")
            .limit("pending_pods", 10, "pods that wait in the queues of the scheduler")
            .limit("growth_ratio", 1.2, "their number by that of ten minutes ago")
            .says("pods wait longer and longer for the scheduler", "Look at the scheduler first, then at capacity.");

    public static final Signal CONTROL_PLANE_CERTIFICATE_EXPIRING = SignalRow.of(
                    28, "control_plane_certificate_expiring", Layer.CLUSTER, Severity.CRITICAL, "Cluster")
            .reads(Input.PROMETHEUS)
            .waits(5, 5)
            .at(DiagnosticLayer.CONTROL, null)
            .limit("ttl_seconds", 604800, "validity that is left of a certificate that is in use")
            .limit("ttl_critical_seconds", 86400, "the same, critical")
            .limit(
                    "ttl_unrenewed_seconds",
                    259200,
                    "validity left of one that was not renewed for a week, where no error is counted")
            .proven()
            .says("a certificate of the control plane ends soon", "Renew it; look at why rotation does not.");

    public static final Signal DEPRECATED_API_IN_USE = SignalRow.of(
                    94, "deprecated_api_in_use", Layer.CLUSTER, Severity.INFORMATION, "Cluster")
            .reads(Input.PROMETHEUS)
            .waits(0, 0)
            .at(DiagnosticLayer.CONTROL, null)
            .proven()
            .says("clients use APIs that will be removed", "Change manifests and clients before the next upgrade.");

    public static final Signal NODE_NETWORK_ERRORS = SignalRow.of(
                    108, "node_network_errors", Layer.CLUSTER, Severity.WARNING, "Node")
            .reads(Input.PROMETHEUS)
            .waits(10, 5)
            .at(DiagnosticLayer.LINK, BottleneckLayer.NODE)
            .limit("network_error_ratio", 0.01, "errors by packets of a device")
            .limit("network_errors_per_second", 1, "errors below which nothing is judged")
            .proven()
            .says(
                    "a network device of the node has errors",
                    "Look at cable, driver and offloading of the device; cordon the node.");

    public static final Signal DNS_ERRORS = SignalRow.of(33, "dns_errors", Layer.PLATFORM, Severity.CRITICAL, "Cluster")
            .reads(Input.PROMETHEUS)
            .waits(3, 5)
            .at(DiagnosticLayer.LINK, BottleneckLayer.ENTRY)
            .limit("error_ratio", 0.01, "share of answers that are SERVFAIL")
            .limit("error_critical_ratio", 0.03, "the same, critical")
            .limit("requests_per_second", 1, "requests below which nothing is judged")
            .proven()
            .says(
                    "cluster DNS answers with errors",
                    "Look at the resolvers that CoreDNS asks, then at its configuration.");

    public static final Signal DNS_SLOW = SignalRow.of(33, "dns_slow", Layer.PLATFORM, Severity.CRITICAL, "Cluster")
            .reads(Input.PROMETHEUS)
            .waits(5, 5)
            .at(DiagnosticLayer.LINK, BottleneckLayer.ENTRY)
            .limit("p99_seconds", 1, "slowest hundredth of the answers")
            .limit("p99_critical_seconds", 4, "the same, critical")
            .limit("requests_per_second", 1, "requests below which nothing is judged")
            .proven()
            .says(
                    "cluster DNS answers slowly",
                    "Look at the resolvers that CoreDNS asks, at its processor limit and at conntrack.");

    public static final Signal INGRESS_ERRORS = SignalRow.of(
                    35, "ingress_errors", Layer.PLATFORM, Severity.CRITICAL, "Ingress")
            .reads(Input.PROMETHEUS)
            .waits(3, 5)
            .at(DiagnosticLayer.LINK, BottleneckLayer.ENTRY)
            .limit("error_ratio", 0.01, "share of answers that are errors of the server")
            .limit("error_critical_ratio", 0.05, "the same, critical")
            .limit("requests_per_second", 1, "requests below which nothing is judged")
            .proven()
            .says("an entry answers with errors", "Look at the Service behind it and its endpoints.");

    public static final Signal KUBE_PROXY_UNHEALTHY = SignalRow.of(
                    40, "kube_proxy_unhealthy", Layer.PLATFORM, Severity.WARNING, "Node")
            .reads(Input.PROMETHEUS)
            .waits(5, 5)
            .at(DiagnosticLayer.LINK, BottleneckLayer.NODE)
            .limit("sync_lag_seconds", 300, "age of changes that are not yet in the rules of the node")
            .proven()
            .says(
                    "the service proxy of the node does not follow",
                    "Restart the proxy of the node; look at locks of its tables and at the API server.");

    public static final Signal ADMISSION_WEBHOOK_FAILING = SignalRow.of(
                    42,
                    "admission_webhook_failing",
                    Layer.PLATFORM,
                    Severity.WARNING,
                    "ValidatingWebhookConfiguration",
                    "MutatingWebhookConfiguration")
            .reads(Input.PROMETHEUS)
            .waits(10, 5)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .limit("p99_seconds", 1, "slowest hundredth of the answers")
            .limit("errors_per_second", 0.1, "calls that fail and refuse a request")
            .limit("fail_open_per_second", 0.01, "calls that fail and let the request pass")
            .limit("calls_per_second", 0.1, "calls below which slowness is not judged")
            .proven()
            .says(
                    "an admission webhook is slow or fails",
                    "Look at the load, the certificate and the network policy of the pods behind it.");

    public static final Signal VOLUME_FILLING = SignalRow.of(
                    47, "volume_filling", Layer.PLATFORM, Severity.CRITICAL, "PersistentVolumeClaim")
            .reads(Input.PROMETHEUS)
            .waits(5, 10)
            .at(DiagnosticLayer.RESOURCE, null)
            .limit("used_ratio", 0.85, "used share of the volume, while both trends fill it")
            .limit("used_critical_ratio", 0.97, "the same, critical")
            .limit("full_seconds", 259200, "time to full by both trends")
            .limit("inodes_used_ratio", 0.95, "used share of the inodes")
            .proven()
            .says("a volume runs full", "Grow the claim or remove data; look for what grows.");

    public static final Signal MONITORING_BLIND = SignalRow.of(
                    55, "monitoring_blind", Layer.PLATFORM, Severity.WARNING, "Cluster")
            .reads(Input.PROMETHEUS)
            .waits(10, 5)
            .at(DiagnosticLayer.CONTROL, null)
            .limit("lost_ratio", 0.5, "share of the targets of a job that do not answer")
            .limit("targets", 2, "targets below which a job is not judged")
            .proven()
            .says(
                    "what judges depend on is not measured any more",
                    "Look at Prometheus and at its targets: a job was renamed, or cannot be reached.");

    public static final Signal INGRESS_CONNECTIONS_NEAR_LIMIT = SignalRow.of(
                    107,
                    "ingress_connections_near_limit",
                    Layer.PLATFORM,
                    Severity.WARNING,
                    "IngressClass",
                    "Deployment",
                    "DaemonSet")
            .reads(Input.PROMETHEUS)
            .waits(5, 5)
            .at(DiagnosticLayer.LINK, BottleneckLayer.ENTRY)
            .limit("connections_ratio", 0.85, "connections by what the controller may have")
            .limit("refused_per_second", 0.01, "connections that it turns away for want of room")
            .proven()
            .says(
                    "the entry is nearly out of connections",
                    "Add replicas of the controller or raise its limit; look for clients that hold connections.");

    /** All of them, by number. */
    static final List<Signal> ALL = List.of(
            NODE_CPU_SATURATED,
            NODE_MEMORY_SATURATED,
            NODE_FILESYSTEM_FILLING,
            NODE_DISK_SATURATED,
            NODE_CONNTRACK_HIGH,
            NODE_CLOCK_SKEW,
            KUBELET_PLEG_SLOW,
            APISERVER_DOWN,
            APISERVER_SLOW,
            APISERVER_ERRORS,
            APISERVER_FLOW_REJECTED,
            ETCD_NO_LEADER,
            ETCD_QUORUM_AT_RISK,
            ETCD_FSYNC_SLOW,
            ETCD_COMMIT_SLOW,
            ETCD_SPACE_LOW,
            SCHEDULER_BACKLOG,
            CONTROL_PLANE_CERTIFICATE_EXPIRING,
            DEPRECATED_API_IN_USE,
            NODE_NETWORK_ERRORS,
            DNS_ERRORS,
            DNS_SLOW,
            INGRESS_ERRORS,
            KUBE_PROXY_UNHEALTHY,
            ADMISSION_WEBHOOK_FAILING,
            VOLUME_FILLING,
            MONITORING_BLIND,
            INGRESS_CONNECTIONS_NEAR_LIMIT);

    private MachineSignals() {}
}
