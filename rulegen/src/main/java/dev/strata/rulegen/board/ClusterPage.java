package dev.strata.rulegen.board;

import dev.strata.catalog.Layer;
import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.Row;
import java.util.List;

/** Nodes and control plane: how much is used, how much waits, what fails. */
final class ClusterPage {
    private static final String NODE_EXPORTER = "node_exporter";
    private static final String STATE_METRICS = "kube-state-metrics";
    private static final String API_SERVER = "the API server's /metrics";

    private ClusterPage() {}

    static Dashboard page(AlertPanels alerts) {
        var layer = new LayerParts(Layer.CLUSTER);
        return Pages.page(
                Pages.of(Layer.CLUSTER),
                layer.title(),
                "Do the nodes and the control plane carry what runs on them?",
                "now-6h",
                List.of(),
                layer.events(),
                Pages.rows(
                        layer.alerts(alerts),
                        tiles(layer),
                        Row.open(
                                "Alerts and causes",
                                Draft.all(layer.causes(), layer.explained(), layer.states(alerts))),
                        used(),
                        waiting(),
                        failing(),
                        nodes()));
    }

    private static Row tiles(LayerParts layer) {
        return Row.open(
                "Now",
                Draft.all(
                        layer.tile(4),
                        Draft.tile("nodes-ready", "Nodes ready", "percentunit")
                                .ask(
                                        "sum(kube_node_status_condition{$C,condition=\"Ready\",status=\"true\"})"
                                                + " / count(kube_node_info{$C})",
                                        "ready")
                                .says("Share of the nodes whose kubelet reports that it is ready.")
                                .from(STATE_METRICS)
                                .atLeast(0.9, 1),
                        Draft.tile("pods-pending", "Pods pending", "short")
                                .ask("sum(kube_pod_status_phase{$C,phase=\"Pending\"})", "pending")
                                .says("Pods that no node runs yet: no room, no volume, or no image.")
                                .from(STATE_METRICS)
                                .upTo(1, 10),
                        Draft.tile("api-errors", "API server errors", "percentunit")
                                .ask(
                                        "(sum(rate(apiserver_request_total{$C,code=~\"5..\"}[$R])) or"
                                                + " sum(rate(apiserver_request_total{$C}[$R])) * 0)"
                                                + " / sum(rate(apiserver_request_total{$C}[$R]))",
                                        "5xx")
                                .says("Share of the requests to the API server that end with a server error.")
                                .from(API_SERVER)
                                .upTo(0.01, 0.05),
                        Draft.tile("etcd-leader", "etcd", "none")
                                .ask("min(etcd_server_has_leader{$C})", "leader")
                                .says("Whether every member of etcd that is scraped knows a leader.")
                                .styled(Looks.UP)
                                .from("etcd's /metrics"),
                        Draft.tile("volumes-full", "Volumes nearly full", "short")
                                .ask(
                                        "count(kubelet_volume_stats_available_bytes{$C} /"
                                                + " kubelet_volume_stats_capacity_bytes{$C} < 0.15) or"
                                                + " count(kubelet_volume_stats_capacity_bytes{$C}) * 0",
                                        "nearly full")
                                .says("Persistent volumes with less than 15 percent of their space left.")
                                .from("the kubelet's /metrics")
                                .upTo(1, 5)));
    }

    private static Row used() {
        return Row.open(
                "Used",
                Draft.all(
                        Draft.series("cpu", "CPU used", "percentunit")
                                .ask(
                                        "1 - avg by (cluster, instance) (rate(node_cpu_seconds_total{$C,mode=\"idle\"}[$R]))",
                                        "{{instance}}")
                                .says("Share of the time that the cores of a node are busy.")
                                .from(NODE_EXPORTER)
                                .upTo(0.8, 0.95),
                        Draft.series("memory", "Memory used", "percentunit")
                                .ask(
                                        "1 - node_memory_MemAvailable_bytes{$C} / node_memory_MemTotal_bytes{$C}",
                                        "{{instance}}")
                                .says("Memory that cannot be given away without writing it somewhere, of each node.")
                                .from(NODE_EXPORTER)
                                .upTo(0.8, 0.95),
                        Draft.series("filesystem", "Fullest file system", "percentunit")
                                .ask(
                                        "max by (cluster, instance) (1 - node_filesystem_avail_bytes{$C,fstype!~\"tmpfs|overlay\"}"
                                                + " / node_filesystem_size_bytes{$C,fstype!~\"tmpfs|overlay\"})",
                                        "{{instance}}")
                                .says(
                                        "The fullest file system of each node; at 85 percent the kubelet begins to evict pods.")
                                .from(NODE_EXPORTER)
                                .upTo(0.8, 0.9),
                        Draft.series("cpu-requested", "CPU requested", "percentunit")
                                .ask(requested("cpu"), "{{node}}")
                                .says(
                                        "What the pods of a node have reserved, over what it can give; the scheduler counts this, not use.")
                                .from(STATE_METRICS)
                                .upTo(0.9, 1),
                        Draft.series("memory-requested", "Memory requested", "percentunit")
                                .ask(requested("memory"), "{{node}}")
                                .says(
                                        "What the pods of a node have reserved, over what it can give; the scheduler counts this, not use.")
                                .from(STATE_METRICS)
                                .upTo(0.9, 1)));
    }

    private static String requested(String resource) {
        return "sum by (cluster, node) (kube_pod_container_resource_requests{$C,node!=\"\",resource=\"" + resource
                + "\"})" + " / sum by (cluster, node) (kube_node_status_allocatable{$C,resource=\"" + resource + "\"})";
    }

    private static Row waiting() {
        return Row.open(
                "Waiting",
                Draft.all(
                        Draft.series("load", "Load per core", "short")
                                .ask(
                                        "sum by (cluster, instance) (node_load5{$C}) / count by (cluster, instance)"
                                                + " (node_cpu_seconds_total{$C,mode=\"idle\"})",
                                        "{{instance}}")
                                .says(
                                        "Threads that run or want to run for each core, over five minutes; above one they wait.")
                                .from(NODE_EXPORTER)
                                .upTo(1, 2),
                        Draft.series("pressure", "Time waiting for CPU", "percentunit")
                                .ask(
                                        "max by (cluster, instance) (rate(node_pressure_cpu_waiting_seconds_total{$C}[$R]))",
                                        "{{instance}}")
                                .says(
                                        "Share of the time in which some task waited for a core, as the kernel measures it.")
                                .from(NODE_EXPORTER + " on Linux 4.20 or newer")
                                .upTo(0.2, 0.5),
                        Draft.series("inflight", "Requests in the API server", "short")
                                .ask(
                                        "sum by (cluster, request_kind) (apiserver_current_inflight_requests{$C})",
                                        "{{request_kind}}")
                                .says(
                                        "Requests that the API server works on at the same time; it begins to refuse at its limits.")
                                .from(API_SERVER),
                        Draft.series("scheduler", "Pods waiting for the scheduler", "short")
                                .ask("sum by (cluster, queue) (scheduler_pending_pods{$C})", "{{queue}}")
                                .says(
                                        "Pods in the scheduler's queues: active ones are next, unschedulable ones fit nowhere.")
                                .from("the scheduler's /metrics")));
    }

    private static Row failing() {
        return Row.open(
                "Failing",
                Draft.all(
                        Draft.series("api-codes", "API server errors by code", "reqps")
                                .ask(
                                        "sum by (cluster, code) (rate(apiserver_request_total{$C,code=~\"5..|429\"}[$R]))",
                                        "{{code}}")
                                .says(
                                        "Requests that the API server refused or failed; 429 is its protection against overload.")
                                .from(API_SERVER)
                                .empty("no errors, or no data from " + API_SERVER),
                        Draft.series("api-latency", "API server latency, p99", "s")
                                .ask(
                                        "histogram_quantile(0.99, sum by (cluster, verb, le)"
                                                + " (rate(apiserver_request_duration_seconds_bucket{$C,verb!~\"WATCH|CONNECT\"}[$R])))",
                                        "{{verb}}")
                                .says(
                                        "The slowest hundredth of the requests by verb, without watches, which are long by design.")
                                .from(API_SERVER)
                                .upTo(1, 5),
                        Draft.series("etcd-fsync", "etcd write to disk, p99", "s")
                                .ask(
                                        "histogram_quantile(0.99, sum by (cluster, instance, le)"
                                                + " (rate(etcd_disk_wal_fsync_duration_seconds_bucket{$C}[$R])))",
                                        "{{instance}}")
                                .says(
                                        "How long etcd waits for the disk; above ten milliseconds the whole control plane feels it.")
                                .from("etcd's /metrics")
                                .upTo(0.01, 0.1),
                        Draft.series("drops", "Network packets dropped", "pps")
                                .ask(
                                        "sum by (cluster, instance) (rate(node_network_receive_drop_total{$C}[$R])"
                                                + " + rate(node_network_transmit_drop_total{$C}[$R]))",
                                        "{{instance}}")
                                .says("Packets that a node threw away; steady drops slow every connection of its pods.")
                                .from(NODE_EXPORTER)));
    }

    private static Row nodes() {
        String onNode = "max by (cluster, node) (label_replace(strata_signal_severity{$C,kind=\"Node\"}, \"node\","
                + " \"$1\", \"name\", \"(.+)\"))";
        return Row.open(
                "Nodes",
                Draft.all(Draft.table("nodes", "Nodes")
                        .column("finding", Looks.empty(Looks.SEVERITY, ""), onNode)
                        .column(
                                "ready",
                                Looks.UP,
                                "max by (cluster, node) (kube_node_status_condition{$C,condition=\"Ready\",status=\"true\"})")
                        .column("pods", "short", "count by (cluster, node) (kube_pod_info{$C,node!=\"\"})")
                        .column("CPU requested", Looks.FILLED, requested("cpu"))
                        .column("memory requested", Looks.FILLED, requested("memory"))
                        .says(
                                "Every node with its worst finding, whether it is ready, and how much of it is reserved; click a node"
                                        + " for its details.")
                        .from(STATE_METRICS)
                        .link("node", "Node", Pages.to(Pages.NODE, "node", "node"))));
    }
}
