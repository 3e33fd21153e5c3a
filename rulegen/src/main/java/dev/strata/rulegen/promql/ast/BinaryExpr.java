package dev.strata.rulegen.promql.ast;

import dev.strata.rulegen.diagnostic.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two operands and an operator.
 *
 * @param returnBool a comparison that answers 0 or 1 instead of filtering
 * @param matching null unless both sides are instant vectors
 */
public record BinaryExpr(
        BinaryOp op,
        Expr left,
        Expr right,
        boolean returnBool,
        @Nullable VectorMatching matching,
        Span opSpan,
        Span span)
        implements Expr {
    public BinaryExpr {
        Objects.requireNonNull(op);
        Objects.requireNonNull(left);
        Objects.requireNonNull(right);
        Objects.requireNonNull(opSpan);
        Objects.requireNonNull(span);
    }

    /** Between anything and a scalar. */
    public static BinaryExpr of(Expr left, BinaryOp op, Expr right) {
        return new BinaryExpr(op, left, right, false, null, Span.NONE, Span.NONE);
    }

    /** Between two instant vectors. */
    public static BinaryExpr of(Expr left, BinaryOp op, VectorMatching matching, Expr right) {
        VectorMatching own = op.isSet() ? matching.withCardinality(VectorMatching.Cardinality.MANY_TO_MANY) : matching;
        return new BinaryExpr(op, left, right, false, own, Span.NONE, Span.NONE);
    }

    @Override
    public List<Expr> children() {
        return List.of(left, right);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
        return visitor.visitBinary(this);
    }
}
