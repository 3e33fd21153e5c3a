package dev.strata.rulegen.diagnostic;

import java.util.Arrays;
import java.util.Objects;

/**
 * A named text that positions refer to. Offsets are UTF-16 units of {@link #text()}; lines end with LF, CR or CRLF.
 * Equal when name and text are equal.
 */
public final class SourceFile {
    private final String name;
    private final String text;
    private final int[] lineStarts;

    private SourceFile(String name, String text) {
        this.name = Objects.requireNonNull(name);
        this.text = Objects.requireNonNull(text);
        this.lineStarts = findLines(text);
    }

    public static SourceFile of(String name, String text) {
        return new SourceFile(name, text);
    }

    private static int[] findLines(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (ends) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** The position of an offset; offsets past the end count as the end. */
    public Position position(int offset) {
        int at = clamp(offset);
        int found = Arrays.binarySearch(lineStarts, at);
        int line = found >= 0 ? found : -found - 2;
        int column = text.codePointCount(lineStarts[line], at) + 1;
        return new Position(line + 1, column);
    }

    /** The offset of a position as a person counts: line and column from 1, the column in code points. */
    public int offset(int line, int column) {
        int index = Math.min(Math.max(line, 1), lineStarts.length) - 1;
        int start = lineStarts[index];
        int end = lineEnd(index);
        int wanted = Math.max(column - 1, 0);
        return wanted >= text.codePointCount(start, end) ? end : text.offsetByCodePoints(start, wanted);
    }

    public int lineCount() {
        return lineStarts.length;
    }

    /** A line without its end, counted from 1. */
    public String line(int line) {
        return text.substring(lineStarts[line - 1], lineEnd(line - 1));
    }

    /** Where a line begins, counted from 1. */
    public int lineStart(int line) {
        return lineStarts[line - 1];
    }

    private int lineEnd(int index) {
        int end = index + 1 < lineStarts.length ? lineStarts[index + 1] : text.length();
        while (end > lineStarts[index] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    private int clamp(int offset) {
        return Math.min(Math.max(offset, 0), text.length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceFile file && name.equals(file.name) && text.equals(file.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, text);
    }

    @Override
    public String toString() {
        return name;
    }
}
