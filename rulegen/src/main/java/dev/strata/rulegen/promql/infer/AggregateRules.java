package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.Grouping;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.StringLiteral;
import dev.strata.rulegen.promql.infer.Description.Emptiness;
import java.util.List;
import java.util.Optional;

/** What aggregations return. */
final class AggregateRules {
    private final MetricSchema schema;
    private final Surroundings surroundings;
    private final Findings findings;
    private final RatioChecks ratios;

    AggregateRules(MetricSchema schema, Surroundings surroundings, Findings findings) {
        this.schema = schema;
        this.surroundings = surroundings;
        this.findings = findings;
        this.ratios = new RatioChecks(findings);
    }

    Description describe(AggregateExpr expr, Optional<Description> parameter, Description operand) {
        check(expr, operand);
        ratios.checkAggregate(expr, operand);
        checkIncluded(expr);
        parameter.ifPresent(count -> checkCount(expr, count));
        Expr level = expr.parameter();
        if (expr.op() == AggregateOp.QUANTILE && level != null) {
            parameter.ifPresent(described -> HistogramChecks.level(level, described, findings));
        }
        AggregateOp op = expr.op();
        Description result = emptiness(op, parameter, operand);
        if (op.selects()) {
            return result.withSingle(operand.single());
        }
        Labels labels = group(expr.grouping(), operand.labels());
        if (op == AggregateOp.COUNT_VALUES && expr.parameter() != null) {
            labels = countedLabel(labels, expr.parameter().unwrapped());
        }
        boolean one = operand.single() || labels.isFixed();
        Meaning meaning = meaning(op, operand.meaning());
        result = result.withLabels(labels)
                .withSingle(one && op != AggregateOp.COUNT_VALUES)
                .withMeaning(meaning);
        boolean numbers = operand.numbersOnly() || (op != AggregateOp.SUM && op != AggregateOp.AVG);
        Interval values = values(op, parameter, operand.values());
        return numbers ? result.withNumbers(values) : result.withValues(values);
    }

    private static Labels group(Grouping grouping, Labels labels) {
        if (!grouping.without()) {
            return labels.only(grouping.labels());
        }
        return labels.without(grouping.labels()).without(List.of(LabelMatcher.METRIC_NAME));
    }

    private static Labels countedLabel(Labels labels, Expr parameter) {
        if (parameter instanceof StringLiteral literal) {
            return labels.with(literal.value(), LabelFact.always(LabelValues.ANY));
        }
        return Labels.ANY;
    }

    /** Sums of mixed numbers and histograms vanish, and so do histograms from whatever needs numbers. */
    private static Description emptiness(AggregateOp op, Optional<Description> parameter, Description operand) {
        if (operand.emptiness() == Emptiness.ALWAYS) {
            return operand;
        }
        boolean keepsAll = switch (op) {
            case COUNT, GROUP, COUNT_VALUES -> true;
            case BOTTOMK, LIMITK, TOPK ->
                parameter
                        .map(p -> p.values().low() >= 1 && !p.values().nan() && operand.numbersOnly())
                        .orElse(false);
            case LIMIT_RATIO -> false;
            default -> operand.numbersOnly();
        };
        return keepsAll ? operand : operand.maybeEmpty();
    }

    private static Interval values(AggregateOp op, Optional<Description> parameter, Interval values) {
        return switch (op) {
            case COUNT, COUNT_VALUES -> Interval.of(1, Double.POSITIVE_INFINITY);
            case GROUP -> Interval.point(1);
            case MIN, MAX -> values;
            case AVG -> average(values);
            case SUM -> sum(values);
            case STDDEV, STDVAR -> Interval.NOT_NEGATIVE.withNan();
            case QUANTILE ->
                parameter
                        .filter(p -> p.values().low() >= 0
                                && p.values().high() <= 1
                                && !p.values().nan())
                        .map(p -> average(values))
                        .orElse(Interval.ANY);
            case BOTTOMK, TOPK, LIMITK, LIMIT_RATIO -> values;
        };
    }

    /** Between the bounds; infinities of both signs make NaN. */
    static Interval average(Interval values) {
        boolean infinite = Double.isInfinite(values.low()) || Double.isInfinite(values.high());
        return infinite ? values.withNan() : values;
    }

    /** One or more of the values added up. */
    static Interval sum(Interval values) {
        double low = values.low() >= 0 ? values.low() : Double.NEGATIVE_INFINITY;
        double high = values.high() <= 0 ? values.high() : Double.POSITIVE_INFINITY;
        boolean both = Double.isInfinite(values.low()) && Double.isInfinite(values.high());
        return new Interval(low, high, values.nan() || both);
    }

    private static Meaning meaning(AggregateOp op, Meaning operand) {
        return switch (op) {
            case COUNT, COUNT_VALUES, GROUP -> new Meaning(Meaning.Kind.GAUGE, Unit.NONE, true);
            case STDVAR -> new Meaning(Meaning.Kind.GAUGE, operand.unit().times(operand.unit()), operand.declared());
            case SUM ->
                operand.kind() == Meaning.Kind.COUNTER ? operand.withKind(Meaning.Kind.SUMMED_COUNTER) : operand;
            default -> operand;
        };
    }

    /** Labels that a join below copied, only to be lost here. */
    private void checkIncluded(AggregateExpr expr) {
        if (expr.op().selects()
                || !(expr.operand().unwrapped() instanceof BinaryExpr join)
                || join.matching() == null) {
            return;
        }
        for (String label : join.matching().include()) {
            if (!expr.grouping().keeps(label)) {
                findings.warning(
                        join.opSpan(),
                        "join/unused-include",
                        "the label \"" + label + "\" is copied by the join and lost in "
                                + expr.op().text() + " right after",
                        "name it in \"by\", or leave it out of the join");
            }
        }
    }

    private void checkCount(AggregateExpr expr, Description count) {
        boolean picks =
                expr.op() == AggregateOp.TOPK || expr.op() == AggregateOp.BOTTOMK || expr.op() == AggregateOp.LIMITK;
        if (picks
                && expr.operand().unwrapped() instanceof AggregateExpr one
                && one.grouping().equals(Grouping.NONE)
                && !one.op().selects()
                && one.op() != AggregateOp.COUNT_VALUES) {
            findings.warning(
                    expr.span(),
                    "value/pick-of-one",
                    expr.op().text() + " picks from one element: the aggregation inside has no labels",
                    "group it: " + expr.op().text() + "(..., " + one.op().text() + " by (...) (...))");
        }
        if (picks && count.values().high() < 1) {
            findings.error(
                    expr.span(),
                    "value/none-selected",
                    expr.op().text() + " of fewer than one element returns nothing",
                    "ask for at least one");
        }
    }

    /** The bound of a bucket, asked of something that is none. */
    private static boolean isForeignBound(String label, LabelFact fact, Meaning meaning) {
        boolean counter = meaning.kind() == Meaning.Kind.COUNTER || meaning.kind() == Meaning.Kind.RATE;
        return label.equals("le") && !fact.isAlways() && counter;
    }

    /** Labels that the metric below never had. */
    private void checkKnown(AggregateExpr expr) {
        String metric = SourceMetric.of(expr.operand());
        if (metric.isEmpty() || expr.grouping().without()) {
            return;
        }
        for (String label : expr.grouping().labels()) {
            schema.withoutLabel(metric, label)
                    .filter(hint -> !surroundings.externalLabels().contains(label))
                    .ifPresent(hint -> findings.warning(
                            expr.span(),
                            "label/unknown",
                            "by (" + label + "): the metric \"" + metric + "\" has no label \"" + label + "\"",
                            hint));
        }
    }

    /** Buckets are cumulative: together they count an event once for each bound above it. */
    private void checkBuckets(AggregateExpr expr, Description operand) {
        Meaning.Kind kind = operand.meaning().kind();
        boolean buckets = kind == Meaning.Kind.BUCKET || kind == Meaning.Kind.BUCKET_RATE;
        LabelFact bound = operand.labels().fact("le");
        boolean picked = bound.isNever() || !bound.values().equals(LabelValues.ANY);
        boolean combines = expr.op() == AggregateOp.SUM || expr.op() == AggregateOp.AVG;
        if (combines && buckets && !picked && !expr.grouping().keeps("le")) {
            findings.warning(
                    expr.span(),
                    "type/summed-buckets",
                    "buckets are cumulative: added up without \"le\" they count an event several times",
                    "keep the label \"le\", or use the series that ends in _count");
        }
    }

    private void check(AggregateExpr expr, Description operand) {
        for (String label : expr.grouping().labels()) {
            LabelFact fact = operand.labels().fact(label);
            if ((fact.isNever() || isForeignBound(label, fact, operand.meaning()))
                    && operand.emptiness() != Emptiness.ALWAYS
                    && !surroundings.externalLabels().contains(label)) {
                String clause = expr.grouping().without() ? "without" : "by";
                findings.warning(
                        expr.span(),
                        "label/missing",
                        clause + " (" + label + "): the label \"" + label + "\" is never there"
                                + (fact.isNever() ? ", it was removed before" : ", only buckets have it"),
                        "keep it in the aggregation or join inside, or leave it out here");
            }
        }
        checkBuckets(expr, operand);
        checkKnown(expr);
        if (expr.op() == AggregateOp.SUM
                && operand.values().isPoint()
                && operand.values().low() == 0
                && expr.operand().unwrapped() instanceof BinaryExpr filter
                && filter.op() == BinaryOp.EQUAL
                && !filter.returnBool()) {
            findings.warning(
                    expr.span(),
                    "value/sum-of-zeros",
                    "the sum of values that are all zero is zero, however many they are",
                    "count them: count(... == 0)");
        }
        if (expr.op() == AggregateOp.SUM && operand.meaning().kind() == Meaning.Kind.TIMESTAMP) {
            findings.warning(
                    expr.span(),
                    "value/timestamp",
                    "moments added up are no moment",
                    "take the min or the max of them");
        }
        Meaning.Kind kind = operand.meaning().kind();
        boolean combines = expr.op() == AggregateOp.SUM || expr.op() == AggregateOp.AVG;
        if (combines && kind == Meaning.Kind.QUANTILE) {
            findings.warning(
                    expr.span(),
                    "type/aggregated-quantile",
                    "the " + (expr.op() == AggregateOp.SUM ? "sum" : "average") + " of quantiles is not a quantile",
                    "aggregate the rates of the buckets by le first, then take histogram_quantile of that");
        }
    }
}
