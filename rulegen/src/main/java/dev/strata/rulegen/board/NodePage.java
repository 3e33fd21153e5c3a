package dev.strata.rulegen.board;

import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.Row;
import java.util.List;

/** One node: what is found about it, what it has left, what runs on it. */
final class NodePage {
    private static final String NODE_EXPORTER = "node_exporter";
    private static final String STATE_METRICS = "kube-state-metrics";
    private static final String K = "$C,node=~\"$node\"";
    /** Series of node_exporter carry its address; this says which node that is. */
    private static final String OF_NODE =
            " * on (cluster, instance) group_left (nodename) node_uname_info{$C,nodename=~\"$node\"}";

    private NodePage() {}

    static Dashboard page() {
        return Pages.page(
                Pages.NODE,
                "Detail / Node",
                "What is wrong with this node, and whom does it hurt?",
                "now-1h",
                List.of(Pages.NODES),
                List.of(Pages.firing("Alerts", "name=~\"$node\""), Pages.changes(",kind=\"Node\",name=~\"$node\"")),
                List.of(state(), used(), waiting(), pods()));
    }

    private static Row state() {
        return Row.open(
                "State",
                Draft.all(
                        Draft.table("findings", "Findings")
                                .column(
                                        "severity",
                                        Looks.SEVERITY,
                                        "max by (cluster, signal, name) (strata_signal_severity{$C,kind=\"Node\",name=~\"$node\"})")
                                .column(
                                        "age",
                                        "s",
                                        "time() - min by (cluster, signal, name)"
                                                + " (strata_signal_active_timestamp_seconds{$C,kind=\"Node\",name=~\"$node\"})")
                                .says("What the exporter finds about this node now, and for how long it has held.")
                                .empty("nothing found, or no exporter")
                                .size(12, 6),
                        Draft.table("explains", "What it explains")
                                .column(
                                        "confidence",
                                        "percentunit",
                                        "max by (cluster, layer, signal, namespace, name, cause_signal) (strata_signal_cause_confidence_ratio{$C,"
                                                + "cause_kind=\"Node\",cause_name=~\"$node\"})")
                                .says("Findings elsewhere that this node explains: whom its trouble hurts.")
                                .empty("it explains nothing, or no exporter")
                                .link("name", "Workload", Pages.to(Pages.WORKLOAD, "workload", "name"))
                                .size(12, 6),
                        Draft.timeline("conditions", "Conditions")
                                .ask(
                                        "max by (cluster, node, condition) (kube_node_status_condition{" + K
                                                + ",condition!=\"Ready\",status=\"true\"})",
                                        "{{node}} {{condition}}")
                                .ask(
                                        "1 - max by (cluster, node, condition) (kube_node_status_condition{" + K
                                                + ",condition=\"Ready\",status=\"true\"})",
                                        "{{node}} not ready")
                                .says("What the kubelet says about its node; every one of these lines should be quiet.")
                                .styled(Looks.TROUBLE)
                                .from(STATE_METRICS)
                                .size(24, 6)));
    }

    private static Row used() {
        return Row.open(
                "Used",
                Draft.all(
                        Draft.series("cpu", "CPU by mode", "percentunit")
                                .ask(
                                        "avg by (cluster, instance, mode) (rate(node_cpu_seconds_total{$C,mode!=\"idle\"}[$R]))"
                                                + OF_NODE,
                                        "{{mode}}")
                                .says("What the cores are busy with; steal and iowait are time that nobody gets.")
                                .from(NODE_EXPORTER)
                                .stacked(),
                        Draft.series("memory", "Memory used", "percentunit")
                                .ask(
                                        "(1 - node_memory_MemAvailable_bytes{$C} / node_memory_MemTotal_bytes{$C})"
                                                + OF_NODE,
                                        "{{nodename}}")
                                .says("Memory that cannot be given away without writing it somewhere.")
                                .from(NODE_EXPORTER)
                                .upTo(0.8, 0.95),
                        Draft.series("disk", "File systems", "percentunit")
                                .ask(
                                        "max by (cluster, instance, mountpoint) (1 - node_filesystem_avail_bytes{$C,fstype!~\"tmpfs|overlay\"}"
                                                + " / node_filesystem_size_bytes{$C,fstype!~\"tmpfs|overlay\"})"
                                                + OF_NODE,
                                        "{{mountpoint}}")
                                .says("How full each file system is; at 85 percent the kubelet begins to evict pods.")
                                .from(NODE_EXPORTER)
                                .upTo(0.8, 0.9),
                        Draft.series("reserved", "Reserved", "percentunit")
                                .ask(reserved("cpu"), "{{node}} CPU")
                                .ask(reserved("memory"), "{{node}} memory")
                                .says(
                                        "What the pods of the node have reserved over what it can give; above this nothing is scheduled.")
                                .from(STATE_METRICS)
                                .upTo(0.9, 1),
                        Draft.series("conntrack", "Connections tracked", "percentunit")
                                .ask(
                                        "(node_nf_conntrack_entries{$C} / node_nf_conntrack_entries_limit{$C})"
                                                + OF_NODE,
                                        "{{nodename}}")
                                .says(
                                        "Entries in the kernel's table of connections; when it is full, new connections are dropped.")
                                .from(NODE_EXPORTER)
                                .upTo(0.75, 0.9),
                        Draft.series("network", "Network", "Bps")
                                .ask(
                                        "sum by (cluster, instance) (rate(node_network_receive_bytes_total{$C}[$R]))"
                                                + OF_NODE,
                                        "received")
                                .ask(
                                        "sum by (cluster, instance) (rate(node_network_transmit_bytes_total{$C}[$R]))"
                                                + OF_NODE,
                                        "sent")
                                .says("Bytes a second in and out of the node over all its devices.")
                                .from(NODE_EXPORTER)));
    }

    private static String reserved(String resource) {
        return "sum by (cluster, node) (kube_pod_container_resource_requests{" + K + ",resource=\"" + resource + "\"})"
                + " / sum by (cluster, node) (kube_node_status_allocatable{" + K + ",resource=\"" + resource + "\"})";
    }

    private static Row waiting() {
        return Row.open(
                "Waiting",
                Draft.all(
                        pressure("cpu", "CPU", "node_pressure_cpu_waiting_seconds_total"),
                        pressure("memory", "memory", "node_pressure_memory_waiting_seconds_total"),
                        pressure("io", "disks", "node_pressure_io_waiting_seconds_total")));
    }

    private static Draft pressure(String key, String what, String metric) {
        return Draft.series("waiting-" + key, "Time waiting for " + what, "percentunit")
                .ask("max by (cluster, instance) (rate(" + metric + "{$C}[$R]))" + OF_NODE, "{{nodename}}")
                .says("Share of the time in which some task waited for " + what + ", as the kernel measures it.")
                .from(NODE_EXPORTER + " on Linux 4.20 or newer")
                .upTo(0.2, 0.5);
    }

    private static Row pods() {
        return Row.open(
                "Pods",
                Draft.all(Draft.table("pods", "Pods on this node")
                        .column("pods", "short", "max by (cluster, namespace, pod, node) (kube_pod_info{" + K + "})")
                        .says("What runs here and would be moved if the node went away.")
                        .from(STATE_METRICS)
                        .hiding("pods")));
    }
}
