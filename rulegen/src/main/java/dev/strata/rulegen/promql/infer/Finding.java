package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostic.Level;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that is probably not meant, or certainly does not work. */
public record Finding(
        Span span,
        Level level,
        String id,
        String message,
        @Nullable String hint) {
    public Finding {
        Objects.requireNonNull(span);
        Objects.requireNonNull(level);
        Objects.requireNonNull(id);
        Objects.requireNonNull(message);
    }

    public Diagnostic in(SourceFile file) {
        return new Diagnostic(file, span, level, id, message, hint);
    }
}
