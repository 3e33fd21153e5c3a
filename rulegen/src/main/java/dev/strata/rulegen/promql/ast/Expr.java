package dev.strata.rulegen.promql.ast;

import dev.strata.rulegen.diagnostic.Span;
import java.util.List;

/** One node of an expression. Equality includes spans; compare canonical texts to ask whether two trees mean the same. */
public sealed interface Expr
        permits AggregateExpr,
                BinaryExpr,
                Call,
                MatrixSelector,
                NumberLiteral,
                ParenExpr,
                StringLiteral,
                SubqueryExpr,
                UnaryExpr,
                VectorSelector {
    Span span();

    /** The operands in the order they are written, a parameter of an aggregation first. */
    List<Expr> children();

    <R> R accept(ExprVisitor<R> visitor);

    /** This expression without the parentheses around it. */
    default Expr unwrapped() {
        Expr expr = this;
        while (expr instanceof ParenExpr paren) {
            expr = paren.inner();
        }
        return expr;
    }
}
