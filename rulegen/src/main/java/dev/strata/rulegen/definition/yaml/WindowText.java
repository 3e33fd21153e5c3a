package dev.strata.rulegen.definition.yaml;

import dev.strata.rulegen.diagnostic.Excerpt;
import java.util.Arrays;

/** Puts a window into a text that names it <code>${window}</code>; each character still knows its place. */
final class WindowText {
    static final String PLACE = "${window}";

    private WindowText() {}

    static Excerpt fill(Excerpt text, String window) {
        var filled = new StringBuilder();
        int[] offsets = new int[16];
        int at = 0;
        while (at < text.text().length()) {
            boolean here = text.text().startsWith(PLACE, at);
            String piece = here ? window : text.text().substring(at, at + 1);
            for (int i = 0; i < piece.length(); i++) {
                if (filled.length() == offsets.length) {
                    offsets = Arrays.copyOf(offsets, 2 * offsets.length);
                }
                offsets[filled.length()] = text.span(at, at + 1).start();
                filled.append(piece.charAt(i));
            }
            at += here ? PLACE.length() : 1;
        }
        return Excerpt.mapped(text.file(), filled.toString(), Arrays.copyOf(offsets, filled.length()));
    }
}
