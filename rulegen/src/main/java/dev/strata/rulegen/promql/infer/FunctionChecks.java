package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.SubqueryExpr;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.infer.Meaning.Kind;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.util.List;
import java.util.OptionalDouble;

/** What is found in calls by itself. */
final class FunctionChecks {
    private static final double FARTHEST = 50;

    private FunctionChecks() {}

    static void check(Call call, List<Description> arguments, Findings findings) {
        switch (call.function()) {
            case "rate", "irate", "increase" -> rate(call, arguments.get(0).meaning(), findings);
            case "delta", "idelta", "deriv" -> gaugeOnly(call, arguments.get(0).meaning(), findings);
            case "predict_linear" -> {
                gaugeOnly(call, arguments.get(0).meaning(), findings);
                forecast(call, arguments.get(1), findings);
            }
            case "label_replace", "label_join" -> LabelFunctionChecks.check(call, arguments.get(0), findings);
            case "double_exponential_smoothing" -> smoothing(call, arguments, findings);
            case "clamp" -> clamp(call, arguments, findings);
            case "resets" -> resets(call, arguments.get(0).meaning(), findings);
            case "absent", "absent_over_time" -> absent(call, findings);
            case "scalar" -> scalar(call, arguments.get(0), findings);
            case "avg_over_time",
                    "sum_over_time",
                    "min_over_time",
                    "max_over_time",
                    "stddev_over_time",
                    "stdvar_over_time",
                    "mad_over_time" -> counterOverTime(call, arguments.get(0).meaning(), findings);
            default -> {}
        }
    }

    private static void rate(Call call, Meaning meaning, Findings findings) {
        if (meaning.isGaugeLike()) {
            findings.warning(
                    call.span(),
                    "type/rate-of-gauge",
                    call.function() + "() needs a counter, but this " + meaning.verb() + " a gauge: every fall of the"
                            + " value is taken for a restart",
                    call.function().equals("increase") ? "use delta()" : "use deriv() or delta()");
        }
        boolean sum = call.arguments().get(0).unwrapped() instanceof SubqueryExpr subquery
                && subquery.operand().unwrapped() instanceof AggregateExpr aggregate
                && aggregate.op() == AggregateOp.SUM
                && meaning.kind() == Kind.UNKNOWN;
        if (meaning.kind() == Kind.SUMMED_COUNTER || sum) {
            findings.warning(
                    call.span(),
                    "type/rate-after-sum",
                    call.function() + "() of a sum of counters: when one of them restarts, the sum falls and the rate"
                            + " jumps",
                    "take the rate of each counter first, then the sum: sum(" + call.function() + "(...))");
        }
        if (meaning.isRate() || meaning.kind() == Kind.RATE_RATIO || meaning.kind() == Kind.QUANTILE) {
            findings.warning(
                    call.span(),
                    "type/rate-of-rate",
                    call.function() + "() of something that is no counter any more",
                    "a rate is taken once, of the counter itself; use deriv() for a trend");
        }
    }

    private static void gaugeOnly(Call call, Meaning meaning, Findings findings) {
        if (meaning.isCounterLike()) {
            String better = call.function().equals("delta") ? "increase()" : "rate()";
            findings.warning(
                    call.span(),
                    "type/gauge-function-of-counter",
                    call.function() + "() is for gauges, but this " + meaning.verb()
                            + " a counter: restarts are taken for falls",
                    "use " + better);
        }
    }

    private static void resets(Call call, Meaning meaning, Findings findings) {
        if (meaning.isGaugeLike()) {
            findings.warning(
                    call.span(),
                    "type/resets-of-gauge",
                    "resets() counts the restarts of a counter, but this " + meaning.verb() + " a gauge",
                    "use changes()");
        }
    }

    /** Source: funcDoubleExponentialSmoothing in promql/functions.go of Prometheus, which fails outside. */
    private static void smoothing(Call call, List<Description> arguments, Findings findings) {
        for (int i = 1; i < arguments.size(); i++) {
            Interval factor = arguments.get(i).values();
            if (factor.high() <= 0 || factor.low() >= 1) {
                findings.error(
                        call.arguments().get(i).span(),
                        "value/smoothing-factor",
                        "a smoothing factor is between 0 and 1, both excluded: the evaluation fails",
                        "0.5, for example");
            }
        }
    }

    private static void clamp(Call call, List<Description> arguments, Findings findings) {
        if (arguments.get(1).values().low() > arguments.get(2).values().high()) {
            findings.error(
                    call.span(),
                    "value/clamp-bounds",
                    "clamp() returns nothing: its lower bound is above the upper one",
                    "swap the bounds");
        }
    }

    /** A line through an hour says nothing of days; fifty times the window is still generous. */
    private static void forecast(Call call, Description ahead, Findings findings) {
        if (!(call.arguments().get(0).unwrapped() instanceof MatrixSelector matrix)
                || !ahead.values().isPoint()) {
            return;
        }
        OptionalDouble window = matrix.range().seconds();
        double seconds = ahead.values().low();
        if (window.isPresent() && seconds > FARTHEST * window.getAsDouble()) {
            findings.warning(
                    call.span(),
                    "time/far-forecast",
                    "predict_linear() looks more than fifty times as far ahead as back",
                    "use a longer window, or look less far ahead");
        }
        if (seconds > 0 && seconds < 60 && window.isPresent() && window.getAsDouble() >= 600) {
            findings.warning(
                    call.arguments().get(1).span(),
                    "time/near-forecast",
                    "predict_linear() takes seconds: this looks " + PromqlPrinter.canonical(NumberLiteral.of(seconds))
                            + " s ahead",
                    "write hours as 4 * 3600");
        }
    }

    private static void counterOverTime(Call call, Meaning meaning, Findings findings) {
        if (meaning.kind() == Kind.COUNTER || meaning.kind() == Kind.BUCKET) {
            findings.warning(
                    call.span(),
                    "type/counter-over-time",
                    call.function() + "() of a counter says how long the process has lived, not how much happens",
                    "use rate() or increase()");
        }
    }

    private static void absent(Call call, Findings findings) {
        Expr argument = call.arguments().get(0).unwrapped();
        if (argument instanceof AggregateExpr aggregate && !aggregate.op().selects()) {
            findings.warning(
                    argument.span(),
                    "label/absent-of-sum",
                    call.function() + "() of an aggregation has no labels: nobody sees what is missing",
                    "write " + call.function() + "() of the selector itself");
        }
        VectorSelector selector = argument instanceof MatrixSelector matrix
                ? matrix.selector()
                : argument instanceof VectorSelector vector ? vector : null;
        if (selector != null) {
            for (LabelMatcher matcher : selector.matchers()) {
                boolean single = matcher.op() == LabelMatcher.Op.EQUAL;
                boolean useful = matcher.op() != LabelMatcher.Op.NOT_EQUAL
                        || !matcher.value().isEmpty();
                if (!single && useful && !matcher.label().equals(LabelMatcher.METRIC_NAME)) {
                    findings.warning(
                            matcher.span(),
                            "label/absent-regex",
                            call.function() + "() fires only when all of them are gone, and its result has no label \""
                                    + matcher.label() + "\"",
                            "write one " + call.function() + "() for each value, joined by or");
                }
            }
        }
    }

    private static void scalar(Call call, Description operand, Findings findings) {
        boolean picked = call.arguments().get(0).unwrapped() instanceof VectorSelector selector
                && selector.matchers().stream().anyMatch(matcher -> matcher.op() == LabelMatcher.Op.EQUAL);
        if (!operand.single() && !picked) {
            findings.warning(
                    call.span(),
                    "value/scalar-of-many",
                    "scalar() is NaN unless there is exactly one element, and there may be several here",
                    "aggregate first, such as scalar(max(...))");
        }
    }
}
