package dev.strata.rulegen.promql.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Quoted strings and their escapes, which are those of Go. */
final class Quoted {
    /** What stands for bytes that are no text; a string must not contain it, even written out. */
    static final int BROKEN = 0xFFFD;

    private Quoted() {}

    /** How many characters an escape takes after its backslash, or -1 when it is none. */
    static int escapeLength(String text, int pos, char quote) {
        if (pos >= text.length()) {
            return -1;
        }
        char c = text.charAt(pos);
        if ("abfnrtv\\".indexOf(c) >= 0 || c == quote) {
            return 1;
        }
        int value;
        int length;
        int limit;
        if (c >= '0' && c <= '7') {
            length = 3;
            value = digits(text, pos, 3, 8);
            limit = 255;
        } else if (c == 'x') {
            length = 3;
            value = digits(text, pos + 1, 2, 16);
            limit = 255;
        } else if (c == 'u' || c == 'U') {
            length = c == 'u' ? 5 : 9;
            value = digits(text, pos + 1, length - 1, 16);
            limit = Character.MAX_CODE_POINT;
        } else {
            return -1;
        }
        boolean surrogate = value >= 0xD800 && value < 0xE000;
        return value < 0 || value > limit || surrogate ? -1 : length;
    }

    private static int digits(String text, int from, int count, int radix) {
        if (from + count > text.length()) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < from + count; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value > Character.MAX_CODE_POINT ? Integer.MAX_VALUE : (int) value;
    }

    /** The value of a string token, quotes included, which the lexer found to be sound. */
    static String unquote(String text, int start, int end) {
        char quote = text.charAt(start);
        String inner = text.substring(start + 1, end - 1);
        if (quote == '`' || inner.indexOf('\\') < 0) {
            return inner;
        }
        var bytes = new ByteArrayOutputStream(inner.length());
        int pos = 0;
        while (pos < inner.length()) {
            int next = inner.indexOf('\\', pos);
            int plainEnd = next < 0 ? inner.length() : next;
            bytes.writeBytes(inner.substring(pos, plainEnd).getBytes(StandardCharsets.UTF_8));
            pos = plainEnd;
            if (next >= 0) {
                int length = escapeLength(inner, pos + 1, quote);
                appendEscape(bytes, inner, pos + 1, length);
                pos += 1 + length;
            }
        }
        return decode(bytes.toByteArray());
    }

    private static void appendEscape(ByteArrayOutputStream bytes, String text, int pos, int length) {
        char c = text.charAt(pos);
        switch (c) {
            case 'a' -> bytes.write(7);
            case 'b' -> bytes.write('\b');
            case 'f' -> bytes.write('\f');
            case 'n' -> bytes.write('\n');
            case 'r' -> bytes.write('\r');
            case 't' -> bytes.write('\t');
            case 'v' -> bytes.write(11);
            case 'x' -> bytes.write(digits(text, pos + 1, 2, 16));
            case 'u', 'U' ->
                bytes.writeBytes(Character.toString(digits(text, pos + 1, length - 1, 16))
                        .getBytes(StandardCharsets.UTF_8));
            default -> bytes.write(c >= '0' && c <= '7' ? digits(text, pos, 3, 8) : c);
        }
    }

    /** UTF-8 to text, each byte that is no UTF-8 to a lone surrogate. */
    private static String decode(byte[] bytes) {
        var out = new StringBuilder(bytes.length);
        int pos = 0;
        while (pos < bytes.length) {
            int length = sequenceLength(bytes, pos);
            if (length == 0) {
                out.append((char) (0xDC00 + (bytes[pos] & 0xFF)));
                pos++;
            } else {
                out.append(new String(bytes, pos, length, StandardCharsets.UTF_8));
                pos += length;
            }
        }
        return out.toString();
    }

    private static int sequenceLength(byte[] bytes, int pos) {
        int first = bytes[pos] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || pos + length > bytes.length) {
            return 0;
        }
        int point = first & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            int next = bytes[pos + i] & 0xFF;
            if ((next & 0xC0) != 0x80) {
                return 0;
            }
            point = (point << 6) | (next & 0x3F);
        }
        boolean overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
        boolean noCharacter = (point >= 0xD800 && point < 0xE000) || point > Character.MAX_CODE_POINT;
        return overlong || noCharacter ? 0 : length;
    }
}
