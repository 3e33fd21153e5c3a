package dev.strata.rulegen.board;

import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.Row;
import java.util.List;

/** One Deployment and its pods: what is found about it, its replicas, what it uses and what it may use. */
final class WorkloadPage {
    private static final String STATE_METRICS = "kube-state-metrics";
    private static final String CADVISOR = "the kubelet's cAdvisor";
    private static final String W = "$C,namespace=~\"$namespace\",deployment=~\"$workload\"";
    /** Names of pods as Deployments, StatefulSets and DaemonSets make them, so that orders is not orders-db too. */
    private static final String PODS =
            "$C,namespace=~\"$namespace\"," + "pod=~\"($workload)-([a-z0-9]{6,10}-[a-z0-9]{5}|[a-z0-9]{5}|[0-9]+)\"";

    private static final String FOUND = "$C,namespace=~\"$namespace\",name=~\"($workload)(-.+)?\"";
    private static final String HPA = "$C,namespace=~\"$namespace\",horizontalpodautoscaler=~\"($workload)(-.+)?\"";

    private WorkloadPage() {}

    static Dashboard page() {
        return Pages.page(
                Pages.WORKLOAD,
                "Detail / Workload",
                "What is wrong with this workload, and what does it lack?",
                "now-1h",
                List.of(Pages.NAMESPACES, Pages.WORKLOADS),
                List.of(
                        Pages.firing("Alerts", "namespace=~\"$namespace\",name=~\"($workload)(-.+)?\""),
                        Pages.changes(",namespace=~\"$namespace\"")),
                List.of(found(), replicas(), resources(), pods()));
    }

    private static Row found() {
        return Row.open(
                "What is found",
                Draft.all(
                        Draft.table("findings", "Findings")
                                .column(
                                        "severity",
                                        Looks.SEVERITY,
                                        "max by (cluster, signal, namespace, kind, name) (strata_signal_severity{"
                                                + FOUND + "})")
                                .column(
                                        "age",
                                        "s",
                                        "time() - min by (cluster, signal, namespace, kind, name)"
                                                + " (strata_signal_active_timestamp_seconds{" + FOUND + "})")
                                .says("What the exporter finds about this workload now, and for how long it has held.")
                                .empty("nothing found, or no exporter")
                                .size(12, 6),
                        Draft.table("causes", "Why")
                                .column(
                                        "confidence",
                                        "percentunit",
                                        "max by (cluster, signal, name, cause_layer, cause_signal, cause_kind, cause_name)"
                                                + " (strata_signal_cause_confidence_ratio{" + FOUND + "})")
                                .says(
                                        "What explains these findings, with the confidence of the explanation; repair that first.")
                                .empty("nothing else explains them, or no exporter")
                                .link(
                                        "cause_layer",
                                        "Layer",
                                        "/d/strata-${__data.fields.cause_layer}?${datasource:queryparam}")
                                .size(12, 6)));
    }

    private static Row replicas() {
        return Row.open(
                "Replicas",
                Draft.all(
                        Draft.series("replicas", "Replicas", "short")
                                .ask(
                                        "max by (cluster, namespace, deployment) (kube_deployment_spec_replicas{" + W
                                                + "})",
                                        "{{deployment}} wanted")
                                .ask(
                                        "max by (cluster, namespace, deployment) (kube_deployment_status_replicas_available{"
                                                + W + "})",
                                        "{{deployment}} available")
                                .ask(
                                        "max by (cluster, namespace, deployment) (kube_deployment_status_replicas_updated{"
                                                + W + "})",
                                        "{{deployment}} updated")
                                .says(
                                        "Wanted, available and updated replicas: a gap between the first two is capacity that is missing.")
                                .from(STATE_METRICS),
                        Draft.series("autoscaler", "Autoscaler", "short")
                                .ask(
                                        "max by (cluster, namespace, horizontalpodautoscaler)"
                                                + " (kube_horizontalpodautoscaler_status_current_replicas{" + HPA
                                                + "})",
                                        "{{horizontalpodautoscaler}} now")
                                .ask(
                                        "max by (cluster, namespace, horizontalpodautoscaler)"
                                                + " (kube_horizontalpodautoscaler_status_desired_replicas{" + HPA
                                                + "})",
                                        "{{horizontalpodautoscaler}} wanted")
                                .ask(
                                        "max by (cluster, namespace, horizontalpodautoscaler)"
                                                + " (kube_horizontalpodautoscaler_spec_max_replicas{" + HPA + "})",
                                        "{{horizontalpodautoscaler}} maximum")
                                .says(
                                        "What the autoscaler has, wants and may have at most; the autoscaler is found by the workload's name.")
                                .from(STATE_METRICS),
                        Draft.series("rollouts", "Rollouts", "short")
                                .ask(
                                        "sum by (cluster, namespace, deployment) (changes(kube_deployment_status_observed_generation{"
                                                + W + "}[$R]))",
                                        "{{deployment}}")
                                .says(
                                        "Edits of the Deployment that its controller has taken up: did one come just before?")
                                .from(STATE_METRICS)));
    }

    private static Row resources() {
        return Row.open(
                "What it uses and may use",
                Draft.all(
                        Draft.series("cpu", "CPU", "short")
                                .ask(
                                        "sum by (cluster, namespace) (rate(container_cpu_usage_seconds_total{" + PODS
                                                + ",container!=\"\"}[$R]))",
                                        "used")
                                .ask(
                                        "sum by (cluster, namespace) (kube_pod_container_resource_requests{" + PODS
                                                + ",resource=\"cpu\"})",
                                        "requested")
                                .ask(
                                        "sum by (cluster, namespace) (kube_pod_container_resource_limits{" + PODS
                                                + ",resource=\"cpu\"})",
                                        "limit")
                                .says(
                                        "Cores used by all pods of the workload, beside what they reserve and what they may use at most.")
                                .from(CADVISOR + " and " + STATE_METRICS),
                        Draft.series("throttled", "CPU throttled", "percentunit")
                                .ask(
                                        "sum by (cluster, namespace, pod) (rate(container_cpu_cfs_throttled_periods_total{"
                                                + PODS + "}[$R]))"
                                                + " / sum by (cluster, namespace, pod) (rate(container_cpu_cfs_periods_total{"
                                                + PODS + "}[$R]))",
                                        "{{pod}}")
                                .says("Share of the periods in which a pod used up its CPU limit and had to wait.")
                                .from(CADVISOR)
                                .upTo(0.25, 0.5),
                        Draft.series("memory", "Memory", "bytes")
                                .ask(
                                        "sum by (cluster, namespace) (container_memory_working_set_bytes{" + PODS
                                                + ",container!=\"\"})",
                                        "used")
                                .ask(
                                        "sum by (cluster, namespace) (kube_pod_container_resource_requests{" + PODS
                                                + ",resource=\"memory\"})",
                                        "requested")
                                .ask(
                                        "sum by (cluster, namespace) (kube_pod_container_resource_limits{" + PODS
                                                + ",resource=\"memory\"})",
                                        "limit")
                                .says(
                                        "Memory of all pods of the workload that the kernel would have to free, beside requests and limits.")
                                .from(CADVISOR + " and " + STATE_METRICS),
                        Draft.series("network", "Network", "Bps")
                                .ask(
                                        "sum by (cluster, namespace) (rate(container_network_receive_bytes_total{"
                                                + PODS + "}[$R]))",
                                        "received")
                                .ask(
                                        "sum by (cluster, namespace) (rate(container_network_transmit_bytes_total{"
                                                + PODS + "}[$R]))",
                                        "sent")
                                .says("Bytes a second in and out of all pods of the workload.")
                                .from(CADVISOR)
                                .size(12, 7),
                        Draft.series("volumes", "Volumes", "percentunit")
                                .ask(
                                        "max by (cluster, namespace, persistentvolumeclaim) (1 - kubelet_volume_stats_available_bytes{"
                                                + "$C,namespace=~\"$namespace\"} / kubelet_volume_stats_capacity_bytes{$C,namespace=~\"$namespace\"})",
                                        "{{persistentvolumeclaim}}")
                                .says(
                                        "How full the volumes of the namespace are; a full one stops whatever writes to it.")
                                .from("the kubelet's /metrics")
                                .upTo(0.85, 0.95)
                                .size(12, 7)));
    }

    private static Row pods() {
        return Row.open(
                "Pods",
                Draft.all(
                        Draft.series("phases", "Pods by phase", "short")
                                .ask(
                                        "sum by (cluster, namespace, phase) (kube_pod_status_phase{" + PODS + "})",
                                        "{{phase}}")
                                .says("How many pods of the workload run, wait or have ended.")
                                .from(STATE_METRICS)
                                .stacked(),
                        Draft.series("restarts", "Restarts within an hour", "short")
                                .ask(
                                        "sum by (cluster, namespace, pod) (increase(kube_pod_container_status_restarts_total{"
                                                + PODS + "}[1h]))",
                                        "{{pod}}")
                                .says(
                                        "Containers that were started again within the last hour; the window is the meaning here.")
                                .fixedWindow("restarts within an hour are what is asked for")
                                .from(STATE_METRICS)
                                .upTo(1, 5),
                        Draft.series("waiting", "Containers that wait", "short")
                                .ask(
                                        "sum by (cluster, namespace, reason) (kube_pod_container_status_waiting_reason{"
                                                + PODS + "})",
                                        "{{reason}}")
                                .says(
                                        "Why containers of the workload do not run: no image, no configuration, crashed again and again.")
                                .from(STATE_METRICS)
                                .empty("nothing waits, or no data from " + STATE_METRICS)
                                .stacked(),
                        Draft.table("pods", "Pods")
                                .column(
                                        "ready",
                                        Looks.UP,
                                        "max by (cluster, namespace, pod) (kube_pod_status_ready{" + PODS
                                                + ",condition=\"true\"})")
                                .column(
                                        "restarts",
                                        "short",
                                        "sum by (cluster, namespace, pod) (kube_pod_container_status_restarts_total{"
                                                + PODS + "})")
                                .column(
                                        "on",
                                        "short",
                                        "max by (cluster, namespace, pod, node) (kube_pod_info{" + PODS
                                                + ",node!=\"\"})")
                                .column(
                                        "ended because of",
                                        "short",
                                        "max by (cluster, namespace, pod, reason) (kube_pod_container_status_last_terminated_reason{"
                                                + PODS + "})")
                                .says(
                                        "Every pod with its node, its restarts and why its container last ended; click the node for its state.")
                                .from(STATE_METRICS)
                                .hiding("on", "ended because of")
                                .order("cluster", "namespace", "pod", "node", "reason")
                                .link("node", "Node", Pages.to(Pages.NODE, "node", "node"))));
    }
}
