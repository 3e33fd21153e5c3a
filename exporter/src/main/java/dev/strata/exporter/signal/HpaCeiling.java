package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeCondition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether an autoscaler has reached its maximum and what it would want. */
final class HpaCeiling {

    /** Below this excess over the target the controller itself calls the metric satisfied. */
    static final double EXCESS = 1.1;

    private HpaCeiling() {}

    /** At its maximum, and the controller says that it would want more. */
    static boolean isReached(HpaFacts hpa) {
        return hpa.maxReplicas() > hpa.minReplicas()
                && hpa.currentReplicas() >= hpa.maxReplicas()
                && hpa.condition("ScalingLimited")
                        .filter(c -> c.isTrue() && c.reason().equals("TooManyReplicas"))
                        .isPresent();
    }

    /** Switched off by a target of zero replicas. */
    static boolean isDisabled(HpaFacts hpa) {
        return hpa.condition("ScalingActive")
                .filter(c -> !c.isTrue() && c.reason().equals("ScalingDisabled"))
                .isPresent();
    }

    static @Nullable Instant since(HpaFacts hpa) {
        return hpa.condition("ScalingLimited").map(KubeCondition::since).orElse(null);
    }

    /** The largest ratio of a metric to its target; NaN while none is known. */
    static double load(HpaFacts hpa) {
        return hpa.metrics().stream()
                .filter(m -> m.target() > 0)
                .mapToDouble(m -> m.current() / m.target())
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }
}
