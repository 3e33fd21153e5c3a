package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.BinaryOp;

/** Bounds of numbers, both included; {@code nan} whether NaN may be among them. */
public record Interval(double low, double high, boolean nan) {
    private static final double INF = Double.POSITIVE_INFINITY;

    public static final Interval ANY = new Interval(-INF, INF, true);
    public static final Interval ZERO_OR_ONE = new Interval(0, 1, false);
    public static final Interval NOT_NEGATIVE = new Interval(0, INF, false);

    public static Interval point(double value) {
        return Double.isNaN(value) ? new Interval(INF, -INF, true) : new Interval(value, value, false);
    }

    public static Interval of(double low, double high) {
        return new Interval(low, high, false);
    }

    /** Whether there is no number in it; NaN aside. */
    public boolean isEmpty() {
        return low > high;
    }

    public boolean isPoint() {
        return low == high && !nan;
    }

    public boolean contains(double value) {
        return Double.isNaN(value) ? nan : low <= value && value <= high;
    }

    Interval withNan() {
        return new Interval(low, high, true);
    }

    Interval or(Interval other) {
        return new Interval(Math.min(low, other.low), Math.max(high, other.high), nan || other.nan);
    }

    Interval negate() {
        return new Interval(-high, -low, nan);
    }

    /** The image of arithmetic; comparisons and set operators are not for this. */
    Interval apply(BinaryOp op, Interval other) {
        if (isEmpty() || other.isEmpty()) {
            return ANY;
        }
        return switch (op) {
            case ADD -> corners(low + other.low, high + other.high, other);
            case SUBTRACT -> corners(low - other.high, high - other.low, other);
            case MULTIPLY -> multiply(other);
            case DIVIDE -> divide(other);
            case ATAN2 -> new Interval(-Math.PI, Math.PI, nan || other.nan);
            default -> ANY;
        };
    }

    private Interval corners(double from, double to, Interval other) {
        boolean undefined = Double.isNaN(from) || Double.isNaN(to);
        boolean infinite = Double.isInfinite(low) || Double.isInfinite(high);
        boolean otherInfinite = Double.isInfinite(other.low) || Double.isInfinite(other.high);
        boolean mayBeNan = nan || other.nan || (infinite && otherInfinite);
        return undefined ? ANY : new Interval(from, to, mayBeNan);
    }

    private Interval multiply(Interval other) {
        double[] products = {low * other.low, low * other.high, high * other.low, high * other.high};
        double from = INF;
        double to = -INF;
        boolean undefined = false;
        for (double product : products) {
            // Zero times infinity: bounds of zero stay, the value itself may be NaN.
            double bound = Double.isNaN(product) ? 0 : product;
            undefined |= Double.isNaN(product);
            from = Math.min(from, bound);
            to = Math.max(to, bound);
        }
        boolean zeroTimesInfinity = undefined
                || (contains(0) && (other.high == INF || other.low == -INF))
                || (other.contains(0) && (high == INF || low == -INF));
        return new Interval(from, to, nan || other.nan || zeroTimesInfinity);
    }

    private Interval divide(Interval other) {
        if (low >= 0 && other.low >= 0) {
            boolean safe = other.low > 0 && other.high < INF && high < INF;
            double from = safe ? low / other.high : 0;
            double to = safe ? high / other.low : INF;
            return new Interval(from, to, nan || other.nan || !safe);
        }
        if (!other.contains(0) && other.isPoint() && !Double.isInfinite(other.low)) {
            double a = low / other.low;
            double b = high / other.low;
            return new Interval(Math.min(a, b), Math.max(a, b), nan);
        }
        return ANY;
    }

    /** Three answers to a comparison of any number of this with any number of the other. */
    enum Truth {
        NEVER,
        SOMETIMES,
        ALWAYS
    }

    Truth compare(BinaryOp op, Interval other) {
        if ((isEmpty() && nan) || (other.isEmpty() && other.nan)) {
            return op == BinaryOp.NOT_EQUAL ? Truth.ALWAYS : Truth.NEVER;
        }
        return switch (op) {
            case GREATER -> truth(high <= other.low, low > other.high, other);
            case GREATER_OR_EQUAL -> truth(high < other.low, low >= other.high, other);
            case LESS -> truth(low >= other.high, high < other.low, other);
            case LESS_OR_EQUAL -> truth(low > other.high, high <= other.low, other);
            case EQUAL -> truth(isApart(other), isPoint() && equals(other), other);
            case NOT_EQUAL -> isApart(other) ? Truth.ALWAYS : samePoint(other) ? Truth.NEVER : Truth.SOMETIMES;
            default -> Truth.SOMETIMES;
        };
    }

    private boolean isApart(Interval other) {
        return high < other.low || low > other.high;
    }

    private boolean samePoint(Interval other) {
        return isPoint() && other.isPoint() && low == other.low;
    }

    private Truth truth(boolean never, boolean always, Interval other) {
        if (never) {
            return Truth.NEVER;
        }
        return always && !nan && !other.nan ? Truth.ALWAYS : Truth.SOMETIMES;
    }

    /** What is left of this after a comparison has filtered it. */
    Interval narrow(BinaryOp op, Interval other) {
        return switch (op) {
            case GREATER, GREATER_OR_EQUAL -> new Interval(Math.max(low, other.low), high, false);
            case LESS, LESS_OR_EQUAL -> new Interval(low, Math.min(high, other.high), false);
            case EQUAL -> new Interval(Math.max(low, other.low), Math.min(high, other.high), false);
            default -> this;
        };
    }
}
