package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import java.util.Optional;
import java.util.Set;

/** An autoscaler that cannot read its metric or its target. One that is switched off by a target of zero replicas is not blind. */
final class HpaBlindEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.HPA_BLIND;

    /** False, and nothing is wrong: it waits out its windows. */
    private static final Set<String> PASSING = Set.of("BackoffBoth", "BackoffDownscale", "BackoffUpscale");

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.HORIZONTALPODAUTOSCALERS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (HpaFacts hpa : input.cluster().hpas()) {
            if (HpaCeiling.isDisabled(hpa)) {
                sheet.add(Draft.suspended(SIGNAL, hpa.key(), "scaled_to_zero"));
                continue;
            }
            Optional<KubeCondition> blind = failing(hpa, "AbleToScale").or(() -> failing(hpa, "ScalingActive"));
            if (blind.isEmpty()) {
                sheet.healthy();
            } else {
                sheet.add(bad(hpa, blind.get()));
            }
        }
        return sheet.done();
    }

    private static Optional<KubeCondition> failing(HpaFacts hpa, String type) {
        return hpa.condition(type).filter(c -> c.isFalse() && !PASSING.contains(c.reason()));
    }

    private static Draft bad(HpaFacts hpa, KubeCondition condition) {
        return Draft.bad(SIGNAL, hpa.key(), Severity.WARNING)
                .since(condition.since())
                .reason(Slugs.of(condition.reason()))
                .evidence("current_replicas", hpa.currentReplicas())
                .evidence("max_replicas", hpa.maxReplicas())
                .affects(hpa.target());
    }
}
