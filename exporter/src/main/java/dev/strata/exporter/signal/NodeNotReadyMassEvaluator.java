package dev.strata.exporter.signal;

import dev.strata.catalog.ClusterSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeFacts;
import dev.strata.exporter.cluster.ObjectFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A fifth of all nodes, or half of a zone, is not ready, two nodes at least. Nodes that are about to go or have just
 * come do not count.
 */
final class NodeNotReadyMassEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ClusterSignals.NODE_NOT_READY_MASS;

    private static final int FEWEST = 2;
    private static final double SHARE = 0.2;
    private static final double ZONE_SHARE = 0.5;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.NODES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        List<NodeFacts> nodes = input.cluster().nodes();
        List<NodeFacts> lost =
                nodes.stream().filter(node -> isLost(node, input)).toList();
        var sheet = new Sheet(SIGNAL);
        if (nodes.isEmpty()) {
            return sheet.done();
        }
        List<String> zones = lostZones(nodes, lost);
        boolean many = lost.size() >= FEWEST && lost.size() >= SHARE * nodes.size();
        if (!many && zones.isEmpty()) {
            sheet.healthy();
        } else {
            sheet.add(bad(nodes, lost, zones));
        }
        return sheet.done();
    }

    private static boolean isLost(NodeFacts node, SignalInput input) {
        return node.condition("Ready").filter(KubeCondition::isTrue).isEmpty()
                && NodeNotReadyEvaluator.excuse(node, input).isEmpty();
    }

    private static List<String> lostZones(List<NodeFacts> nodes, List<NodeFacts> lost) {
        Map<String, Long> lostBy =
                lost.stream().collect(Collectors.groupingBy(NodeNotReadyMassEvaluator::zone, Collectors.counting()));
        Map<String, Long> all =
                nodes.stream().collect(Collectors.groupingBy(NodeNotReadyMassEvaluator::zone, Collectors.counting()));
        return lostBy.entrySet().stream()
                .filter(e -> !e.getKey().isEmpty() && e.getValue() >= FEWEST)
                .filter(e -> e.getValue() >= ZONE_SHARE * all.getOrDefault(e.getKey(), 0L))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static String zone(NodeFacts node) {
        return node.meta().label("topology.kubernetes.io/zone").orElse("");
    }

    private static Draft bad(List<NodeFacts> nodes, List<NodeFacts> lost, List<String> zones) {
        boolean oneZone =
                zones.size() == 1 && lost.stream().allMatch(node -> zone(node).equals(zones.get(0)));
        Instant since = lost.stream()
                .map(NodeNotReadyEvaluator::since)
                .sorted()
                .skip(FEWEST - 1)
                .findFirst()
                .orElse(null);
        return Draft.bad(SIGNAL, Subjects.CLUSTER, Severity.CRITICAL)
                .since(since)
                .reason(oneZone ? "one_zone" : zones.isEmpty() ? "scattered" : "zones")
                .evidence("nodes_not_ready", lost.size())
                .evidence("nodes", nodes.size())
                .affects(lost.stream().map(ObjectFacts::key).toList());
    }
}
