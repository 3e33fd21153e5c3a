package dev.strata.catalog;

import java.util.List;

/** Signals of the platform layer: what the cluster offers to all who run on it. */
public final class PlatformSignals {

    public static final Signal COREDNS_DOWN = SignalRow.of(
                    32, "coredns_down", Layer.PLATFORM, Severity.CRITICAL, "Deployment")
            .waits(1, 2)
            .at(DiagnosticLayer.LINK, BottleneckLayer.ENTRY)
            .says(
                    "cluster DNS has no endpoint left",
                    "Bring the CoreDNS pods back: look at their events, then at the nodes they run on.");

    public static final Signal LOADBALANCER_PENDING = SignalRow.of(
                    38, "loadbalancer_pending", Layer.PLATFORM, Severity.WARNING, "Service")
            .waits(5, 2)
            .at(DiagnosticLayer.LINK, BottleneckLayer.ENTRY)
            .says(
                    "load balancer does not get an address",
                    "Read the events of the Service; look at the cloud controller and its quota.");

    public static final Signal CNI_UNHEALTHY = SignalRow.of(
                    39, "cni_unhealthy", Layer.PLATFORM, Severity.CRITICAL, "Node")
            .waits(2, 5)
            .at(DiagnosticLayer.LINK, BottleneckLayer.NODE)
            .says(
                    "pods get no network on the node",
                    "Look at the network agent on the node and at the pool of addresses.");

    public static final Signal VOLUME_MOUNT_FAILING = SignalRow.workload(
                    48, "volume_mount_failing", Layer.PLATFORM, Severity.WARNING)
            .waits(3, 2)
            .at(DiagnosticLayer.RESOURCE, null)
            .says(
                    "volumes of pods cannot be attached or mounted",
                    "Read the message: a volume that is still attached elsewhere, a driver that is missing, an object that does not exist.");

    public static final Signal PDB_BLOCKS_DRAIN = SignalRow.of(
                    53, "pdb_blocks_drain", Layer.PLATFORM, Severity.WARNING, "PodDisruptionBudget")
            .waits(10, 2)
            .at(DiagnosticLayer.CONTROL, null)
            .says(
                    "disruption budget lets no pod go",
                    "Bring the unhealthy pods back, or add a replica; do not delete the budget.");

    /** All of them, by number. */
    static final List<Signal> ALL =
            List.of(COREDNS_DOWN, LOADBALANCER_PENDING, CNI_UNHEALTHY, VOLUME_MOUNT_FAILING, PDB_BLOCKS_DRAIN);

    private PlatformSignals() {}
}
