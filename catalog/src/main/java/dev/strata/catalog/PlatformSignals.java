package dev.strata.catalog;

import java.util.List;

/** Signals of the platform layer: what the cluster offers to all who run on it. */
public final class PlatformSignals {

    public static final Signal COREDNS_DOWN = SignalRow.of(
                    32, "coredns_down", Layer.PLATFORM, Severity.CRITICAL, "Deployment")
            .proven()
            .waits(1, 2)
            .at(DiagnosticLayer.LINK, BottleneckLayer.ENTRY)
            .says(
                    "cluster DNS has no endpoint left",
                    "Bring the CoreDNS pods back: look at their events, then at the nodes they run on.");

    public static final Signal INGRESS_BROKEN_REFERENCE = SignalRow.of(
                    36, "ingress_broken_reference", Layer.PLATFORM, Severity.WARNING, "Ingress")
            .proven()
            .waits(2, 2)
            .at(DiagnosticLayer.LINK, BottleneckLayer.ENTRY)
            .says("ingress names something that does not exist", "Correct the name, or create what is missing.");

    public static final Signal LOADBALANCER_PENDING = SignalRow.of(
                    38, "loadbalancer_pending", Layer.PLATFORM, Severity.WARNING, "Service")
            .proven()
            .waits(5, 2)
            .at(DiagnosticLayer.LINK, BottleneckLayer.ENTRY)
            .says(
                    "load balancer does not get an address",
                    "Read the events of the Service; look at the cloud controller and its quota.");

    public static final Signal CNI_UNHEALTHY = SignalRow.of(
                    39, "cni_unhealthy", Layer.PLATFORM, Severity.CRITICAL, "Node")
            .proven()
            .waits(2, 5)
            .at(DiagnosticLayer.LINK, BottleneckLayer.NODE)
            .says(
                    "pods get no network on the node",
                    "Look at the network agent on the node and at the pool of addresses.");

    public static final Signal ADMISSION_WEBHOOK_DOWN = SignalRow.of(
                    41,
                    "admission_webhook_down",
                    Layer.PLATFORM,
                    Severity.CRITICAL,
                    "ValidatingWebhookConfiguration",
                    "MutatingWebhookConfiguration")
            .proven()
            .waits(1, 2)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .says(
                    "admission webhook has nobody who answers",
                    "Bring its pods back; if they cannot start without it, exempt their namespace.");

    public static final Signal PVC_PENDING = SignalRow.of(
                    45, "pvc_pending", Layer.PLATFORM, Severity.WARNING, "PersistentVolumeClaim")
            .proven()
            .waits(5, 2)
            .at(DiagnosticLayer.RESOURCE, null)
            .says("claim gets no volume", "Read the events of the claim: class, provisioner, quota or zone.");

    public static final Signal PVC_LOST = SignalRow.of(
                    46, "pvc_lost", Layer.PLATFORM, Severity.CRITICAL, "PersistentVolumeClaim")
            .proven()
            .waits(0, 5)
            .at(DiagnosticLayer.RESOURCE, null)
            .says("claim has lost its volume", "Do not delete the claim; find the volume or restore the data.");

    public static final Signal PV_FAILED = SignalRow.of(
                    46, "pv_failed", Layer.PLATFORM, Severity.CRITICAL, "PersistentVolume")
            .waits(0, 5)
            .at(DiagnosticLayer.RESOURCE, null)
            .proven()
            .says("volume could not be taken back", "Look at the storage behind it, then release the volume by hand.");

    public static final Signal VOLUME_MOUNT_FAILING = SignalRow.workload(
                    48, "volume_mount_failing", Layer.PLATFORM, Severity.WARNING)
            .proven()
            .waits(3, 2)
            .at(DiagnosticLayer.RESOURCE, null)
            .says(
                    "volumes of pods cannot be attached or mounted",
                    "Read the message: a volume that is still attached elsewhere, a driver that is missing, an object that does not exist.");

    public static final Signal VOLUME_RESIZE_STUCK = SignalRow.of(
                    50, "volume_resize_stuck", Layer.PLATFORM, Severity.WARNING, "PersistentVolumeClaim")
            .proven()
            .waits(15, 2)
            .at(DiagnosticLayer.RESOURCE, null)
            .says(
                    "volume does not grow as asked",
                    "Read the condition: the storage refuses, or the pod must be restarted.");

    public static final Signal METRICS_PIPELINE_DOWN = SignalRow.of(
                    51, "metrics_pipeline_down", Layer.PLATFORM, Severity.WARNING, "APIService", "ScaledObject")
            .proven()
            .waits(2, 2)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .says(
                    "autoscalers cannot read their metrics",
                    "Bring the metrics server or adapter back; set replicas by hand meanwhile.");

    public static final Signal QUOTA_NEAR_LIMIT = SignalRow.of(
                    52, "quota_near_limit", Layer.PLATFORM, Severity.WARNING, "ResourceQuota")
            .proven()
            .waits(5, 5)
            .at(DiagnosticLayer.RESOURCE, null)
            .says("quota is nearly used up", "Raise the quota or remove what is left over.");

    public static final Signal QUOTA_EXCEEDED = SignalRow.of(
                    52, "quota_exceeded", Layer.PLATFORM, Severity.CRITICAL, "ResourceQuota")
            .proven()
            .waits(1, 2)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.SCHEDULER)
            .says("quota keeps pods from being made", "Raise the quota or scale something else down.");

    public static final Signal PDB_BLOCKS_DRAIN = SignalRow.of(
                    53, "pdb_blocks_drain", Layer.PLATFORM, Severity.WARNING, "PodDisruptionBudget")
            .proven()
            .waits(10, 2)
            .at(DiagnosticLayer.CONTROL, null)
            .says(
                    "disruption budget lets no pod go",
                    "Bring the unhealthy pods back, or add a replica; do not delete the budget.");

    public static final Signal BACKUP_OVERDUE = SignalRow.of(
                    91, "backup_overdue", Layer.PLATFORM, Severity.WARNING, "CronJob")
            .at(DiagnosticLayer.OBJECT, null)
            .proven()
            .says(
                    "backup has not succeeded for two of its periods",
                    "Make a backup by hand, then find out why the last runs failed.");

    /** All of them, by number. */
    static final List<Signal> ALL = List.of(
            COREDNS_DOWN,
            INGRESS_BROKEN_REFERENCE,
            LOADBALANCER_PENDING,
            CNI_UNHEALTHY,
            ADMISSION_WEBHOOK_DOWN,
            PVC_PENDING,
            PVC_LOST,
            PV_FAILED,
            VOLUME_MOUNT_FAILING,
            VOLUME_RESIZE_STUCK,
            METRICS_PIPELINE_DOWN,
            QUOTA_NEAR_LIMIT,
            QUOTA_EXCEEDED,
            PDB_BLOCKS_DRAIN,
            BACKUP_OVERDUE);

    private PlatformSignals() {}
}
