package dev.strata.exporter.signal;

import dev.strata.catalog.ClusterSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A node that reports pressure on its memory, its disk or its process ids. Other conditions that are true are not bad:
 * new types of them appear with every release.
 */
final class NodePressureEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ClusterSignals.NODE_PRESSURE;

    private static final Map<String, String> KINDS =
            Map.of("MemoryPressure", "memory", "DiskPressure", "disk", "PIDPressure", "process_ids");

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
        var sheet = new Sheet(SIGNAL);
        for (NodeFacts node : input.cluster().nodes()) {
            List<KubeCondition> pressures = node.conditions().stream()
                    .filter(c -> c.isTrue() && KINDS.containsKey(c.type()))
                    .toList();
            if (!pressures.isEmpty()) {
                sheet.add(bad(node, pressures));
            } else if (node.conditions().stream().anyMatch(NodePressureEvaluator::isSilent)) {
                sheet.add(Draft.unknown(SIGNAL, node.key(), "no_heartbeat"));
            } else {
                sheet.healthy();
            }
        }
        return sheet.done();
    }

    private static boolean isSilent(KubeCondition condition) {
        return KINDS.containsKey(condition.type()) && !condition.isTrue() && !condition.isFalse();
    }

    private static Draft bad(NodeFacts node, List<KubeCondition> pressures) {
        return Draft.bad(SIGNAL, node.key(), Severity.WARNING)
                .since(pressures.stream()
                        .flatMap(c -> Optional.ofNullable(c.since()).stream())
                        .min(Instant::compareTo)
                        .orElse(null))
                .reasons(pressures.stream()
                        .map(c -> KINDS.getOrDefault(c.type(), ""))
                        .sorted()
                        .toList());
    }
}
