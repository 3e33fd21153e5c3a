package dev.strata.catalog;

import java.util.List;

/** Signals of the application layer: workloads, their pods, Services, autoscalers and jobs. */
public final class ApplicationSignals {

    public static final Signal WORKLOAD_UNAVAILABLE = SignalRow.workload(
                    56, "workload_unavailable", Layer.APPLICATION, Severity.CRITICAL)
            .proven()
            .waits(2, 2)
            .at(DiagnosticLayer.OBJECT, BottleneckLayer.SERVICE)
            .says(
                    "no replica is available",
                    "Roll back if a release started it; otherwise look at why its pods do not serve.");

    public static final Signal OOM_KILLED = SignalRow.workload(60, "oom_killed", Layer.APPLICATION, Severity.CRITICAL)
            .proven()
            .waits(0, 15)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.NODE)
            .says(
                    "containers are killed for want of memory",
                    "Raise the memory limit if the use is justified; roll back if a release started it.");

    public static final Signal IMAGE_PULL_FAILING = SignalRow.workload(
                    61, "image_pull_failing", Layer.APPLICATION, Severity.WARNING)
            .proven()
            .waits(3, 2)
            .at(DiagnosticLayer.EVENT, null)
            .says(
                    "images cannot be pulled",
                    "Check name and tag of the image, then the credentials, then the registry.");

    public static final Signal CONTAINER_CONFIG_ERROR = SignalRow.workload(
                    62, "container_config_error", Layer.APPLICATION, Severity.WARNING)
            .proven()
            .waits(2, 2)
            .at(DiagnosticLayer.EVENT, null)
            .says("containers cannot be created", "Create what is missing or roll back the release that asks for it.");

    public static final Signal POD_STUCK_CREATING = SignalRow.workload(
                    64, "pod_stuck_creating", Layer.APPLICATION, Severity.WARNING)
            .proven()
            .waits(5, 2)
            .at(DiagnosticLayer.OBJECT, null)
            .says(
                    "pods have a node and do not start",
                    "Read the last event: volume, network, image, or an init container that does not end.");

    public static final Signal POD_NOT_READY = SignalRow.workload(
                    65, "pod_not_ready", Layer.APPLICATION, Severity.WARNING)
            .proven()
            .waits(5, 2)
            .at(DiagnosticLayer.OBJECT, BottleneckLayer.SERVICE)
            .says("pods run and are not ready", "Ask the readiness probe by hand; look at what it depends on.");

    public static final Signal PROBE_KILLING = SignalRow.workload(
                    66, "probe_killing", Layer.APPLICATION, Severity.WARNING)
            .proven()
            .waits(0, 10)
            .at(DiagnosticLayer.EVENT, BottleneckLayer.SERVICE)
            .says(
                    "liveness probe kills containers",
                    "Give the probe more time, or find out why the process does not answer; do not switch it off.");

    public static final Signal POD_STUCK_TERMINATING = SignalRow.workload(
                    67, "pod_stuck_terminating", Layer.APPLICATION, Severity.WARNING)
            .proven()
            .at(DiagnosticLayer.OBJECT, null)
            .says("pods do not end", "Look at their node first; then at finalizers and at what runs before the stop.");

    public static final Signal HPA_BLIND = SignalRow.of(
                    74, "hpa_blind", Layer.APPLICATION, Severity.WARNING, "HorizontalPodAutoscaler")
            .proven()
            .waits(3, 2)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .says(
                    "autoscaler cannot see its metric or its target",
                    "Ask the metrics API for the metric; set replicas by hand while it is blind.");

    public static final Signal HPA_FLAPPING = SignalRow.of(
                    75, "hpa_flapping", Layer.APPLICATION, Severity.INFORMATION, "HorizontalPodAutoscaler")
            .waits(0, 15)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .says(
                    "autoscaler goes up and down again and again",
                    "Lengthen its stabilisation window or choose a calmer metric.");

    public static final Signal JOB_FAILED = SignalRow.of(80, "job_failed", Layer.APPLICATION, Severity.WARNING, "Job")
            .proven()
            .at(DiagnosticLayer.OBJECT, null)
            .says("job has failed", "Read the log of its last pod.");

    public static final Signal CRONJOB_FAILING = SignalRow.of(
                    80, "cronjob_failing", Layer.APPLICATION, Severity.CRITICAL, "CronJob")
            .proven()
            .at(DiagnosticLayer.OBJECT, null)
            .says(
                    "runs of a CronJob fail one after the other",
                    "Read the log of the last run; find out what changed since the last success.");

    public static final Signal CRONJOB_MISSED = SignalRow.of(
                    80, "cronjob_missed", Layer.APPLICATION, Severity.WARNING, "CronJob")
            .at(DiagnosticLayer.CONTROL, null)
            .proven()
            .says(
                    "CronJob has not started though it was due",
                    "Look at the controller manager and at startingDeadlineSeconds.");

    public static final Signal JOB_OVERDUE = SignalRow.of(80, "job_overdue", Layer.APPLICATION, Severity.WARNING, "Job")
            .at(DiagnosticLayer.OBJECT, null)
            .proven()
            .says(
                    "job runs longer than it should",
                    "Look at what it waits for; a CronJob that forbids overlap is blocked by it.");

    public static final Signal POD_CREATION_BLOCKED = SignalRow.workload(
                    81, "pod_creation_blocked", Layer.APPLICATION, Severity.WARNING)
            .proven()
            .waits(1, 2)
            .at(DiagnosticLayer.CONTROL, null)
            .says(
                    "the API server refuses the pods of a workload",
                    "Read the message: a quota, a policy or a webhook refuses them.");

    public static final Signal REFERENCE_MISSING = SignalRow.workload(
                    82, "reference_missing", Layer.APPLICATION, Severity.WARNING)
            .proven()
            .waits(2, 2)
            .at(DiagnosticLayer.LINK, null)
            .says(
                    "pods refer to something that does not exist",
                    "Create the object or the key, or roll back the release that asks for it.");

    public static final Signal CAPACITY_PLAN_SHORT = SignalRow.of(
                    96, "capacity_plan_short", Layer.APPLICATION, Severity.INFORMATION, "HorizontalPodAutoscaler")
            .waits(0, 0)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.SCHEDULER)
            .says(
                    "the replicas an autoscaler may ask for do not fit on the nodes",
                    "Plan nodes for the peak, or lower maxReplicas to what fits.");

    /** All of them, by number. */
    static final List<Signal> ALL = List.of(
            WORKLOAD_UNAVAILABLE,
            OOM_KILLED,
            IMAGE_PULL_FAILING,
            CONTAINER_CONFIG_ERROR,
            POD_STUCK_CREATING,
            POD_NOT_READY,
            PROBE_KILLING,
            POD_STUCK_TERMINATING,
            HPA_BLIND,
            HPA_FLAPPING,
            JOB_FAILED,
            CRONJOB_FAILING,
            CRONJOB_MISSED,
            JOB_OVERDUE,
            POD_CREATION_BLOCKED,
            REFERENCE_MISSING,
            CAPACITY_PLAN_SHORT);

    private ApplicationSignals() {}
}
