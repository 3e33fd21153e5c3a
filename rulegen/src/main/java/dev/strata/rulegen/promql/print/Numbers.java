package dev.strata.rulegen.promql.print;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers and durations as Prometheus writes them. */
final class Numbers {
    private static final long MS_PER_YEAR = 31_536_000_000L;
    private static final long MS_PER_WEEK = 604_800_000L;
    private static final long MS_PER_DAY = 86_400_000L;

    private Numbers() {}

    /** The shortest decimal text that reads back as the value, without an exponent. */
    static String plain(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
        }
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return shortest(value).toPlainString();
    }

    /** As above, but with an exponent below 1e-4 and from 1e21 on. */
    static String general(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size == 0 || (size >= 1e-4 && size < 1e21)) {
            return plain(value);
        }
        BigDecimal digits = shortest(value);
        String unscaled = digits.unscaledValue().abs().toString();
        int exponent = digits.precision() - digits.scale() - 1;
        String fraction = unscaled.length() > 1 ? "." + unscaled.substring(1) : "";
        String sign = exponent < 0 ? "-" : "+";
        String padded = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : "" + Math.abs(exponent);
        return (value < 0 ? "-" : "") + unscaled.charAt(0) + fraction + "e" + sign + padded;
    }

    /** The decimal of fewest digits, and of those the closest, that reads back as the value. */
    private static BigDecimal shortest(double value) {
        // Double.toString of Java 17 now and then writes a digit too many.
        BigDecimal best = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        var exact = new BigDecimal(value);
        BigDecimal shorter = rounded(exact, best.precision());
        while (shorter.doubleValue() == value) {
            best = shorter;
            if (best.precision() == 1) {
                break;
            }
            shorter = rounded(exact, best.precision() - 1);
        }
        return best.stripTrailingZeros();
    }

    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    /** Seconds with three decimals. */
    static String seconds(long millis) {
        return new BigDecimal(millis / 1000.0)
                .setScale(3, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** {@code 1h30m}; years and weeks only when nothing is left over. Below a millisecond it is {@code 0s}. */
    static String duration(long nanos) {
        long ms = nanos / 1_000_000;
        if (ms == 0) {
            return "0s";
        }
        var out = new StringBuilder();
        if (ms < 0) {
            out.append('-');
            ms = -ms;
        }
        if (ms % MS_PER_YEAR == 0) {
            return out.append(ms / MS_PER_YEAR).append('y').toString();
        }
        if (ms % MS_PER_WEEK == 0) {
            return out.append(ms / MS_PER_WEEK).append('w').toString();
        }
        ms = append(out, ms, MS_PER_DAY, "d");
        ms = append(out, ms, 3_600_000, "h");
        ms = append(out, ms, 60_000, "m");
        ms = append(out, ms, 1000, "s");
        append(out, ms, 1, "ms");
        return out.toString();
    }

    private static long append(StringBuilder out, long ms, long unit, String name) {
        long count = ms / unit;
        if (count > 0) {
            out.append(count).append(name);
        }
        return ms - count * unit;
    }
}
