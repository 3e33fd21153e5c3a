package dev.strata.rulegen.diagnostic;

import java.util.Objects;

/** A value together with the place it was written at. */
public record Located<T>(T value, SourceFile file, Span span) {
    public Located {
        Objects.requireNonNull(value);
        Objects.requireNonNull(file);
        Objects.requireNonNull(span);
    }
}
