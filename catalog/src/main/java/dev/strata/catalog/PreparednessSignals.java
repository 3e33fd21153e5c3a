package dev.strata.catalog;

import java.util.List;

/** Signals about what is in effect and what is prepared: entries, certificates, operators, delivery, the readiness checklist. */
public final class PreparednessSignals {

    public static final Signal INGRESS_CONTROLLER_DOWN = SignalRow.of(
                    34, "ingress_controller_down", Layer.PLATFORM, Severity.CRITICAL, "IngressClass")
            .waits(2, 2)
            .at(DiagnosticLayer.LINK, BottleneckLayer.ENTRY)
            .proven()
            .says(
                    "no pod of the ingress controller is available",
                    "Bring its pods back: look at their events and at its last rollout.");

    public static final Signal GATEWAY_NOT_PROGRAMMED = SignalRow.of(
                    37, "gateway_not_programmed", Layer.PLATFORM, Severity.WARNING, "Gateway", "HTTPRoute", "GRPCRoute")
            .waits(5, 2)
            .at(DiagnosticLayer.LINK, BottleneckLayer.ENTRY)
            .proven()
            .says(
                    "a gateway or a route of it is not in effect",
                    "Read the condition: a class nobody serves, a Service or certificate that is missing, an address that does not come.");

    public static final Signal CERTIFICATE_EXPIRING = SignalRow.of(
                    43, "certificate_expiring", Layer.PLATFORM, Severity.CRITICAL, "Certificate", "Secret", "Probe")
            .waits(5, 5)
            .at(DiagnosticLayer.OBJECT, null)
            .limit("overdue_seconds", 3600, "time after the planned renewal, at least")
            .limit("overdue_ratio", 0.05, "the same as a share of the validity")
            .limit("left_ratio", 0.2, "validity left where no renewal is planned, and less than the next")
            .limit("left_seconds", 2419200, "the same in seconds")
            .limit("critical_ratio", 0.1, "validity left that is critical, and less than the next")
            .limit("critical_seconds", 604800, "the same in seconds")
            .proven()
            .says("a certificate ends soon and is not renewed", "Look at its issuer; renew it by hand before it ends.");

    public static final Signal CERTIFICATE_NOT_READY = SignalRow.of(
                    44, "certificate_not_ready", Layer.PLATFORM, Severity.WARNING, "Certificate")
            .waits(15, 2)
            .at(DiagnosticLayer.OBJECT, null)
            .proven()
            .says(
                    "a certificate is not issued",
                    "Read the condition; look at the issuer, then at orders and challenges.");

    public static final Signal CSI_DRIVER_MISSING = SignalRow.of(
                    49, "csi_driver_missing", Layer.PLATFORM, Severity.WARNING, "Node")
            .waits(5, 2)
            .at(DiagnosticLayer.OBJECT, null)
            .says(
                    "the driver of volumes on the node is not registered there",
                    "Look at the pod of the driver on the node; its taints may keep it away.");

    public static final Signal OPERATOR_DEGRADED = SignalRow.of(
                    54,
                    "operator_degraded",
                    Layer.PLATFORM,
                    Severity.WARNING,
                    "ScaledObject",
                    "GatewayClass",
                    "CustomResourceDefinition",
                    "NodePool")
            .waits(15, 5)
            .at(DiagnosticLayer.OBJECT, null)
            .proven()
            .says(
                    "what an operator looks after is not as it shall be",
                    "Read the condition, then the log of the operator.");

    public static final Signal ENDPOINTS_FLAPPING = SignalRow.of(
                    70, "endpoints_flapping", Layer.APPLICATION, Severity.WARNING, "Service")
            .waits(0, 15)
            .at(DiagnosticLayer.LINK, BottleneckLayer.ENTRY)
            .limit(
                    "changes",
                    6,
                    "changes of the number of ready endpoints within a quarter of an hour, at the same number of replicas")
            .says("endpoints come and go", "Look at the readiness probe: its time-out, and what it depends on.");

    public static final Signal READINESS_RISK = SignalRow.workload(
                    83, "readiness_risk", Layer.APPLICATION, Severity.INFORMATION)
            .waits(0, 0)
            .at(DiagnosticLayer.OBJECT, null)
            .says(
                    "a workload is not prepared for faults",
                    "Do what the reasons name: requests, probes, a disruption budget, replicas on several nodes.");

    public static final Signal NAMESPACE_UNGOVERNED = SignalRow.of(
                    92, "namespace_ungoverned", Layer.PLATFORM, Severity.INFORMATION, "Namespace")
            .waits(0, 0)
            .at(DiagnosticLayer.OBJECT, null)
            .says("a namespace has no bounds", "Give it a quota, default limits and a network policy.");

    public static final Signal ABANDONED_OBJECTS = SignalRow.of(
                    93, "abandoned_objects", Layer.PLATFORM, Severity.INFORMATION, "Namespace")
            .waits(0, 0)
            .at(DiagnosticLayer.OBJECT, null)
            .limit("age_days", 7, "age from which an unused claim or a finished Job counts")
            .says(
                    "a namespace holds what nobody uses any more",
                    "Delete unused claims after a look at their data; let Jobs end by a time to live.");

    public static final Signal PRIVILEGED_GRANT = SignalRow.of(
                    95, "privileged_grant", Layer.CLUSTER, Severity.INFORMATION, "ServiceAccount")
            .waits(0, 0)
            .at(DiagnosticLayer.OBJECT, null)
            .says(
                    "a workload may do everything in the cluster",
                    "Bind a role with what it needs instead of cluster-admin.");

    public static final Signal SLOW_START = SignalRow.workload(99, "slow_start", Layer.APPLICATION, Severity.WARNING)
            .waits(0, 15)
            .at(DiagnosticLayer.OBJECT, BottleneckLayer.SERVICE)
            .limit("budget_ratio", 0.8, "time to readiness by what the startup or liveness probe allows")
            .says(
                    "pods become ready just before they would be killed",
                    "Give the startup probe more time, or find out what makes the start slow.");

    public static final Signal SCRAPE_TARGET_MISSING = SignalRow.of(
                    102, "scrape_target_missing", Layer.PLATFORM, Severity.WARNING, "ServiceMonitor", "PodMonitor")
            .waits(10, 5)
            .at(DiagnosticLayer.LINK, null)
            .proven()
            .says(
                    "what shall be scraped is not there or cannot be reached",
                    "Compare labels and port names; let Prometheus through the network policy.");

    public static final Signal AUTOSCALER_UNHEALTHY = SignalRow.of(
                    103, "autoscaler_unhealthy", Layer.PLATFORM, Severity.WARNING, "Cluster", "NodePool")
            .waits(5, 5)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.SCHEDULER)
            .proven()
            .says(
                    "nodes are not added when they are needed",
                    "Read the status of the autoscaler: backed off groups, limits, credentials.");

    public static final Signal HPA_VPA_CONFLICT = SignalRow.of(
                    104, "hpa_vpa_conflict", Layer.APPLICATION, Severity.INFORMATION, "HorizontalPodAutoscaler")
            .waits(0, 0)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .proven()
            .says(
                    "two autoscalers pull at the same resource",
                    "Scale by another metric, or take the resource from the vertical one.");

    public static final Signal GITOPS_SYNC_FAILED = SignalRow.of(
                    105,
                    "gitops_sync_failed",
                    Layer.PLATFORM,
                    Severity.WARNING,
                    "Application",
                    "Kustomization",
                    "HelmRelease",
                    "GitRepository")
            .waits(10, 5)
            .at(DiagnosticLayer.CONTROL, null)
            .proven()
            .says(
                    "what is in Git does not reach the cluster",
                    "Read the message; revert the change that cannot be applied.");

    public static final Signal MANUAL_CHANGE = SignalRow.workload(
                    106, "manual_change", Layer.PLATFORM, Severity.INFORMATION)
            .waits(0, 0)
            .at(DiagnosticLayer.CONTROL, null)
            .limit("age_hours", 24, "time for which a change counts")
            .says(
                    "somebody has changed by hand what is kept in Git",
                    "Bring the change into Git, or it goes with the next synchronisation.");

    public static final Signal UNOWNED_WORKLOAD = SignalRow.workload(
                    110, "unowned_workload", Layer.APPLICATION, Severity.INFORMATION)
            .waits(0, 0)
            .at(DiagnosticLayer.OBJECT, null)
            .says("a critical workload has no owner", "Label it or its namespace with its team.");

    /** All of them, by number. */
    static final List<Signal> ALL = List.of(
            INGRESS_CONTROLLER_DOWN,
            GATEWAY_NOT_PROGRAMMED,
            CERTIFICATE_EXPIRING,
            CERTIFICATE_NOT_READY,
            CSI_DRIVER_MISSING,
            OPERATOR_DEGRADED,
            ENDPOINTS_FLAPPING,
            READINESS_RISK,
            NAMESPACE_UNGOVERNED,
            ABANDONED_OBJECTS,
            PRIVILEGED_GRANT,
            SLOW_START,
            SCRAPE_TARGET_MISSING,
            AUTOSCALER_UNHEALTHY,
            HPA_VPA_CONFLICT,
            GITOPS_SYNC_FAILED,
            MANUAL_CHANGE,
            UNOWNED_WORKLOAD);

    private PreparednessSignals() {}
}
