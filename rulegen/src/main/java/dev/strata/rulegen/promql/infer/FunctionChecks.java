package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.infer.Meaning.Kind;
import java.util.List;
import java.util.Locale;

/** What is found in calls by itself. */
final class FunctionChecks {
    private FunctionChecks() {}

    static void check(Call call, List<Description> arguments, Findings findings) {
        switch (call.function()) {
            case "rate", "irate", "increase" -> rate(call, arguments.get(0).meaning(), findings);
            case "delta", "idelta", "deriv", "predict_linear" ->
                gaugeOnly(call, arguments.get(0).meaning(), findings);
            case "histogram_quantile" -> {
                quantile(call, arguments.get(0), findings);
                buckets(call, arguments.get(1), findings);
            }
            case "histogram_quantiles" -> buckets(call, arguments.get(0), findings);
            case "histogram_fraction" -> buckets(call, arguments.get(2), findings);
            case "quantile_over_time" -> quantile(call, arguments.get(0), findings);
            case "absent", "absent_over_time" -> absent(call, findings);
            case "scalar" -> scalar(call, arguments.get(0), findings);
            case "avg_over_time", "sum_over_time" ->
                counterOverTime(call, arguments.get(0).meaning(), findings);
            default -> {}
        }
    }

    private static String called(Meaning meaning) {
        return meaning.declared() ? "is" : "looks like";
    }

    private static void rate(Call call, Meaning meaning, Findings findings) {
        if (meaning.kind() == Kind.GAUGE || meaning.kind() == Kind.INFO) {
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
        if (meaning.kind() == Kind.RATE || meaning.kind() == Kind.QUANTILE) {
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
        Interval values = level.values();
        if (values.high() < 0 || values.low() > 1) {
            findings.error(
                    call.arguments().get(0).span(),
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
            findings.error(
                    argument.span(),
                    "type/no-buckets",
                    call.function() + "() of classic buckets without their label \"le\" gives nothing",
                    "keep it: sum by (le, ...) (rate(..._bucket[5m]))");
        } else if (kind == Kind.COUNTER || kind == Kind.RATE || kind == Kind.GAUGE || kind == Kind.QUANTILE) {
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
        Expr argument = call.arguments().get(0);
        if (argument.unwrapped() instanceof VectorSelector selector) {
            for (LabelMatcher matcher : selector.matchers()) {
                if (matcher.op() == LabelMatcher.Op.REGEX && !matcher.label().equals(LabelMatcher.METRIC_NAME)) {
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
        if (!operand.single()) {
            findings.warning(
                    call.span(),
                    "value/scalar-of-many",
                    "scalar() is NaN unless there is exactly one element, and there may be several here",
                    "aggregate first, such as scalar(max(...))");
        }
    }
}
