package dev.strata.rulegen.promql.ast;

import dev.strata.rulegen.diagnostic.Span;
import java.util.List;
import java.util.Objects;

/** A function call. The name need not exist; the checker says so. */
public record Call(String function, List<Expr> arguments, Span span) implements Expr {
    public Call {
        Objects.requireNonNull(function);
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(span);
    }

    public static Call of(String function, Expr... arguments) {
        return new Call(function, List.of(arguments), Span.NONE);
    }

    /** Where the name stands. */
    public Span nameSpan() {
        return span.isNone() ? span : new Span(span.start(), span.start() + function.length());
    }

    @Override
    public List<Expr> children() {
        return arguments;
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.visitCall(this);
    }
}
