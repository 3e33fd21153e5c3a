package dev.strata.exporter.signal;

import dev.strata.catalog.ClusterSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A node that has become ready or not ready more than twice within a quarter of an hour, as far as that was watched. */
final class NodeReadinessFlappingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ClusterSignals.NODE_READINESS_FLAPPING;

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int MANY = 2;

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
            Instant from = input.now().minus(WINDOW);
            List<Instant> flips = input.cluster().history(node.key()).readyFlips().stream()
                    .filter(at -> at.isAfter(from))
                    .toList();
            if (flips.size() <= MANY) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, node.key(), Severity.WARNING)
                        .since(flips.get(0))
                        .reason("ready_flips")
                        .evidence("flips", flips.size()));
            }
        }
        return sheet.done();
    }
}
