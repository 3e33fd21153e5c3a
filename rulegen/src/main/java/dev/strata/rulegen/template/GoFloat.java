package dev.strata.rulegen.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Floating-point numbers as Go's strconv writes them. */
final class GoFloat {
    private static final int SHORTEST_EXPONENT_FROM = 6;

    private GoFloat() {}

    /** As {@code %v}: the shortest text that reads back. */
    static String shortest(double value) {
        return format(value, 'g', -1);
    }

    /** As {@code %.Ng}: at most so many significant digits, no trailing zeros. */
    static String significant(double value, int digits) {
        return format(value, 'g', digits);
    }

    /** As strconv.FormatFloat; a negative precision asks for the shortest text that reads back. */
    static String format(double value, char verb, int precision) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        double size = Math.abs(value);
        return sign
                + switch (verb) {
                    case 'f' -> fixed(size, precision);
                    case 'e', 'E' -> exponential(size, precision, verb);
                    case 'x', 'X' -> hexadecimal(size, precision, verb);
                    case 'b' -> binary(size);
                    default -> general(size, precision, verb);
                };
    }

    private static String fixed(double value, int precision) {
        BigDecimal decimal = precision < 0 ? digits(value) : new BigDecimal(value);
        int scale = precision < 0 ? Math.max(0, decimal.scale()) : precision;
        return decimal.setScale(scale, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String exponential(double value, int precision, char verb) {
        BigDecimal decimal = digits(value);
        if (precision >= 0 && value != 0) {
            decimal = new BigDecimal(value).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        }
        return exponential(decimal, precision < 0 ? decimal.precision() - 1 : precision, verb);
    }

    private static String exponential(BigDecimal decimal, int decimals, char verb) {
        String digits = decimal.unscaledValue().toString();
        int exponent = decimal.signum() == 0 ? 0 : digits.length() - decimal.scale() - 1;
        var out = new StringBuilder().append(digits.charAt(0));
        if (decimals > 0) {
            String rest = digits.substring(1);
            out.append('.').append(rest).append("0".repeat(Math.max(0, decimals - rest.length())));
        }
        String power = Integer.toString(Math.abs(exponent));
        out.append(verb).append(exponent < 0 ? '-' : '+');
        return out.append(power.length() < 2 ? "0" : "").append(power).toString();
    }

    private static String general(double value, int precision, char verb) {
        if (value == 0) {
            return "0";
        }
        int most = precision == 0 ? 1 : precision;
        BigDecimal decimal = precision < 0
                ? digits(value)
                : new BigDecimal(value)
                        .round(new MathContext(most, RoundingMode.HALF_EVEN))
                        .stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        int from = precision < 0 ? SHORTEST_EXPONENT_FROM : most;
        if (exponent < -4 || exponent >= from) {
            return exponential(decimal, decimal.precision() - 1, (char) (verb + 'e' - 'g'));
        }
        return decimal.toPlainString();
    }

    /** The fewest digits that read back as the same number, and of those the nearest. */
    private static BigDecimal digits(double value) {
        if (value == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal found = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        for (int digits = found.precision(); digits >= 1; digits--) {
            BigDecimal shorter = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shorter.doubleValue() != value) {
                break;
            }
            found = shorter.stripTrailingZeros();
        }
        return found;
    }

    private static String hexadecimal(double value, int precision, char verb) {
        long mantissa = 0;
        int exponent = 0;
        if (value != 0) {
            exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT);
            mantissa = (long) Math.scalb(value, 52 - exponent);
            int shift = Long.numberOfLeadingZeros(mantissa) - 11;
            mantissa <<= shift;
            exponent -= shift;
        }
        if (precision >= 0 && precision < 13 && mantissa != 0) {
            int cut = (13 - precision) * 4;
            long rest = mantissa & ((1L << cut) - 1);
            long half = 1L << (cut - 1);
            mantissa >>= cut;
            boolean up = rest > half || (rest == half && (mantissa & 1) == 1);
            mantissa = (mantissa + (up ? 1 : 0)) << cut;
            if (mantissa >> 53 != 0) {
                mantissa >>= 1;
                exponent++;
            }
        }
        String digits = String.format("%013x", mantissa & ((1L << 52) - 1));
        if (precision < 0) {
            digits = digits.replaceAll("0+$", "");
        } else {
            digits = (digits + "0".repeat(Math.max(0, precision - 13))).substring(0, precision);
        }
        String text = String.format(
                "0x%d%s%sp%s%02d",
                mantissa >> 52, digits.isEmpty() ? "" : ".", digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
        return verb == 'X' ? text.toUpperCase(Locale.ROOT) : text;
    }

    /** The mantissa as a whole number with a power of two. */
    private static String binary(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int stored = (int) (bits >> 52);
        long fraction = bits & ((1L << 52) - 1);
        long mantissa = stored == 0 ? fraction : fraction | 1L << 52;
        int exponent = Math.max(1, stored) - 1075;
        return mantissa + "p" + (exponent < 0 ? "" : "+") + exponent;
    }
}
