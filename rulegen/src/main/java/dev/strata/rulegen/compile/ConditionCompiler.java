package dev.strata.rulegen.compile;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.MetricFamilies;
import dev.strata.catalog.RecordedSeries;
import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.Absence;
import dev.strata.rulegen.definition.AlertCondition.BurnRate;
import dev.strata.rulegen.definition.AlertCondition.Compound;
import dev.strata.rulegen.definition.AlertCondition.Forecast;
import dev.strata.rulegen.definition.AlertCondition.MissingSignals;
import dev.strata.rulegen.definition.AlertCondition.Promql;
import dev.strata.rulegen.definition.AlertCondition.Ratio;
import dev.strata.rulegen.definition.AlertCondition.SignalState;
import dev.strata.rulegen.definition.AlertCondition.Threshold;
import dev.strata.rulegen.definition.BurnPair;
import dev.strata.rulegen.definition.Limit;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The expression of each kind of condition; a burn rate is compiled once for each objective. */
final class ConditionCompiler implements AlertCondition.Visitor<Expr> {
    /**
     * How old the snapshot behind a scrape may be. Twice what SignalStale waits for: whoever goes blind is told before
     * the alerts on signals end.
     */
    static final int SNAPSHOT_SECONDS = 300;

    private final List<String> signals;

    /** Takes the ids of all signals that the run reads. */
    ConditionCompiler(List<String> signals) {
        this.signals = List.copyOf(signals);
    }

    @Override
    public Expr threshold(Threshold condition) {
        Threshold.Reading reading = condition.reading();
        Expr series = reading == null
                ? condition.metric()
                : Call.of(reading.function(), condition.metric().over(reading.over()));
        Limit limit = condition.limit().value();
        AggregateOp op = condition.aggregate() == null ? worst(limit) : condition.aggregate();
        return limited(shareOf(Trees.aggregate(op, condition.by(), series), op, condition.of(), condition.by()), limit);
    }

    private static AggregateOp worst(Limit limit) {
        return limit.comparison().isUpper() ? AggregateOp.MAX : AggregateOp.MIN;
    }

    /** Part and whole are aggregated apart; a whole of nothing has no shares. */
    private static Expr shareOf(Expr part, AggregateOp op, @Nullable VectorSelector whole, List<String> by) {
        if (whole == null) {
            return part;
        }
        Expr some = Trees.compare(Trees.aggregate(op, by, whole), BinaryOp.GREATER, Trees.number(0));
        return Trees.arithmetic(part, BinaryOp.DIVIDE, some);
    }

    @Override
    public Expr absence(Absence condition) {
        List<String> by = condition.by();
        Expr seen = Call.of("last_over_time", condition.metric().over(condition.within()));
        Limit alive = condition.alive();
        Expr there = alive == null ? condition.metric() : limited(condition.metric(), alive);
        Expr gone = Trees.unless(
                Trees.aggregate(AggregateOp.GROUP, by, seen), by, Trees.aggregate(AggregateOp.GROUP, by, there));
        return Trees.and(gone, List.of(), Trees.aggregate(AggregateOp.GROUP, List.of(), VectorSelector.of("up")));
    }

    @Override
    public Expr forecast(Forecast condition) {
        List<String> by = condition.by();
        Limit limit = condition.limit().value();
        AggregateOp op = worst(limit);
        Expr predicted = Call.of("predict_linear", condition.metric().over(condition.over()), NumberLiteral.of((double)
                condition.ahead().toSeconds()));
        Expr future = limited(shareOf(Trees.aggregate(op, by, predicted), op, condition.of(), by), limit);
        if (condition.now() == null) {
            return future;
        }
        Expr today = shareOf(Trees.aggregate(op, by, condition.metric()), op, condition.of(), by);
        Expr far = limited(today, new Limit(limit.comparison(), condition.now()));
        return Trees.and(far, by, future);
    }

    @Override
    public Expr compound(Compound condition) {
        List<String> on = condition.on().value();
        Expr all = condition.parts().get(0).accept(this);
        for (AlertCondition part :
                condition.parts().subList(1, condition.parts().size())) {
            Expr next = part.accept(this);
            all = condition.mode() == Compound.Mode.ALL ? Trees.and(all, on, next) : Trees.or(all, next);
        }
        for (AlertCondition excuse : condition.unless()) {
            all = Trees.unless(all, on, excuse.accept(this));
        }
        return all;
    }

    @Override
    public Expr ratio(Ratio condition) {
        Expr all = Trees.sum(condition.by(), Trees.rate(condition.total(), condition.over()));
        Expr bad = Trees.sum(condition.by(), Trees.rate(condition.bad(), condition.over()));
        Expr enough = Trees.compare(
                all, BinaryOp.GREATER, Trees.number(condition.floor().value()));
        Expr ratio = Trees.arithmetic(Trees.zeroFilled(bad, all), BinaryOp.DIVIDE, enough);
        return limited(ratio, condition.limit().value());
    }

    private static Expr limited(Expr expr, Limit limit) {
        return Trees.compare(
                expr, limit.comparison().op(), Trees.number(limit.quantity().value()));
    }

    @Override
    public Expr signal(SignalState condition) {
        Expr age = BinaryExpr.of(
                Call.of("time"), BinaryOp.SUBTRACT, VectorSelector.of(MetricFamilies.SNAPSHOT_TIMESTAMP.name()));
        Expr fresh = Trees.compare(age, BinaryOp.LESS, Trees.number(SNAPSHOT_SECONDS));
        VectorSelector severity = Trees.selector(
                MetricFamilies.SIGNAL_SEVERITY.name(),
                LabelName.SIGNAL,
                condition.signal().id());
        for (LabelMatcher matcher : condition.matchers()) {
            severity = severity.with(matcher);
        }
        Expr judged = Trees.and(severity, List.of("job", "instance"), fresh);
        Expr worst = Trees.aggregate(AggregateOp.MAX, LabelName.IDENTITY, judged);
        return Trees.compare(
                worst,
                BinaryOp.GREATER_OR_EQUAL,
                Trees.number(condition.atLeast().value()));
    }

    @Override
    public Expr missingSignals(MissingSignals condition) {
        Expr all = null;
        for (String signal : signals) {
            Expr running =
                    Trees.aggregate(AggregateOp.GROUP, List.of(), VectorSelector.of(MetricFamilies.BUILD.name()));
            VectorSelector enabled = Trees.selector(MetricFamilies.SIGNAL_ENABLED.name(), LabelName.SIGNAL, signal);
            Expr missing = Trees.labelled(Trees.unless(running, List.of(), enabled), LabelName.SIGNAL, signal);
            all = all == null ? missing : Trees.or(all, missing);
        }
        if (all == null) {
            throw new IllegalStateException("no signal is read, the compiler should have said so");
        }
        return all;
    }

    @Override
    public Expr promql(Promql condition) {
        return condition.expr();
    }

    @Override
    public Expr burnRate(BurnRate condition) {
        throw new IllegalStateException("a burn rate is compiled for one objective");
    }

    /** Any of the pairs over its factor; the volume is checked over the long window. */
    static Expr burn(SloDefinition slo, List<BurnPair> pairs) {
        Expr all = null;
        for (BurnPair pair : pairs) {
            Expr one = burn(slo, pair);
            all = all == null ? one : Trees.or(all, one);
        }
        if (all == null) {
            throw new IllegalStateException("a burn alert without windows");
        }
        return all;
    }

    private static Expr burn(SloDefinition slo, BurnPair pair) {
        BigDecimal limit = pair.factor().multiply(slo.budget());
        String longWindow = PromTime.text(pair.longWindow());
        String shortWindow = PromTime.text(pair.shortWindow());
        Expr overLong = over(slo, RecordedSeries.badRatio(longWindow), limit);
        Expr overShort = over(slo, RecordedSeries.badRatio(shortWindow), limit);
        Expr volume = over(slo, RecordedSeries.eventRate(longWindow), pair.floor(slo.floor()));
        List<String> join = List.of(LabelName.SLO);
        return Trees.and(Trees.and(overLong, join, overShort), join, volume);
    }

    private static Expr over(SloDefinition slo, String series, BigDecimal limit) {
        VectorSelector selector =
                Trees.selector(series, LabelName.SLO, slo.name().value());
        return Trees.compare(selector, BinaryOp.GREATER, Trees.number(limit));
    }
}
