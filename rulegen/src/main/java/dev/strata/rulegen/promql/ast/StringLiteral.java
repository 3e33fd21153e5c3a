package dev.strata.rulegen.promql.ast;

import dev.strata.rulegen.diagnostic.Span;
import java.util.List;
import java.util.Objects;

/**
 * A string, unquoted. Bytes that are no UTF-8 (written as {@code \xff}) stand as the lone surrogates U+DC80 to U+DCFF.
 */
public record StringLiteral(String value, Span span) implements Expr {
    public StringLiteral {
        Objects.requireNonNull(value);
        Objects.requireNonNull(span);
    }

    public static StringLiteral of(String value) {
        return new StringLiteral(value, Span.NONE);
    }

    @Override
    public List<Expr> children() {
        return List.of();
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.visitString(this);
    }
}
