package dev.strata.exporter.report;

import dev.strata.catalog.Severity;
import java.util.List;

/** Lines of a terminal, of limited width and perhaps in colour. What it is given must be printable. */
final class TextCanvas {

    private static final String GAP = "   ";

    private final boolean colour;
    private final int width;
    private final StringBuilder out = new StringBuilder();

    TextCanvas(boolean colour, int width) {
        this.colour = colour;
        this.width = Math.max(40, width);
    }

    /** One line as it is, however long. */
    void line(String text) {
        out.append(text).append('\n');
    }

    /** Items side by side, as many on a line as fit. */
    void row(List<String> items) {
        var row = new StringBuilder();
        for (String item : items) {
            if (row.length() > 0 && visible(row + GAP + item) > width) {
                line(row.toString());
                row.setLength(0);
            }
            row.append(row.length() == 0 ? "" : GAP).append(item);
        }
        line(row.toString());
    }

    /** Words over as many lines as they need, the first line begun with {@code first}, each other with {@code next}. */
    void wrap(String first, String next, String text) {
        var row = new StringBuilder(first);
        int used = visible(first);
        boolean fresh = true;
        for (String word : text.split(" ", -1)) {
            if (!fresh && used + 1 + visible(word) > width) {
                line(row.toString());
                row = new StringBuilder(next);
                used = visible(next);
                fresh = true;
            }
            row.append(fresh ? "" : " ").append(word);
            used += visible(word) + (fresh ? 0 : 1);
            fresh = false;
        }
        line(row.toString());
    }

    String bold(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    String paint(Severity severity, String text) {
        if (!colour) {
            return text;
        }
        String code = switch (severity) {
            case CRITICAL -> "1;31";
            case WARNING -> "1;33";
            case INFORMATION -> "1;34";
        };
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    private static int visible(String text) {
        return text.replaceAll("\u001b\\[[0-9;]*m", "").length();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
