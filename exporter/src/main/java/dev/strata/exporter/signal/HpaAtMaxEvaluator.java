package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.util.Set;

/**
 * An autoscaler at its maximum that would want more. Without a metric clearly above its target that is no more than a
 * remark: a planned maximum that is just reached is in order.
 */
final class HpaAtMaxEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = Signals.HPA_AT_MAX;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.HORIZONTALPODAUTOSCALERS);
    }

    @Override
    public Set<MeasurementQuery> queries() {
        return Set.of();
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (HpaFacts hpa : input.cluster().hpas()) {
            if (HpaCeiling.isDisabled(hpa)) {
                sheet.add(Draft.suspended(SIGNAL, hpa.key(), "scaled_to_zero"));
            } else if (HpaCeiling.isReached(hpa)) {
                sheet.add(bad(hpa));
            } else {
                sheet.healthy();
            }
        }
        return sheet.done();
    }

    private static Draft bad(HpaFacts hpa) {
        double load = HpaCeiling.load(hpa);
        boolean wantsMore = load >= HpaCeiling.EXCESS;
        return Draft.bad(SIGNAL, hpa.key(), wantsMore ? Severity.WARNING : Severity.INFORMATION)
                .since(HpaCeiling.since(hpa))
                .reason(wantsMore ? "too_many_replicas" : "at_planned_maximum")
                .evidence("current_replicas", hpa.currentReplicas())
                .evidence("max_replicas", hpa.maxReplicas())
                .evidence("metric_to_target_ratio", load)
                .affects(hpa.target());
    }
}
