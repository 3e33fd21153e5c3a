package dev.strata.rulegen.promql.ast;

import dev.strata.rulegen.diagnostic.Span;
import java.util.List;
import java.util.Objects;

/** Parentheses as written. Trees built in code need none: the printers add those that precedence asks for. */
public record ParenExpr(Expr inner, Span span) implements Expr {
    public ParenExpr {
        Objects.requireNonNull(inner);
        Objects.requireNonNull(span);
    }

    @Override
    public List<Expr> children() {
        return List.of(inner);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.visitParen(this);
    }
}
