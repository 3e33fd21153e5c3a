package dev.strata.exporter.signal;

import dev.strata.catalog.ClusterSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeEventFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The kernel has killed processes of the node itself within ten minutes, as its events say. */
final class NodeSystemOomEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ClusterSignals.NODE_SYSTEM_OOM;

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Set<String> REASONS = Set.of("SystemOOM", "OOMKilling");

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.NODES, KubeResource.EVENTS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        Instant from = input.now().minus(WINDOW);
        var sheet = new Sheet(SIGNAL);
        for (NodeFacts node : input.cluster().nodes()) {
            List<KubeEventFacts> kills = input.cluster().eventsAbout(node.key()).stream()
                    .filter(event ->
                            REASONS.contains(event.reason()) && event.last().isAfter(from))
                    .toList();
            if (kills.isEmpty()) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, node.key(), Severity.WARNING)
                        .since(kills.get(0).last())
                        .reason("system_oom")
                        .evidence("kills", PodEvents.count(kills)));
            }
        }
        return sheet.done();
    }
}
