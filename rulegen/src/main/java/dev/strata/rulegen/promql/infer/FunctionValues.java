package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.infer.Meaning.Kind;
import java.util.List;

/** Bounds and units of what functions return. */
final class FunctionValues {
    private static final double INF = Double.POSITIVE_INFINITY;

    private FunctionValues() {}

    /** The range of functions of the calendar; that of the rest is everything. */
    static Interval calendar(String function) {
        return switch (function) {
            case "hour" -> Interval.of(0, 23);
            case "minute" -> Interval.of(0, 59);
            case "month" -> Interval.of(1, 12);
            case "day_of_month" -> Interval.of(1, 31);
            case "day_of_week" -> Interval.of(0, 6);
            case "day_of_year" -> Interval.of(1, 366);
            case "days_in_month" -> Interval.of(28, 31);
            default -> Interval.ANY;
        };
    }

    static Interval values(String function, List<Description> arguments, Interval in) {
        return switch (function) {
            case "abs" ->
                new Interval(in.low() > 0 ? in.low() : 0, Math.max(Math.abs(in.low()), Math.abs(in.high())), in.nan());
            case "ceil", "floor" -> new Interval(Math.floor(in.low()), Math.ceil(in.high()), in.nan());
            case "sqrt" -> new Interval(0, INF, true);
            case "exp" -> new Interval(0, INF, in.nan());
            case "sgn" -> new Interval(-1, 1, in.nan());
            case "sin", "cos", "tanh" -> new Interval(-1, 1, true);
            case "clamp_min", "clamp_max", "clamp" -> clamp(function, arguments, in);
            case "changes", "resets", "stdvar_over_time", "stddev_over_time" -> Interval.NOT_NEGATIVE.withNan();
            case "count_over_time" -> Interval.of(1, INF);
            case "present_over_time" -> Interval.point(1);
            case "rate", "increase", "irate" -> in.low() >= 0 ? Interval.NOT_NEGATIVE.withNan() : Interval.ANY;
            case "min_over_time", "max_over_time" -> in;
            case "avg_over_time" -> AggregateRules.average(in);
            case "sum_over_time" -> AggregateRules.sum(in);
            case "timestamp" -> Interval.of(-INF, INF);
            case "histogram_count" -> Interval.ANY;
            default -> calendar(function);
        };
    }

    private static Interval clamp(String function, List<Description> arguments, Interval in) {
        double low = in.low();
        double high = in.high();
        boolean nan = in.nan();
        if (!function.equals("clamp_max")) {
            Interval floor = arguments.get(1).values();
            low = Math.max(low, floor.low());
            high = Math.max(high, floor.high());
            nan |= floor.nan();
        }
        if (!function.equals("clamp_min")) {
            Interval ceiling = arguments.get(arguments.size() - 1).values();
            low = Math.min(low, ceiling.low());
            high = Math.min(high, ceiling.high());
            nan |= ceiling.nan();
        }
        return nan && low > high ? Interval.ANY : new Interval(low, high, nan);
    }

    /** Whether every element leaves a number or a histogram behind. */
    static boolean takesHistograms(String function) {
        return switch (function) {
            case "timestamp" -> true;
            default -> false;
        };
    }

    static boolean mayReturnHistograms(String function) {
        return switch (function) {
            case "rate",
                    "increase",
                    "irate",
                    "delta",
                    "idelta",
                    "avg_over_time",
                    "sum_over_time",
                    "double_exponential_smoothing" -> true;
            default -> false;
        };
    }

    static Meaning meaning(String function, Meaning in) {
        return switch (function) {
            case "rate", "irate" -> rated(in, in.unit().per(Unit.SECONDS));
            case "increase" -> rated(in, in.unit());
            case "deriv" -> in.withKind(Kind.GAUGE).withUnit(in.unit().per(Unit.SECONDS));
            case "delta", "idelta" -> in.withKind(Kind.GAUGE);
            case "count_over_time", "present_over_time", "changes", "resets", "sgn" ->
                new Meaning(Kind.GAUGE, Unit.NONE, true);
            case "timestamp", "start_timestamp" -> new Meaning(Kind.TIMESTAMP, Unit.SECONDS, true);
            case "abs", "ceil", "floor", "round", "clamp", "clamp_min", "clamp_max" -> in.withKind(Kind.GAUGE);
            case "avg_over_time",
                    "min_over_time",
                    "max_over_time",
                    "sum_over_time",
                    "predict_linear",
                    "quantile_over_time",
                    "stddev_over_time",
                    "mad_over_time" -> in.withKind(overTime(in.kind()));
            default -> Meaning.UNKNOWN;
        };
    }

    private static Kind overTime(Kind kind) {
        return switch (kind) {
            case QUANTILE, RATE, UNKNOWN_RATE, BUCKET_RATE, RATE_RATIO -> kind;
            default -> Kind.GAUGE;
        };
    }

    private static Meaning rated(Meaning in, Unit unit) {
        Kind kind = switch (in.kind()) {
            case BUCKET, BUCKET_RATE -> Kind.BUCKET_RATE;
            case NATIVE_HISTOGRAM -> Kind.NATIVE_HISTOGRAM;
            case UNKNOWN, UNKNOWN_RATE -> Kind.UNKNOWN_RATE;
            default -> Kind.RATE;
        };
        return in.withKind(kind).withUnit(unit);
    }
}
