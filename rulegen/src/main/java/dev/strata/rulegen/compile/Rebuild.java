package dev.strata.rulegen.compile;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprVisitor;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.ParenExpr;
import dev.strata.rulegen.promql.ast.StringLiteral;
import dev.strata.rulegen.promql.ast.SubqueryExpr;
import dev.strata.rulegen.promql.ast.UnaryExpr;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.List;

/** The same node over other operands; nodes without operands stay as they are. */
public record Rebuild(List<Expr> children) implements ExprVisitor<Expr> {

    public static Expr of(Expr node, List<Expr> children) {
        return node.accept(new Rebuild(children));
    }

    private Expr last() {
        return children.get(children.size() - 1);
    }

    @Override
    public Expr visitAggregate(AggregateExpr expr) {
        Expr parameter = expr.parameter() == null ? null : children.get(0);
        return new AggregateExpr(expr.op(), expr.grouping(), parameter, last(), expr.span());
    }

    @Override
    public Expr visitBinary(BinaryExpr expr) {
        return new BinaryExpr(
                expr.op(),
                children.get(0),
                children.get(1),
                expr.returnBool(),
                expr.matching(),
                expr.opSpan(),
                expr.span());
    }

    @Override
    public Expr visitCall(Call expr) {
        return new Call(expr.function(), List.copyOf(children), expr.span());
    }

    @Override
    public Expr visitMatrixSelector(MatrixSelector expr) {
        return expr.withSelector((VectorSelector) last());
    }

    @Override
    public Expr visitNumber(NumberLiteral expr) {
        return expr;
    }

    @Override
    public Expr visitParen(ParenExpr expr) {
        return new ParenExpr(last(), expr.span());
    }

    @Override
    public Expr visitString(StringLiteral expr) {
        return expr;
    }

    @Override
    public Expr visitSubquery(SubqueryExpr expr) {
        return new SubqueryExpr(last(), expr.range(), expr.step(), expr.time(), expr.span());
    }

    @Override
    public Expr visitUnary(UnaryExpr expr) {
        return new UnaryExpr(expr.minus(), last(), expr.span());
    }

    @Override
    public Expr visitVectorSelector(VectorSelector expr) {
        return expr;
    }
}
