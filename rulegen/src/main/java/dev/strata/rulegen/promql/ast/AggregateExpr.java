package dev.strata.rulegen.promql.ast;

import dev.strata.rulegen.diagnostic.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An aggregation; the parameter is there exactly when the operation takes one. */
public record AggregateExpr(
        AggregateOp op, Grouping grouping, @Nullable Expr parameter, Expr operand, Span span) implements Expr {
    public AggregateExpr {
        Objects.requireNonNull(op);
        Objects.requireNonNull(grouping);
        Objects.requireNonNull(operand);
        Objects.requireNonNull(span);
        if (op.hasParameter() != (parameter != null)) {
            throw new IllegalArgumentException("parameter of " + op.text() + ": " + parameter);
        }
    }

    public static AggregateExpr of(AggregateOp op, Grouping grouping, Expr operand) {
        return new AggregateExpr(op, grouping, null, operand, Span.NONE);
    }

    @Override
    public List<Expr> children() {
        return parameter == null ? List.of(operand) : List.of(parameter, operand);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.visitAggregate(this);
    }
}
