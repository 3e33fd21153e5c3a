package dev.strata.rulegen.diagnostic;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text taken out of a file, such as a scalar of YAML without its quotes, line folds and indentation, that still knows
 * where each character stood.
 */
public final class Excerpt {
    private final SourceFile file;
    private final String text;
    private final int base;
    private final int @Nullable [] offsets;

    private Excerpt(SourceFile file, String text, int base, int @Nullable [] offsets) {
        this.file = Objects.requireNonNull(file);
        this.text = Objects.requireNonNull(text);
        this.base = base;
        this.offsets = offsets;
    }

    /** The whole file. */
    public static Excerpt whole(SourceFile file) {
        return new Excerpt(file, file.text(), 0, null);
    }

    /** A piece that stands in the file as it is. */
    public static Excerpt piece(SourceFile file, Span span) {
        return new Excerpt(file, file.text().substring(span.start(), span.end()), span.start(), null);
    }

    /** A text whose character {@code i} stands in the file at {@code offsets[i]}; offsets never fall. */
    public static Excerpt mapped(SourceFile file, String text, int[] offsets) {
        if (offsets.length != text.length()) {
            throw new IllegalArgumentException(offsets.length + " offsets for " + text.length() + " characters");
        }
        return new Excerpt(file, text, 0, offsets.clone());
    }

    public SourceFile file() {
        return file;
    }

    public String text() {
        return text;
    }

    /** Where a piece of {@link #text()} stands in the file. */
    public Span span(int start, int end) {
        if (offsets == null) {
            return new Span(base + start, base + end);
        }
        if (start < end) {
            return new Span(offsets[start], offsets[end - 1] + 1);
        }
        return Span.at(start < offsets.length ? offsets[start] : endOfText());
    }

    private int endOfText() {
        return offsets == null || offsets.length == 0 ? base : offsets[offsets.length - 1] + 1;
    }
}
