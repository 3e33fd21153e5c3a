package dev.strata.rulegen.template;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Flags, width and precision of a verb, applied to texts and numbers. */
final class GoField {
    boolean sharp;
    boolean zero;
    boolean plus;
    boolean minus;
    boolean space;
    int width = -1;
    int precision = -1;

    boolean flag(char c) {
        switch (c) {
            case '#' -> sharp = true;
            case '0' -> zero = true;
            case '+' -> plus = true;
            case '-' -> minus = true;
            case ' ' -> space = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Padded to the width, counted in characters. */
    String pad(String text) {
        return pad(text, zero && !minus ? '0' : ' ');
    }

    private String pad(String text, char with) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        String padding = Character.toString(with).repeat(missing);
        return minus ? text + padding : padding + text;
    }

    /** Cut to the precision. */
    String cut(String text) {
        if (precision < 0 || text.codePointCount(0, text.length()) <= precision) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, precision));
    }

    String quoted(String text) {
        String shorter = cut(text);
        boolean raw = sharp
                && shorter.codePoints().noneMatch(c -> (c < ' ' && c != '\t') || c == '`' || c == 0x7f || c == 0xfeff);
        return pad(raw ? "`" + shorter + "`" : GoText.quoted(shorter, '"', plus));
    }

    /** The bytes of a text. */
    String hexadecimal(String text, boolean upper) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = precision >= 0 ? Math.min(precision, bytes.length) : bytes.length;
        String prefix = sharp ? upper ? "0X" : "0x" : "";
        var all = new StringBuilder();
        for (int i = 0; i < length; i++) {
            all.append(i == 0 ? prefix : space ? " " + prefix : "");
            all.append(String.format(upper ? "%02X" : "%02x", bytes[i]));
        }
        return pad(all.toString());
    }

    String whole(BigInteger number, int base, int verb) {
        if (precision == 0 && number.signum() == 0) {
            return " ".repeat(Math.max(0, width));
        }
        boolean negative = number.signum() < 0;
        String digits = number.abs().toString(base);
        int least = Math.max(0, precision);
        if (precision < 0 && zero && !minus && width >= 0) {
            least = width - (negative || plus || space ? 1 : 0);
        }
        digits = "0".repeat(Math.max(0, least - digits.length()))
                + (verb == 'X' ? digits.toUpperCase(Locale.ROOT) : digits);
        if (sharp) {
            digits = switch (base) {
                        case 2 -> "0b";
                        case 8 -> digits.startsWith("0") ? "" : "0";
                        case 16 -> verb == 'X' ? "0X" : "0x";
                        default -> "";
                    }
                    + digits;
        }
        digits = verb == 'O' ? "0o" + digits : digits;
        String sign = negative ? "-" : plus ? "+" : space ? " " : "";
        return pad(sign + digits, ' ');
    }

    String unicode(BigInteger number) {
        BigInteger unsigned = number.signum() < 0 ? number.add(BigInteger.ONE.shiftLeft(64)) : number;
        String digits = unsigned.toString(16).toUpperCase(Locale.ROOT);
        String text = "U+" + "0".repeat(Math.max(0, Math.max(4, precision) - digits.length())) + digits;
        boolean shown = sharp && unsigned.bitLength() < 22 && GoText.isPrintable(unsigned.intValue());
        return pad(shown ? text + " '" + Character.toString(unsigned.intValue()) + "'" : text, ' ');
    }

    String real(double number, char verb, int usual, boolean goSyntax) {
        int digits = precision >= 0 ? precision : usual;
        String text = GoFloat.format(number, verb, digits);
        char sign = text.charAt(0) == '-' ? '-' : '+';
        String body = text.charAt(0) == '-' || text.charAt(0) == '+' ? text.substring(1) : text;
        if (space && sign == '+' && !plus) {
            sign = ' ';
        }
        if (!Double.isFinite(number)) {
            boolean bare = !plus && (Double.isNaN(number) ? !space : sign == '+');
            return pad(bare ? body : sign + body, ' ');
        }
        if (sharp && !goSyntax && verb != 'b') {
            body = padded(body, verb, digits);
        }
        if (!plus && sign == '+') {
            return pad(body);
        }
        if (zero && !minus && width > body.length() + 1) {
            return sign + "0".repeat(width - body.length() - 1) + body;
        }
        return pad(sign + body);
    }

    /** With a decimal point and the zeros at the end that are left out elsewhere. */
    private static String padded(String body, char verb, int precision) {
        int missing = "gGx".indexOf(verb) >= 0 ? precision < 0 ? 6 : precision : 0;
        boolean hex = verb == 'x' || verb == 'X';
        int split = body.length();
        for (int i = 0; i < body.length() && split == body.length(); i++) {
            char c = body.charAt(i);
            split = c == 'p' || c == 'P' || (!hex && (c == 'e' || c == 'E')) ? i : split;
        }
        String head = body.substring(0, split);
        boolean significant = false;
        for (int i = 0; i < head.length(); i++) {
            if (head.charAt(i) != '.') {
                significant |= head.charAt(i) != '0';
                missing -= significant ? 1 : 0;
            }
        }
        if (head.indexOf('.') < 0) {
            missing -= head.equals("0") ? 1 : 0;
            head += ".";
        }
        return head + "0".repeat(Math.max(0, missing)) + body.substring(split);
    }
}
