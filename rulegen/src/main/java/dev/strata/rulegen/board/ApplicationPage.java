package dev.strata.rulegen.board;

import dev.strata.catalog.Layer;
import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.Row;
import java.util.List;

/** Services and the workloads behind them: traffic, errors, time, replicas, and what keeps them from running. */
final class ApplicationPage {
    private static final String HTTP = "http_server_requests_seconds of Micrometer";
    private static final String STATE_METRICS = "kube-state-metrics";
    private static final String CADVISOR = "the kubelet's cAdvisor";
    private static final String N = "$C,namespace=~\"$namespace\"";

    private ApplicationPage() {}

    static Dashboard page(AlertPanels alerts) {
        var layer = new LayerParts(Layer.APPLICATION);
        return Pages.page(
                Pages.of(Layer.APPLICATION),
                layer.title(),
                "Do the services answer, correctly and in time, and do their replicas run?",
                "now-6h",
                List.of(Pages.NAMESPACES),
                layer.events(),
                Pages.rows(
                        layer.alerts(alerts),
                        tiles(layer),
                        Row.open(
                                "Alerts and causes",
                                Draft.all(layer.causes(), layer.explained(), layer.states(alerts))),
                        services(),
                        workloads(),
                        keeping()));
    }

    private static String errorRatio(String by) {
        String all = "sum by (" + by + ") (rate(http_server_requests_seconds_count{" + N + "}[$R]))";
        String bad = "sum by (" + by + ") (rate(http_server_requests_seconds_count{" + N
                + ",outcome=\"SERVER_ERROR\"}[$R]))";
        return "(" + bad + " or " + all + " * 0) / " + all;
    }

    private static String quantile(String quantile, String by) {
        return "histogram_quantile(" + quantile + ", sum by (" + by + ") (rate(http_server_requests_seconds_bucket{" + N
                + "}[$R])))";
    }

    private static Row tiles(LayerParts layer) {
        return Row.open(
                "Now",
                Draft.all(
                        layer.tile(4),
                        Draft.tile("errors", "Requests that fail", "percentunit")
                                .ask(errorRatio("cluster"), "errors")
                                .says("Share of all requests to the services that end with a server error.")
                                .from(HTTP)
                                .upTo(0.01, 0.05),
                        Draft.tile("latency", "Time of a request, p95", "s")
                                .ask(quantile("0.95", "le"), "p95")
                                .says("The slowest twentieth of all requests to the services takes at least this long.")
                                .from(HTTP),
                        Draft.tile("rate", "Requests", "reqps")
                                .ask("sum(rate(http_server_requests_seconds_count{" + N + "}[$R]))", "requests")
                                .says("Requests a second to all services; nothing at all is a finding of its own.")
                                .from(HTTP),
                        Draft.tile("unavailable", "Replicas missing", "short")
                                .ask("sum(kube_deployment_status_replicas_unavailable{" + N + "})", "missing")
                                .says("Replicas that Deployments want and that do not serve.")
                                .from(STATE_METRICS)
                                .upTo(1, 10),
                        Draft.tile("crashing", "Containers crashing", "short")
                                .ask(
                                        "count(kube_pod_container_status_waiting_reason{" + N
                                                + ",reason=\"CrashLoopBackOff\"} > 0) or count(kube_pod_info{$C}) * 0",
                                        "crashing")
                                .says(
                                        "Containers that crashed so often that the kubelet waits before it starts them again.")
                                .from(STATE_METRICS)
                                .upTo(1, 5)));
    }

    private static Row services() {
        String by = "cluster, namespace, service";
        return Row.open(
                "Services",
                Draft.all(
                        Draft.series("service-rate", "Requests", "reqps")
                                .ask(
                                        "sum by (" + by + ") (rate(http_server_requests_seconds_count{" + N + "}[$R]))",
                                        "{{service}}")
                                .says(
                                        "Requests a second by service: a fall without a reason is the first sign of lost customers.")
                                .from(HTTP),
                        Draft.series("service-errors", "Requests that fail", "percentunit")
                                .ask(errorRatio(by), "{{service}}")
                                .says("Share of the requests of each service that end with a server error.")
                                .from(HTTP)
                                .upTo(0.01, 0.05),
                        Draft.series("service-latency", "Time of a request", "s")
                                .ask(quantile("0.5", by + ", le"), "{{service}} p50")
                                .ask(quantile("0.95", by + ", le"), "{{service}} p95")
                                .ask(quantile("0.99", by + ", le"), "{{service}} p99")
                                .says(
                                        "Half of the requests, the slowest twentieth and the slowest hundredth, by service.")
                                .from(HTTP),
                        Draft.series("dependency-latency", "Time of calls to other services, p95", "s")
                                .ask(
                                        "histogram_quantile(0.95, sum by (cluster, namespace, service, client_name, le)"
                                                + " (rate(http_client_requests_seconds_bucket{" + N + "}[$R])))",
                                        "{{service}} to {{client_name}}")
                                .says(
                                        "How long services wait for those they call: if this rises first, the fault is over there.")
                                .from("http_client_requests_seconds of Micrometer")
                                .size(12, 7),
                        Draft.series("dependency-errors", "Calls to other services that fail", "reqps")
                                .ask(
                                        "sum by (cluster, namespace, service, client_name)"
                                                + " (rate(http_client_requests_seconds_count{" + N
                                                + ",outcome=~\"SERVER_ERROR|UNKNOWN\"}[$R]))",
                                        "{{service}} to {{client_name}}")
                                .says("Calls between services that failed or got no answer.")
                                .from("http_client_requests_seconds of Micrometer")
                                .empty("no failed calls, or no data from http_client_requests_seconds")
                                .size(12, 7)));
    }

    private static Row workloads() {
        String by = "cluster, namespace, deployment";
        String finding = "max by (" + by + ") (label_replace(strata_signal_severity{" + N
                + ",kind=\"Deployment\"}, \"deployment\", \"$1\", \"name\", \"(.+)\"))";
        return Row.open(
                "Deployments",
                Draft.all(Draft.table("workloads", "Deployments")
                        .column("finding", Looks.empty(Looks.SEVERITY, ""), finding)
                        .column("wanted", "short", "max by (" + by + ") (kube_deployment_spec_replicas{" + N + "})")
                        .column(
                                "available",
                                "short",
                                "max by (" + by + ") (kube_deployment_status_replicas_available{" + N + "})")
                        .column(
                                "updated",
                                "short",
                                "max by (" + by + ") (kube_deployment_status_replicas_updated{" + N + "})")
                        .says("Every Deployment with its worst finding and its replicas; click one for its details.")
                        .from(STATE_METRICS)
                        .link(
                                "deployment",
                                "Details",
                                Pages.to(Pages.WORKLOAD, "workload", "deployment")
                                        + "&var-namespace=${__data.fields.namespace}")));
    }

    private static Row keeping() {
        return Row.open(
                "What keeps pods from running",
                Draft.all(
                        Draft.series("restarts", "Restarts within an hour", "short")
                                .ask(
                                        "sum by (cluster, namespace, pod) (increase(kube_pod_container_status_restarts_total{"
                                                + N + "}[1h]))",
                                        "{{namespace}}/{{pod}}")
                                .says(
                                        "Containers that were started again within the last hour; the window is the meaning here.")
                                .fixedWindow("restarts within an hour are what is asked for")
                                .from(STATE_METRICS)
                                .empty("no restarts, or no data from " + STATE_METRICS)
                                .upTo(1, 5),
                        Draft.series("waiting", "Containers that wait, by reason", "short")
                                .ask(
                                        "sum by (cluster, reason) (kube_pod_container_status_waiting_reason{" + N
                                                + "})",
                                        "{{reason}}")
                                .says("Why containers do not run: no image, no configuration, crashed again and again.")
                                .from(STATE_METRICS)
                                .empty("nothing waits, or no data from " + STATE_METRICS)
                                .stacked(),
                        Draft.series("throttling", "CPU throttled", "percentunit")
                                .ask(
                                        "sum by (cluster, namespace, pod) (rate(container_cpu_cfs_throttled_periods_total{"
                                                + N
                                                + "}[$R])) / sum by (cluster, namespace, pod)"
                                                + " (rate(container_cpu_cfs_periods_total{" + N + "}[$R]))",
                                        "{{namespace}}/{{pod}}")
                                .says(
                                        "Share of the periods in which a container used up its CPU limit and had to wait.")
                                .from(CADVISOR)
                                .upTo(0.25, 0.5),
                        Draft.series("ceiling", "Autoscalers near their ceiling", "percentunit")
                                .ask(
                                        "max by (cluster, namespace, name) (strata_hpa_saturation_ratio{" + N + "})",
                                        "{{namespace}}/{{name}}")
                                .says(
                                        "Current replicas over the maximum from 80 percent on; at 100 percent there is no reserve.")
                                .empty("none near the ceiling, or no exporter")
                                .upTo(0.9, 1),
                        Draft.series("pending", "Pods pending", "short")
                                .ask(
                                        "sum by (cluster, namespace) (kube_pod_status_phase{" + N
                                                + ",phase=\"Pending\"})",
                                        "{{namespace}}")
                                .says(
                                        "Pods that no node runs yet, by namespace; the findings above say what they lack.")
                                .from(STATE_METRICS)
                                .empty("none pending, or no data from " + STATE_METRICS),
                        Draft.series("rollouts", "Rollouts", "short")
                                .ask(
                                        "sum by (cluster, namespace) (changes(kube_deployment_status_observed_generation{"
                                                + N + "}[$R]))",
                                        "{{namespace}}")
                                .says(
                                        "Edits of Deployments that their controller has taken up: what changed just before it broke?")
                                .from(STATE_METRICS)));
    }
}
