package dev.strata.rulegen.template;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** Texts as Go sees them: rows of bytes. */
final class Utf8 {
    /** The order of Go's strings. */
    static final Comparator<String> ORDER = (a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b));

    private static final String PLAIN = "-_.~";

    private Utf8() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** As url.QueryEscape. */
    static String queryEscaped(String text) {
        var out = new StringBuilder();
        for (byte b : bytes(text)) {
            boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            if (letter || (b > 0 && PLAIN.indexOf(b) >= 0)) {
                out.append((char) b);
            } else {
                out.append(b == ' ' ? "+" : String.format("%%%02X", b));
            }
        }
        return out.toString();
    }
}
