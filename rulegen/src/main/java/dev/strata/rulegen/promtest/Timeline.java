package dev.strata.rulegen.promtest;

import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.Absence;
import dev.strata.rulegen.definition.AlertCondition.Compound;
import dev.strata.rulegen.definition.AlertCondition.Forecast;
import dev.strata.rulegen.definition.AlertCondition.Promql;
import dev.strata.rulegen.definition.AlertCondition.Ratio;
import dev.strata.rulegen.definition.AlertCondition.Threshold;
import dev.strata.rulegen.definition.AlertDefinition.AlertTiming;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.PromDuration;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When things happen in the test of an alert, counted in evaluations.
 *
 * @param activeAt first evaluation at which the condition holds
 * @param hold evaluations between that and the alert
 * @param lingers evaluations that a window needs to forget the trouble
 * @param exact whether it is known to the evaluation when it has: a ratio is there as long as two samples are
 */
record Timeline(Duration step, int activeAt, int hold, int keep, int lingers, boolean exact) {
    private static final long MINUTE = 60_000;
    private static final long NANOS = 1_000_000;
    /** Evaluations of the firing alert before the trouble ends. */
    private static final int BURNING = 2;

    static Timeline of(AlertTiming timing, AlertCondition condition) {
        long hold = timing.holdFor().value().toMillis();
        long keep = timing.keepFiringFor().toMillis();
        long step = gcd(gcd(MINUTE, hold), keep);
        List<AlertCondition> leaves = condition.leaves().toList();
        for (AlertCondition leaf : leaves) {
            step = gcd(step, window(leaf).toMillis());
            if (leaf instanceof Promql raw) {
                step = common(step, raw.expr());
            }
        }
        int lingers = 0;
        for (AlertCondition leaf : leaves) {
            lingers = Math.max(lingers, (int) (window(leaf).toMillis() / step));
        }
        int activeAt = 0;
        for (AlertCondition part : parts(condition)) {
            activeAt = Math.max(activeAt, activeAt(part, (int) (window(part).toMillis() / step)));
        }
        return new Timeline(
                Duration.ofMillis(step),
                activeAt,
                (int) (hold / step),
                (int) (keep / step),
                lingers,
                condition instanceof Ratio);
    }

    /** The same story with another beginning. */
    Timeline withActiveAt(int evaluation) {
        return new Timeline(step, evaluation, hold, keep, lingers, exact);
    }

    /** What has to become true; excuses are not among them. */
    private static List<AlertCondition> parts(AlertCondition condition) {
        return condition instanceof Compound compound ? compound.parts() : List.of(condition);
    }

    /** The window over which a condition looks at series; zero where it reads values as they are. */
    private static Duration window(AlertCondition condition) {
        if (condition instanceof Ratio ratio) {
            return ratio.over();
        }
        if (condition instanceof Forecast forecast) {
            return forecast.over();
        }
        if (condition instanceof Promql raw) {
            return longest(raw.expr());
        }
        Threshold.Reading reading = reading(condition);
        return reading == null ? Duration.ZERO : reading.over();
    }

    /** The longest window of an expression. */
    private static Duration longest(Expr expr) {
        var longest = new Duration[] {Duration.ZERO};
        ExprFold.forEach(expr, node -> {
            if (node instanceof MatrixSelector matrix && matrix.range() instanceof PromDuration.Literal range) {
                Duration own = Duration.ofNanos(range.nanos());
                longest[0] = own.compareTo(longest[0]) > 0 ? own : longest[0];
            }
        });
        return longest[0];
    }

    private static Threshold.@Nullable Reading reading(AlertCondition condition) {
        return condition instanceof Threshold threshold ? threshold.reading() : null;
    }

    /**
     * A ratio and a line are right from the second sample on; a rate only when its window is full; averages of one value
     * at once. What is absent has to be there first.
     */
    static int activeAt(AlertCondition condition, int windowSteps) {
        if (condition instanceof Ratio || condition instanceof Forecast) {
            return 1;
        }
        if (condition instanceof Absence) {
            return AbsenceScenarios.GONE_AT;
        }
        Threshold.Reading reading = reading(condition);
        boolean fills = reading != null && !ScenarioMaker.STEADY.contains(reading.function());
        if (fills && ((Threshold) condition).limit().value().quantity().value().signum() == 0) {
            return 1; // any growth will do
        }
        return fills ? Math.max(1, windowSteps - 1) : 0;
    }

    /** A divisor of all windows and offsets as well. */
    private static long common(long step, Expr expr) {
        long[] all = {step};
        ExprFold.forEach(expr, node -> {
            PromDuration length = node instanceof MatrixSelector matrix ? matrix.range() : null;
            if (node instanceof VectorSelector selector) {
                length = selector.time().offset();
            }
            if (length instanceof PromDuration.Literal literal && literal.nanos() >= NANOS) {
                all[0] = gcd(all[0], literal.nanos() / NANOS);
            }
        });
        return all[0];
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
        return exact ? recovers() + lingers - 2 : recovers() + lingers;
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
