package dev.strata.rulegen.promql.ast;

import dev.strata.rulegen.diagnostic.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An expression evaluated over a window; without a step the server's evaluation interval is taken. */
public record SubqueryExpr(
        Expr operand, PromDuration range, @Nullable PromDuration step, SelectorTime time, Span span) implements Expr {
    public SubqueryExpr {
        Objects.requireNonNull(operand);
        Objects.requireNonNull(range);
        Objects.requireNonNull(time);
        Objects.requireNonNull(span);
    }

    public SubqueryExpr withTime(SelectorTime other) {
        return new SubqueryExpr(operand, range, step, other, span);
    }

    public SubqueryExpr withSpan(Span other) {
        return new SubqueryExpr(operand, range, step, time, other);
    }

    @Override
    public List<Expr> children() {
        return List.of(operand);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.visitSubquery(this);
    }
}
