package dev.strata.rulegen.diagnostic;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One finding about a text.
 *
 * @param id stable, lower case with dashes or slashes, e.g. {@code promql/syntax}; what a suppression names
 * @param message found and expected in one line, lower case, no full stop
 * @param hint what to do about it, or null
 */
public record Diagnostic(
        SourceFile file,
        Span span,
        Level level,
        String id,
        String message,
        @Nullable String hint) {
    /** How bad a finding is, worst first. */
    public enum Level {
        ERROR,
        WARNING,
        INFO
    }

    public Diagnostic {
        Objects.requireNonNull(file);
        Objects.requireNonNull(span);
        Objects.requireNonNull(level);
        Objects.requireNonNull(id);
        Objects.requireNonNull(message);
    }

    public static Diagnostic error(SourceFile file, Span span, String id, String message) {
        return new Diagnostic(file, span, Level.ERROR, id, message, null);
    }

    public static Diagnostic warning(SourceFile file, Span span, String id, String message) {
        return new Diagnostic(file, span, Level.WARNING, id, message, null);
    }

    public static Diagnostic info(SourceFile file, Span span, String id, String message) {
        return new Diagnostic(file, span, Level.INFO, id, message, null);
    }

    public Diagnostic withHint(@Nullable String text) {
        return new Diagnostic(file, span, level, id, message, text);
    }
}
