package dev.strata.rulegen.promql.check;

import dev.strata.rulegen.diagnostic.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something wrong with an expression, before it is known which file it stands in. */
public record TypeProblem(
        Span span, String id, String message, @Nullable String hint) {
    public TypeProblem {
        Objects.requireNonNull(span);
        Objects.requireNonNull(id);
        Objects.requireNonNull(message);
    }

    static TypeProblem of(Span span, String message) {
        return new TypeProblem(span, "promql/type", message, null);
    }
}
