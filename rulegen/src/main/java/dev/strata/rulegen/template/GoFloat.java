package dev.strata.rulegen.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating-point numbers as Go's fmt writes them. */
final class GoFloat {

    private GoFloat() {}

    /** As {@code %v}: the shortest text that reads back, with an exponent below 1e-4 and from 1e6 on. */
    static String shortest(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return layout(new BigDecimal(Double.toString(value)).stripTrailingZeros(), 6);
    }

    /** As {@code %.Ng}: at most so many significant digits, no trailing zeros. */
    static String significant(double value, int digits) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        return layout(rounded.stripTrailingZeros(), digits);
    }

    /** As {@code %.Nf}: so many digits behind the point. */
    static String fixed(double value, int decimals) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return special(value);
        }
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String special(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        return value > 0 ? "+Inf" : "-Inf";
    }

    private static String layout(BigDecimal value, int exponentFrom) {
        int exponent = value.precision() - value.scale() - 1;
        if (exponent >= -4 && exponent < exponentFrom) {
            return value.toPlainString();
        }
        String digits = value.unscaledValue().abs().toString();
        var out = new StringBuilder(value.signum() < 0 ? "-" : "");
        out.append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append('e').append(exponent < 0 ? '-' : '+');
        String power = Integer.toString(Math.abs(exponent));
        return out.append(power.length() < 2 ? "0" : "").append(power).toString();
    }
}
