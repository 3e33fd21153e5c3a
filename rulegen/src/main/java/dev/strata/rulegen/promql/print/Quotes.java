package dev.strata.rulegen.promql.print;

import java.util.Locale;

/** Strings in double quotes, escaped as Go does. */
final class Quotes {
    private Quotes() {}

    static String quote(String value) {
        var out = new StringBuilder(value.length() + 2);
        out.append('"');
        int pos = 0;
        while (pos < value.length()) {
            int c = value.codePointAt(pos);
            pos += Character.charCount(c);
            append(out, c);
        }
        return out.append('"').toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append((char) c);
            case 7 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 11 -> out.append("\\v");
            default -> {
                if (isPrintable(c)) {
                    out.appendCodePoint(c);
                } else if (c < ' ' || c == 0x7F) {
                    out.append(hex("\\x%02x", c));
                } else if (c >= 0xDC80 && c <= 0xDCFF) {
                    out.append(hex("\\x%02x", c - 0xDC00));
                } else {
                    out.append(hex(c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
                }
            }
        }
    }

    private static String hex(String format, int value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static boolean isPrintable(int c) {
        if (c < 0x7F) {
            return c >= ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SPACE_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** A label name, quoted only when it has to be. */
    static String label(String name) {
        return isPlain(name) ? name : quote(name);
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
