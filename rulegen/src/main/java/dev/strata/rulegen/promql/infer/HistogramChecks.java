package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.infer.Meaning.Kind;
import java.util.List;
import java.util.Locale;

/** What is found in quantiles and in functions of histograms. */
final class HistogramChecks {
    private HistogramChecks() {}

    /** Histograms are no numbers: comparing them with one gives nothing. */
    static void checkCompared(BinaryExpr expr, Description left, Description right, Findings findings) {
        Meaning.Kind kind = left.meaning().kind();
        if (kind == Meaning.Kind.NATIVE_HISTOGRAM && left.meaning().declared() && right.isScalar()) {
            findings.warning(
                    expr.left().span(),
                    "type/histogram-compared",
                    "this is a histogram, which no number can be compared with",
                    "compare a quantile or a mean: histogram_quantile(0.99, ...)");
        }
    }

    static void check(Call call, List<Description> arguments, Findings findings) {
        switch (call.function()) {
            case "histogram_quantile" -> {
                level(call.arguments().get(0), arguments.get(0), findings);
                buckets(call, 1, arguments, findings);
            }
            case "histogram_quantiles" -> buckets(call, 0, arguments, findings);
            case "histogram_fraction" -> {
                fraction(call, arguments, findings);
                buckets(call, 2, arguments, findings);
            }
            case "quantile_over_time" -> level(call.arguments().get(0), arguments.get(0), findings);
            case "histogram_avg", "histogram_count", "histogram_stddev", "histogram_stdvar", "histogram_sum" ->
                nativeOnly(call, arguments.get(0).meaning(), findings);
            default -> {}
        }
    }

    /** The level of a quantile, in a function or an aggregation. */
    static void level(Expr parameter, Description level, Findings findings) {
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

    private static void fraction(Call call, List<Description> arguments, Findings findings) {
        if (arguments.get(0).values().low() >= arguments.get(1).values().high()) {
            findings.error(
                    call.span(),
                    "value/fraction-bounds",
                    "histogram_fraction() is always zero: its lower bound is not below the upper one",
                    "swap the bounds");
        }
    }

    private static void nativeOnly(Call call, Meaning meaning, Findings findings) {
        if (meaning.kind() == Kind.BUCKET || meaning.kind() == Kind.BUCKET_RATE) {
            findings.error(
                    call.span(),
                    "type/classic-buckets",
                    call.function() + "() works on native histograms only and gives nothing for classic buckets",
                    "use the series that end in _sum and _count");
        }
    }

    private static void buckets(Call call, int index, List<Description> arguments, Findings findings) {
        Expr argument = call.arguments().get(index);
        Description buckets = arguments.get(index);
        Kind kind = buckets.meaning().kind();
        boolean classic = kind == Kind.BUCKET || kind == Kind.BUCKET_RATE;
        LabelFact bound = buckets.labels().fact("le");
        if (bound.isNever() && classic) {
            findings.withdraw(argument.span(), "type/summed-buckets");
            findings.error(
                    argument.span(),
                    "type/no-buckets",
                    call.function() + "() of classic buckets without their label \"le\" gives nothing",
                    "keep it: sum by (le, ...) (rate(..._bucket[5m]))");
        } else if (classic
                && bound.values().known() != null
                && bound.values().known().size() == 1) {
            findings.error(
                    argument.span(),
                    "type/one-bucket",
                    call.function() + "() of a single bucket gives nothing, it needs them all",
                    "ask for no bound: leave the matcher on \"le\" out");
        } else if (isNoHistogram(buckets.meaning())) {
            findings.warning(
                    argument.span(),
                    "type/not-a-histogram",
                    call.function() + "() needs buckets or a native histogram, this "
                            + buckets.meaning().verb() + " neither",
                    "use the series that end in _bucket");
        } else if (kind == Kind.BUCKET) {
            findings.warning(
                    argument.span(),
                    "type/quantile-since-start",
                    call.function() + "() of buckets that were never rated covers the whole life of the process",
                    "take the rate first: rate(..._bucket[5m])");
        }
    }

    private static boolean isNoHistogram(Meaning meaning) {
        return switch (meaning.kind()) {
            case COUNTER, RATE, RATE_RATIO, QUANTILE, GAUGE, TIMESTAMP, RATIO -> true;
            default -> false;
        };
    }
}
