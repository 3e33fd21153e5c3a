package dev.strata.rulegen.promql.ast;

import dev.strata.rulegen.diagnostic.Span;
import java.util.List;
import java.util.Objects;

/** A selector over a window; offset, {@code @} and mode written after the brackets belong to the inner selector. */
public record MatrixSelector(VectorSelector selector, PromDuration range, Span span) implements Expr {
    public MatrixSelector {
        Objects.requireNonNull(selector);
        Objects.requireNonNull(range);
        Objects.requireNonNull(span);
    }

    public MatrixSelector withSelector(VectorSelector other) {
        return new MatrixSelector(other, range, span);
    }

    public MatrixSelector withSpan(Span other) {
        return new MatrixSelector(selector, range, other);
    }

    @Override
    public List<Expr> children() {
        return List.of(selector);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.visitMatrixSelector(this);
    }
}
