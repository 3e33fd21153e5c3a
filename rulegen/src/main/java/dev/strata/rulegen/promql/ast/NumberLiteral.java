package dev.strata.rulegen.promql.ast;

import dev.strata.rulegen.diagnostic.Span;
import java.util.List;
import java.util.Objects;

/** A number; {@code duration} when it was written with time units ({@code 5m} is 300). Signs are folded in. */
public record NumberLiteral(double value, boolean duration, Span span) implements Expr {
    public NumberLiteral {
        Objects.requireNonNull(span);
    }

    public static NumberLiteral of(double value) {
        return new NumberLiteral(value, false, Span.NONE);
    }

    @Override
    public List<Expr> children() {
        return List.of();
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.visitNumber(this);
    }
}
