package dev.strata.rulegen.promql.ast;

import dev.strata.rulegen.diagnostic.Span;
import java.util.List;
import java.util.Objects;

/** A sign before anything but a number. */
public record UnaryExpr(boolean minus, Expr operand, Span span) implements Expr {
    public UnaryExpr {
        Objects.requireNonNull(operand);
        Objects.requireNonNull(span);
    }

    public static UnaryExpr minus(Expr operand) {
        return new UnaryExpr(true, operand, Span.NONE);
    }

    @Override
    public List<Expr> children() {
        return List.of(operand);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.visitUnary(this);
    }
}
