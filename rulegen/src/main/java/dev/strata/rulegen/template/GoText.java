package dev.strata.rulegen.template;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** String and character literals of Go: read, and written as {@code %q} writes them. */
final class GoText {
    private static final String SHORT = "abfnrtv";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000b";

    private GoText() {}

    /** The text of a literal in double quotes, quotes included in what is given. */
    static String unquoted(String literal) {
        var bytes = new ByteArrayOutputStream();
        var reader = new Reader(literal, 1, '"');
        while (reader.at < literal.length() - 1) {
            reader.read();
            if (reader.isByte) {
                bytes.write(reader.value);
            } else {
                bytes.writeBytes(Character.toString(reader.value).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static String unquotedRaw(String literal) {
        return literal.substring(1, literal.length() - 1).replace("\r", "");
    }

    static int character(String literal) {
        var reader = new Reader(literal, 1, '\'');
        if (literal.length() > 2) {
            reader.read();
        }
        if (literal.length() <= 2 || reader.at != literal.length() - 1) {
            throw new IllegalArgumentException("the character " + literal + " is not exactly one");
        }
        return reader.value;
    }

    static String quoted(String text, char quote, boolean asciiOnly) {
        var out = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> quote(c, quote, asciiOnly, out));
        return out.append(quote).toString();
    }

    private static void quote(int c, char quote, boolean asciiOnly, StringBuilder out) {
        if (c == quote || c == '\\') {
            out.append('\\').append((char) c);
        } else if (isPrintable(c) && (!asciiOnly || c < 0x7f)) {
            out.appendCodePoint(c);
        } else if (MEANT.indexOf(c) >= 0) {
            out.append('\\').append(SHORT.charAt(MEANT.indexOf(c)));
        } else if (c < ' ' || c == 0x7f) {
            out.append(String.format("\\x%02x", c));
        } else {
            out.append(String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
        }
    }

    /** Letters, marks, numbers, punctuation, symbols, and of the spaces the one of ASCII. */
    static boolean isPrintable(int c) {
        return c == ' '
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR -> false;
                    default -> true;
                };
    }

    /** Reads one character or escape after the other. */
    private static final class Reader {
        private final String literal;
        private final char quote;
        private int at;
        private int value;
        private boolean isByte;

        Reader(String literal, int at, char quote) {
            this.literal = literal;
            this.at = at;
            this.quote = quote;
        }

        void read() {
            isByte = false;
            value = literal.codePointAt(at);
            at += Character.charCount(value);
            if (value != '\\') {
                return;
            }
            char escape = literal.charAt(at++);
            int known = SHORT.indexOf(escape);
            if (known >= 0) {
                value = MEANT.charAt(known);
            } else if (escape == '\\' || escape == quote) {
                value = escape;
            } else {
                coded(escape);
            }
        }

        private void coded(char escape) {
            switch (escape) {
                case 'x' -> digits(2, 16, 0xff);
                case 'u' -> digits(4, 16, Character.MAX_CODE_POINT);
                case 'U' -> digits(8, 16, Character.MAX_CODE_POINT);
                case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                    at--;
                    digits(3, 8, 0xff);
                }
                default -> throw new IllegalArgumentException("unknown escape \"\\" + escape + "\" in " + literal);
            }
            isByte = escape == 'x' || Character.isDigit(escape);
            if (!isByte && value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
                throw new IllegalArgumentException("half of a character in " + literal);
            }
        }

        private void digits(int count, int base, int most) {
            long sum = 0;
            for (int i = 0; i < count; i++) {
                char c = at < literal.length() ? literal.charAt(at++) : ' ';
                int digit = c < 0x7f ? Character.digit(c, base) : -1;
                if (digit < 0) {
                    throw new IllegalArgumentException("bad escape in " + literal);
                }
                sum = sum * base + digit;
            }
            if (sum > most) {
                throw new IllegalArgumentException("bad escape in " + literal);
            }
            value = (int) sum;
        }
    }
}
