package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.NodeFacts;
import dev.strata.exporter.cluster.Resources;
import java.util.List;

/** What is left on nodes that take pods. */
final class NodeRoom {

    private NodeRoom() {}

    /** Of each node that is ready and open for everybody: what may be requested beyond what its pods request. */
    static List<Resources> free(ClusterView cluster) {
        return cluster.nodes().stream()
                .filter(NodeRoom::isOpen)
                .map(node -> free(cluster, node))
                .toList();
    }

    /** How many pods of that size fit on all of them together. */
    static long fits(List<Resources> free, Resources pod) {
        return free.stream().mapToLong(room -> fits(room, pod)).sum();
    }

    static boolean isOpen(NodeFacts node) {
        return !node.unschedulable()
                && node.condition("Ready").filter(KubeCondition::isTrue).isPresent()
                && node.taints().stream().noneMatch(taint -> taint.effect().startsWith("No"));
    }

    static Resources requested(ClusterView cluster, NodeFacts node) {
        return cluster.requestedOn(node.key().name());
    }

    private static Resources free(ClusterView cluster, NodeFacts node) {
        Resources requested = requested(cluster, node);
        Resources all = node.allocatable();
        return new Resources(
                all.cpuMillis() - requested.cpuMillis(),
                all.memoryBytes() - requested.memoryBytes(),
                all.pods() - requested.pods());
    }

    private static long fits(Resources room, Resources pod) {
        long fits = Math.max(0, room.pods());
        if (pod.cpuMillis() > 0) {
            fits = Math.min(fits, Math.max(0, room.cpuMillis() / pod.cpuMillis()));
        }
        return pod.memoryBytes() > 0 ? Math.min(fits, Math.max(0, room.memoryBytes() / pod.memoryBytes())) : fits;
    }
}
