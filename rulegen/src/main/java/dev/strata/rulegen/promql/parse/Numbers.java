package dev.strata.rulegen.promql.parse;

import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What number and duration tokens are worth. */
final class Numbers {
    /** Seconds that no longer fit into 64 bits of nanoseconds. */
    static final double MAX_SECONDS = 0x1p63 / 1e9;

    private static final Pattern DECIMAL_FLOAT = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?");
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger TWO_TO_63 = BigInteger.ONE.shiftLeft(63);

    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] UNIT_NANOS = {
        31_536_000_000_000_000L,
        604_800_000_000_000L,
        86_400_000_000_000L,
        3_600_000_000_000L,
        60_000_000_000L,
        1_000_000_000L,
        1_000_000L
    };

    private Numbers() {}

    /** Empty when the text is no number or too large. Integers may be hexadecimal, or octal after a leading zero. */
    static OptionalDouble number(String written) {
        String text = written.toLowerCase(Locale.ROOT);
        if (text.equals("inf")) {
            return OptionalDouble.of(Double.POSITIVE_INFINITY);
        }
        if (text.equals("nan")) {
            return OptionalDouble.of(Double.NaN);
        }
        if (!underscoresSeparateDigits(text)) {
            return OptionalDouble.empty();
        }
        String plain = text.replace("_", "");
        OptionalDouble integer = integer(plain);
        if (integer.isPresent()) {
            return integer;
        }
        if (!DECIMAL_FLOAT.matcher(plain).matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(plain);
        return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static OptionalDouble integer(String text) {
        int radix = 10;
        String digits = text;
        if (text.startsWith("0x")) {
            radix = 16;
            digits = text.substring(2);
        } else if (text.length() > 1 && text.charAt(0) == '0') {
            radix = 8;
            digits = text.substring(1);
        }
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c < 128)) {
            return OptionalDouble.empty();
        }
        for (int i = 0; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), radix) < 0) {
                return OptionalDouble.empty();
            }
        }
        if (digits.length() <= 15) {
            return OptionalDouble.of((double) Long.parseLong(digits, radix));
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        if (significant.length() > 64) {
            return OptionalDouble.empty();
        }
        var value = new BigInteger(significant, radix);
        return value.compareTo(MAX_LONG) > 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) value.longValueExact());
    }

    private static boolean underscoresSeparateDigits(String text) {
        if (text.indexOf('_') < 0) {
            return true;
        }
        boolean hex = text.startsWith("0x");
        char last = hex ? '0' : '^';
        for (int i = hex ? 2 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.digit(c, hex ? 16 : 10) >= 0) {
                last = '0';
            } else if (c == '_') {
                if (last != '0') {
                    return false;
                }
                last = '_';
            } else {
                if (last == '_') {
                    return false;
                }
                last = '!';
            }
        }
        return last != '_';
    }

    /** The length of a duration, or what is wrong with it. */
    record ParsedDuration(double seconds, @Nullable String problem) {}

    /** Reads {@code 1h30m}: each unit once, from years to milliseconds. */
    static ParsedDuration duration(String text) {
        BigInteger sum = BigInteger.ZERO;
        int lastUnit = -1;
        int pos = 0;
        while (pos < text.length()) {
            int digits = pos;
            while (pos < text.length() && Lexer.isDigit(text.charAt(pos))) {
                pos++;
            }
            int unitStart = pos;
            while (pos < text.length() && !Lexer.isDigit(text.charAt(pos))) {
                pos++;
            }
            String unit = text.substring(unitStart, pos);
            int index = unitIndex(unit);
            if (digits == unitStart || unit.isEmpty()) {
                return bad("\"" + text + "\" is not a duration");
            }
            if (index < 0) {
                return bad(
                        "unknown unit \"" + unit + "\" in duration \"" + text + "\", expected y, w, d, h, m, s or ms");
            }
            if (index <= lastUnit) {
                return bad("units of duration \"" + text + "\" must go from the largest to the smallest, each once");
            }
            lastUnit = index;
            BigInteger part =
                    new BigInteger(text.substring(digits, unitStart)).multiply(BigInteger.valueOf(UNIT_NANOS[index]));
            sum = sum.add(part);
            if (sum.compareTo(TWO_TO_63) >= 0) {
                return bad("duration \"" + text + "\" is out of range, the longest is about 292 years");
            }
        }
        long nanos = sum.longValueExact();
        // Whole seconds and the rest are added up separately, which is how the server rounds.
        long whole = nanos / 1_000_000_000L;
        return new ParsedDuration(whole + (nanos % 1_000_000_000L) / 1e9, null);
    }

    private static ParsedDuration bad(String problem) {
        return new ParsedDuration(0, problem);
    }

    private static int unitIndex(String unit) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(unit)) {
                return i;
            }
        }
        return -1;
    }
}
