package dev.strata.rulegen.board;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.ExprVisitor;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.LabelMatcher.Op;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.ParenExpr;
import dev.strata.rulegen.promql.ast.StringLiteral;
import dev.strata.rulegen.promql.ast.SubqueryExpr;
import dev.strata.rulegen.promql.ast.UnaryExpr;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.util.List;

/** The expression of a rule as a panel asks it: for the clusters that are chosen, with the windows of the rule. */
final class ClusterChoice {
    private static final LabelMatcher CHOSEN = LabelMatcher.of(LabelName.CLUSTER, Op.REGEX, "$cluster");

    private ClusterChoice() {}

    static String text(Expr expr) {
        return PromqlPrinter.canonical(ExprFold.<Expr>fold(expr, (node, children) -> node.accept(new Step(children))));
    }

    private record Step(List<Expr> children) implements ExprVisitor<Expr> {
        @Override
        public Expr visitAggregate(AggregateExpr expr) {
            Expr parameter = children.size() > 1 ? children.get(0) : null;
            Expr operand = children.get(children.size() - 1);
            return new AggregateExpr(expr.op(), expr.grouping(), parameter, operand, expr.span());
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
            return new Call(expr.function(), children, expr.span());
        }

        @Override
        public Expr visitMatrixSelector(MatrixSelector expr) {
            return expr.withSelector((VectorSelector) children.get(0));
        }

        @Override
        public Expr visitNumber(NumberLiteral expr) {
            return expr;
        }

        @Override
        public Expr visitParen(ParenExpr expr) {
            return new ParenExpr(children.get(0), expr.span());
        }

        @Override
        public Expr visitString(StringLiteral expr) {
            return expr;
        }

        @Override
        public Expr visitSubquery(SubqueryExpr expr) {
            return new SubqueryExpr(children.get(0), expr.range(), expr.step(), expr.time(), expr.span());
        }

        @Override
        public Expr visitUnary(UnaryExpr expr) {
            return new UnaryExpr(expr.minus(), children.get(0), expr.span());
        }

        @Override
        public Expr visitVectorSelector(VectorSelector expr) {
            return expr.with(CHOSEN);
        }
    }
}
