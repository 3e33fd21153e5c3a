package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.infer.Meaning.Kind;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What is found in calls by itself. */
final class FunctionChecks {
    private FunctionChecks() {}

    static void check(Call call, List<Description> arguments, Findings findings) {
        switch (call.function()) {
            case "rate", "irate", "increase" -> rate(call, arguments.get(0).meaning(), findings);
            case "delta", "idelta", "deriv" -> gaugeOnly(call, arguments.get(0).meaning(), findings);
            case "predict_linear" -> {
                gaugeOnly(call, arguments.get(0).meaning(), findings);
                forecast(call, arguments.get(1), findings);
            }
            case "histogram_quantile" -> {
                quantile(call, arguments.get(0), findings);
                buckets(call, arguments.get(1), findings);
            }
            case "histogram_quantiles" -> buckets(call, arguments.get(0), findings);
            case "histogram_fraction" -> buckets(call, arguments.get(2), findings);
            case "quantile_over_time" -> quantile(call, arguments.get(0), findings);
            case "label_replace" -> LabelFunctionChecks.check(call, findings);
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

    private static String called(Meaning meaning) {
        return meaning.declared() ? "is" : "looks like";
    }

    private static void rate(Call call, Meaning meaning, Findings findings) {
        if (meaning.isGaugeLike()) {
            findings.warning(
                    call.span(),
                    "type/rate-of-gauge",
                    call.function() + "() needs a counter, but this " + called(meaning) + " a gauge: every fall of the"
                            + " value is taken for a restart",
                    call.function().equals("increase") ? "use delta()" : "use deriv() or delta()");
        }
        if (meaning.kind() == Kind.SUMMED_COUNTER) {
            findings.warning(
                    call.span(),
                    "type/rate-after-sum",
                    call.function() + "() of a sum of counters: when one of them restarts, the sum falls and the rate"
                            + " jumps",
                    "take the rate of each counter first, then the sum: sum(" + call.function() + "(...))");
        }
        if (meaning.kind() == Kind.RATE || meaning.kind() == Kind.RATE_RATIO || meaning.kind() == Kind.QUANTILE) {
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
                    call.function() + "() is for gauges, but this " + called(meaning)
                            + " a counter: restarts are taken for falls",
                    "use " + better);
        }
    }

    private static void resets(Call call, Meaning meaning, Findings findings) {
        if (meaning.isGaugeLike()) {
            findings.warning(
                    call.span(),
                    "type/resets-of-gauge",
                    "resets() counts the restarts of a counter, but this " + called(meaning) + " a gauge",
                    "use changes()");
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

    /** A line through a few minutes says nothing of days; a hundred times the window is still generous. */
    private static void forecast(Call call, Description ahead, Findings findings) {
        if (!(call.arguments().get(0).unwrapped() instanceof MatrixSelector matrix)
                || !ahead.values().isPoint()) {
            return;
        }
        OptionalDouble window = matrix.range().seconds();
        if (window.isPresent() && ahead.values().low() > 100 * window.getAsDouble()) {
            findings.warning(
                    call.span(),
                    "time/far-forecast",
                    "predict_linear() looks more than a hundred times as far ahead as back",
                    "use a longer window, or look less far ahead");
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

    private static void quantile(Call call, Description level, Findings findings) {
        quantile(call.arguments().get(0), level, findings);
    }

    /** The level of a quantile, in a function or an aggregation. */
    static void quantile(Expr parameter, Description level, Findings findings) {
        Interval values = level.values();
        if (values.high() < 0 || values.low() > 1) {
            findings.error(
                    parameter.span(),
                    "value/quantile-range",
                    "a quantile is between 0 and 1, this one is always infinite",
                    "write " + percentHint(values.low()));
        }
    }

    private static String percentHint(double level) {
        boolean percent = level > 1 && level <= 100;
        return percent ? String.format(Locale.ROOT, "%.4g for %.4g percent", level / 100, level) : "0.99, for example";
    }

    private static void buckets(Call call, Description buckets, Findings findings) {
        Expr argument = call.arguments().get(call.function().equals("histogram_fraction") ? 2 : 1);
        Kind kind = buckets.meaning().kind();
        if (call.function().equals("histogram_quantiles")) {
            argument = call.arguments().get(0);
        }
        boolean classic = kind == Kind.BUCKET || kind == Kind.BUCKET_RATE;
        if (buckets.labels().fact("le").isNever() && classic) {
            findings.withdraw(argument.span(), "type/summed-buckets");
            findings.error(
                    argument.span(),
                    "type/no-buckets",
                    call.function() + "() of classic buckets without their label \"le\" gives nothing",
                    "keep it: sum by (le, ...) (rate(..._bucket[5m]))");
        } else if (kind == Kind.COUNTER
                || kind == Kind.RATE
                || kind == Kind.RATE_RATIO
                || kind == Kind.QUANTILE
                || (buckets.meaning().isGaugeLike() && kind != Kind.INFO)) {
            findings.warning(
                    argument.span(),
                    "type/not-a-histogram",
                    call.function() + "() needs buckets or a native histogram, this " + called(buckets.meaning())
                            + " neither",
                    "use the series that end in _bucket");
        } else if (kind == Kind.BUCKET) {
            findings.warning(
                    argument.span(),
                    "type/quantile-since-start",
                    call.function() + "() of buckets that were never rated covers the whole life of the process",
                    "take the rate first: rate(..._bucket[5m])");
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
