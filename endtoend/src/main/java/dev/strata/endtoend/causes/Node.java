package dev.strata.endtoend.causes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node, its kubelet, and what the node controller says of it. */
final class Node {

    /** The node controller gives up on a kubelet that has not been heard of for so long. */
    static final Duration GRACE = Duration.ofSeconds(40);

    static final String UNREACHABLE = "node.kubernetes.io/unreachable";
    static final String NOT_READY = "node.kubernetes.io/not-ready";

    final String name;
    final Instant created;
    final double cpu;
    final Map<String, String> labels = new TreeMap<>();

    /** {@code key:effect} as people or autoscalers set them. */
    final List<String> taints = new ArrayList<>();

    /** Condition type to since when it is true. */
    final Map<String, Instant> pressures = new TreeMap<>();

    boolean cordoned;

    /** The machine is off or cut off since then. */
    @Nullable
    Instant silent;

    /** What a kubelet that is alive complains about. */
    String complaint = "";

    /** Why new pods get no network. */
    String networkProblem = "";

    String readyStatus = "True";
    Instant readySince;

    Node(String name, String zone, double cpu, Instant created) {
        this.name = name;
        this.cpu = cpu;
        this.created = created;
        this.readySince = created;
        labels.put("kubernetes.io/hostname", name);
        labels.put("topology.kubernetes.io/zone", zone);
    }

    boolean isReady() {
        return readyStatus.equals("True");
    }

    boolean isAlive() {
        return silent == null;
    }

    void judge(Instant now) {
        String status = "True";
        if (silent != null) {
            status = silent.plus(GRACE).isAfter(now) ? readyStatus : "Unknown";
        } else if (!complaint.isEmpty()) {
            status = "False";
        }
        if (!status.equals(readyStatus)) {
            readyStatus = status;
            readySince = now;
        }
    }

    /** Taints with those that the node controller sets. */
    List<String> allTaints() {
        var all = new ArrayList<>(taints);
        if (readyStatus.equals("Unknown")) {
            all.add(UNREACHABLE + ":NoSchedule");
            all.add(UNREACHABLE + ":NoExecute");
        } else if (!isReady()) {
            all.add(NOT_READY + ":NoSchedule");
            all.add(NOT_READY + ":NoExecute");
        }
        pressures.keySet().forEach(type -> all.add(pressureTaint(type) + ":NoSchedule"));
        if (cordoned) {
            all.add("node.kubernetes.io/unschedulable:NoSchedule");
        }
        return all;
    }

    private static String pressureTaint(String type) {
        return switch (type) {
            case "DiskPressure" -> "node.kubernetes.io/disk-pressure";
            case "MemoryPressure" -> "node.kubernetes.io/memory-pressure";
            default -> "node.kubernetes.io/pid-pressure";
        };
    }

    Map<String, Object> manifest() {
        var conditions = new ArrayList<Object>();
        boolean unknown = readyStatus.equals("Unknown");
        for (String type : List.of("MemoryPressure", "DiskPressure", "PIDPressure")) {
            Instant since = pressures.get(type);
            String reason = "Kubelet" + (since == null ? "HasNo" : "Has") + type;
            conditions.add(
                    unknown
                            ? Tree.condition(
                                    type,
                                    "Unknown",
                                    "NodeStatusUnknown",
                                    "Kubelet stopped posting node status.",
                                    readySince)
                            : Tree.condition(
                                    type,
                                    since == null ? "False" : "True",
                                    reason,
                                    "",
                                    since == null ? created : since));
        }
        conditions.add(
                switch (readyStatus) {
                    case "True" ->
                        Tree.condition("Ready", "True", "KubeletReady", "kubelet is posting ready status", readySince);
                    case "False" -> Tree.condition("Ready", "False", "KubeletNotReady", complaint, readySince);
                    default ->
                        Tree.condition(
                                "Ready",
                                "Unknown",
                                "NodeStatusUnknown",
                                "Kubelet stopped posting node status.",
                                readySince);
                });
        var taintList = new ArrayList<Object>();
        for (String taint : allTaints()) {
            int colon = taint.lastIndexOf(':');
            taintList.add(Tree.of("key", taint.substring(0, colon), "effect", taint.substring(colon + 1)));
        }
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("metadata", Tree.of("name", name, "creationTimestamp", created, "labels", new TreeMap<>(labels)));
        manifest.put("spec", Tree.of("unschedulable", cordoned, "taints", taintList));
        manifest.put(
                "status",
                Tree.of(
                        "allocatable", Tree.of("cpu", Long.toString(Math.round(cpu)), "memory", "64Gi", "pods", "110"),
                        "nodeInfo", Tree.of("kubeletVersion", "v1.34.2"),
                        "conditions", conditions));
        return manifest;
    }
}
