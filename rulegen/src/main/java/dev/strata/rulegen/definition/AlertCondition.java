package dev.strata.rulegen.definition;

import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What makes an alert fire. */
public sealed interface AlertCondition {

    <R> R accept(Visitor<R> visitor);

    /** The conditions without conditions of their own; only a compound has more than itself. */
    default Stream<AlertCondition> leaves() {
        return Stream.of(this);
    }

    /** One method a kind of condition. */
    interface Visitor<R> {
        R threshold(Threshold condition);

        R ratio(Ratio condition);

        R burnRate(BurnRate condition);

        R absence(Absence condition);

        R forecast(Forecast condition);

        R compound(Compound condition);

        R signal(SignalState condition);

        R missingSignals(MissingSignals condition);

        R promql(Promql condition);
    }

    /**
     * A series on the wrong side of a limit.
     *
     * @param reading null to read the series as it is
     * @param of null, or the series of the same groups that counts as the whole: the limit is then a share of it
     * @param aggregate null for the worst of each group: the largest for an upper limit, else the smallest
     * @param by labels that tell the alerts apart, beside the cluster
     */
    record Threshold(
            VectorSelector metric,
            @Nullable VectorSelector of,
            @Nullable Reading reading,
            @Nullable AggregateOp aggregate,
            List<String> by,
            Located<Limit> limit)
            implements AlertCondition {
        public Threshold {
            by = List.copyOf(by);
        }

        /** How series of a window become one number: {@code rate}, {@code increase}, {@code avg_over_time} ... */
        public record Reading(String function, Duration over) {}

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.threshold(this);
        }
    }

    /**
     * Bad events per event, both counters.
     *
     * @param floor events per second below which the ratio says nothing
     */
    record Ratio(
            VectorSelector bad,
            VectorSelector total,
            Duration over,
            List<String> by,
            Located<Limit> limit,
            Quantity floor)
            implements AlertCondition {
        public Ratio {
            by = List.copyOf(by);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ratio(this);
        }
    }

    /**
     * The error budget of SLOs burns too fast.
     *
     * @param slos globs over the names of SLOs; one rule comes out for each SLO
     * @param pairs empty for the standard pairs of the alert's severity
     */
    record BurnRate(List<Located<String>> slos, List<BurnPair> pairs) implements AlertCondition {
        public BurnRate {
            slos = List.copyOf(slos);
            pairs = List.copyOf(pairs);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.burnRate(this);
        }
    }

    /**
     * Series that were there are gone, or none of them is alive any more. A gap in all of the monitoring is no news about
     * them: that is what the heartbeat is for.
     *
     * @param alive null where being there is enough, else the values that count
     * @param within how long a group stays in the inventory after it was last seen
     * @param by labels that tell the groups apart, beside the cluster
     */
    record Absence(VectorSelector metric, @Nullable Limit alive, Duration within, List<String> by)
            implements AlertCondition {
        public Absence {
            by = List.copyOf(by);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.absence(this);
        }
    }

    /**
     * A gauge that moves as it did over the window will be on the wrong side of a limit.
     *
     * @param of null, or the series of the same groups that counts as the whole: limit and {@code now} are shares of it
     * @param now null, or how far the gauge must have come already
     */
    record Forecast(
            VectorSelector metric,
            @Nullable VectorSelector of,
            Duration over,
            Duration ahead,
            List<String> by,
            Located<Limit> limit,
            @Nullable Quantity now)
            implements AlertCondition {
        public Forecast {
            by = List.copyOf(by);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.forecast(this);
        }
    }

    /**
     * Several conditions at once. Where all are needed, the first one gives value and labels.
     *
     * @param parts at least two, or one and an excuse
     * @param on labels that a part and the others share, beside the cluster
     * @param unless conditions of which none may hold
     */
    record Compound(Mode mode, List<AlertCondition> parts, Located<List<String>> on, List<AlertCondition> unless)
            implements AlertCondition {
        public Compound {
            parts = List.copyOf(parts);
            unless = List.copyOf(unless);
        }

        @Override
        public Stream<AlertCondition> leaves() {
            return Stream.concat(parts.stream(), unless.stream()).flatMap(AlertCondition::leaves);
        }

        /** How many of the parts must hold. */
        public enum Mode {
            ALL,
            ANY
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.compound(this);
        }
    }

    /**
     * A signal of the exporter fires, at this severity or worse.
     *
     * @param matchers on the labels of the finding; usually none
     */
    record SignalState(Signal signal, Severity atLeast, List<LabelMatcher> matchers) implements AlertCondition {
        public SignalState {
            matchers = List.copyOf(matchers);
        }

        public SignalState(Signal signal, Severity atLeast) {
            this(signal, atLeast, List.of());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.signal(this);
        }
    }

    /** The exporter is up but does not know a signal that some alert of the same run reads. */
    record MissingSignals() implements AlertCondition {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.missingSignals(this);
        }
    }

    /** Any expression. */
    record Promql(Expr expr) implements AlertCondition {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.promql(this);
        }
    }
}
