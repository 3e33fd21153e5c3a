package dev.strata.rulegen.promtest;

import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.Ratio;
import dev.strata.rulegen.definition.AlertCondition.Threshold;
import dev.strata.rulegen.definition.AlertDefinition.AlertTiming;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When things happen in the test of an alert, counted in evaluations.
 *
 * @param activeAt first evaluation at which the condition holds
 * @param hold evaluations between that and the alert
 * @param lingers evaluations that a window needs to forget the trouble
 */
record Timeline(Duration step, int activeAt, int hold, int keep, int lingers) {
    private static final long MINUTE = 60_000;
    /** Evaluations of the firing alert before the trouble ends. */
    private static final int BURNING = 2;

    static Timeline of(AlertTiming timing, AlertCondition condition) {
        Duration window = window(condition);
        long hold = timing.holdFor().value().toMillis();
        long keep = timing.keepFiringFor().toMillis();
        long step = gcd(gcd(MINUTE, hold), gcd(keep, window.toMillis()));
        int lingers = (int) (window.toMillis() / step);
        int activeAt = activeAt(condition, lingers);
        return new Timeline(Duration.ofMillis(step), activeAt, (int) (hold / step), (int) (keep / step), lingers);
    }

    /** The window over which a condition looks at series; zero where it reads values as they are. */
    private static Duration window(AlertCondition condition) {
        if (condition instanceof Ratio ratio) {
            return ratio.over();
        }
        Threshold.Reading reading = reading(condition);
        return reading == null ? Duration.ZERO : reading.over();
    }

    private static Threshold.@Nullable Reading reading(AlertCondition condition) {
        return condition instanceof Threshold threshold ? threshold.reading() : null;
    }

    /** A ratio is right from the second sample on; a rate only when its window is full; averages of one value at once. */
    private static int activeAt(AlertCondition condition, int windowSteps) {
        if (condition instanceof Ratio) {
            return 1;
        }
        Threshold.Reading reading = reading(condition);
        boolean fills = reading != null && !ScenarioMaker.STEADY.contains(reading.function());
        return fills ? Math.max(1, windowSteps - 1) : 0;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    int firesAt() {
        return activeAt + hold;
    }

    /** The first sample that is good again. */
    int recovers() {
        return firesAt() + BURNING;
    }

    /** The first evaluation at which the condition is false for sure. */
    int clears() {
        return recovers() + lingers;
    }

    /** The first evaluation at which the alert is gone. */
    int ends() {
        return clears() + keep;
    }

    /** Samples that cover the whole story. */
    int samples() {
        return ends() + 2;
    }

    Duration at(int evaluation) {
        return step.multipliedBy(evaluation);
    }
}
