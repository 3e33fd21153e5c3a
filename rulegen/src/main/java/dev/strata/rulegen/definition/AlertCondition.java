package dev.strata.rulegen.definition;

import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes an alert fire. */
public sealed interface AlertCondition {

    <R> R accept(Visitor<R> visitor);

    /** One method a kind of condition. */
    interface Visitor<R> {
        R threshold(Threshold condition);

        R ratio(Ratio condition);

        R burnRate(BurnRate condition);

        R signal(SignalState condition);

        R missingSignals(MissingSignals condition);

        R promql(Promql condition);
    }

    /**
     * A series on the wrong side of a limit.
     *
     * @param reading null to read the series as it is
     * @param aggregate null for the worst of each group: the largest for an upper limit, else the smallest
     * @param by labels that tell the alerts apart, beside the cluster
     */
    record Threshold(
            VectorSelector metric,
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

    /** A signal of the exporter fires, at this severity or worse. */
    record SignalState(Signal signal, Severity atLeast) implements AlertCondition {
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
