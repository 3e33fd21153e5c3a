package dev.strata.rulegen.template;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Number literals of Go, see the section Constants of the language specification and of text/template. */
final class GoNumber {
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern HEX =
            Pattern.compile("[+-]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?\\d+");
    private static final Pattern UNDERSCORED =
            Pattern.compile("[+-]?(0[xX](_?[0-9a-fA-F])*\\.?([0-9a-fA-F](_?[0-9a-fA-F])*)?[pP][+-]?\\d(_?\\d)*"
                    + "|(\\d(_?\\d)*\\.?|\\.)(\\d(_?\\d)*)?([eE][+-]?\\d(_?\\d)*)?)");
    private static final Pattern NAMED = Pattern.compile("[+-]?(inf|infinity|nan)", Pattern.CASE_INSENSITIVE);

    private GoNumber() {}

    /** Where a number that begins here ends, or -1 when a letter follows it. */
    static int end(String text, int start) {
        int at = skip(text, start, "+-", 1);
        String digits = "0123456789_";
        int prefixed = skip(text, at, "0", 1);
        if (prefixed > at) {
            at = prefixed;
            String marks = at < text.length() ? text.substring(at, at + 1).toLowerCase(Locale.ROOT) : "";
            digits = switch (marks) {
                case "x" -> "0123456789abcdefABCDEF_";
                case "o" -> "01234567_";
                case "b" -> "01_";
                default -> digits;
            };
            at += "xob".contains(marks) && !marks.isEmpty() ? 1 : 0;
        }
        at = skip(text, at, digits, Integer.MAX_VALUE);
        int point = skip(text, at, ".", 1);
        at = point > at ? skip(text, point, digits, Integer.MAX_VALUE) : at;
        if (digits.length() == 11) {
            at = exponent(text, at, "eE");
        } else if (digits.length() == 23) {
            at = exponent(text, at, "pP");
        }
        at = skip(text, at, "i", 1);
        boolean glued = at < text.length() && TemplateLexer.isWordPart(text.codePointAt(at));
        return glued ? -1 : at;
    }

    private static int exponent(String text, int at, String marks) {
        int mark = skip(text, at, marks, 1);
        return mark == at ? at : skip(text, skip(text, mark, "+-", 1), "0123456789_", Integer.MAX_VALUE);
    }

    private static int skip(String text, int from, String set, int most) {
        int at = from;
        while (at < text.length() && at - from < most && set.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    /** The value of a literal; {@link TemplateValue.TooLarge} for an integer that only fits without a sign. */
    static TemplateValue value(String text) {
        if (text.endsWith("i")) {
            return complex(text);
        }
        Optional<BigInteger> whole = integer(text);
        if (whole.isPresent()) {
            return whole(text, whole.get());
        }
        double real = real(text).orElseThrow(() -> new IllegalArgumentException("bad number \"" + text + "\""));
        if (!text.matches("(?s).*[.eEpP].*")) {
            throw new IllegalArgumentException("the integer \"" + text + "\" is too large");
        }
        return new TemplateValue.Real(real);
    }

    private static TemplateValue whole(String text, BigInteger value) {
        if (value.bitLength() < 64) {
            return new TemplateValue.Whole(value.longValue());
        }
        boolean signed = text.startsWith("+") || text.startsWith("-");
        if (!signed && value.compareTo(LARGEST) <= 0) {
            return new TemplateValue.TooLarge(text);
        }
        throw new IllegalArgumentException("the integer \"" + text + "\" is too large");
    }

    /** Two numbers behind each other, the second with a sign and an i; or the second alone. */
    private static TemplateValue complex(String text) {
        String body = text.substring(0, text.length() - 1);
        int split = end(text, 0);
        double real = 0;
        String imaginary = body;
        if (split > 0 && split < text.length()) {
            real = part(text.substring(0, split));
            imaginary = body.substring(split);
        }
        return new TemplateValue.Complex(real, part(imaginary));
    }

    private static double part(String text) {
        return real(text).orElseThrow(() -> new IllegalArgumentException("bad number \"" + text + "\""));
    }

    /** A whole number with any of Go's prefixes, a leading zero means octal. */
    private static Optional<BigInteger> integer(String text) {
        boolean signed = text.startsWith("+") || text.startsWith("-");
        String digits = signed ? text.substring(1) : text;
        int base = 10;
        String lower = digits.toLowerCase(Locale.ROOT);
        if (lower.length() > 1 && lower.startsWith("0")) {
            base = switch (lower.charAt(1)) {
                case 'x' -> 16;
                case 'o' -> 8;
                case 'b' -> 2;
                default -> 8;
            };
            digits = digits.substring("xob".indexOf(lower.charAt(1)) >= 0 ? 2 : 1);
        }
        boolean underscores = digits.contains("_");
        if (underscores && !isUnderscoredWell(lower)) {
            return Optional.empty();
        }
        digits = digits.replace("_", "");
        if (digits.isEmpty() || digits.startsWith("+") || digits.startsWith("-")) {
            return Optional.empty();
        }
        try {
            var value = new BigInteger(digits, base);
            return Optional.of(text.startsWith("-") ? value.negate() : value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isUnderscoredWell(String digits) {
        return digits.matches("(0[xob]_?)?[0-9a-f]+(_[0-9a-f]+)*|0[xob](_[0-9a-f]+)+");
    }

    /** As strconv.ParseFloat reads it; empty where that is an error. */
    static Optional<Double> real(String text) {
        if (NAMED.matcher(text).matches()) {
            boolean negative = text.startsWith("-");
            if (text.toLowerCase(Locale.ROOT).endsWith("nan")) {
                return text.length() == 3 ? Optional.of(Double.NaN) : Optional.empty();
            }
            return Optional.of(negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        String plain = text;
        if (text.contains("_")) {
            if (!UNDERSCORED.matcher(text).matches()) {
                return Optional.empty();
            }
            plain = text.replace("_", "");
        }
        if (!DECIMAL.matcher(plain).matches() && !HEX.matcher(plain).matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(plain);
        return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
    }
}
