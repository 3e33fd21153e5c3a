package dev.strata.rulegen.promql.print;

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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A tree as lines, each node under the one that uses it. */
public final class Outline {
    private Outline() {}

    /**
     * One node.
     *
     * @param depth 0 for the root
     * @param text what the node does, without its operands
     */
    public record Line(int depth, String text, Expr node) {}

    /** The first nodes in the order of the text, parents before children. Selectors of ranges are one node. */
    public static List<Line> of(Expr root, int most) {
        var lines = new ArrayList<Line>();
        var open = new ArrayDeque<Line>();
        open.push(line(0, root));
        while (!open.isEmpty() && lines.size() < most) {
            Line line = open.pop();
            lines.add(line);
            List<Expr> children = line.node() instanceof MatrixSelector
                    ? List.of()
                    : line.node().children();
            for (int i = children.size() - 1; i >= 0; i--) {
                open.push(line(line.depth() + 1, children.get(i)));
            }
        }
        return lines;
    }

    private static Line line(int depth, Expr node) {
        return new Line(depth, node.accept(Text.INSTANCE), node);
    }

    private enum Text implements ExprVisitor<String> {
        INSTANCE;

        @Override
        public String visitAggregate(AggregateExpr expr) {
            return Pieces.aggregation(expr).strip();
        }

        @Override
        public String visitBinary(BinaryExpr expr) {
            return Pieces.operator(expr);
        }

        @Override
        public String visitCall(Call expr) {
            return expr.function() + "()";
        }

        @Override
        public String visitMatrixSelector(MatrixSelector expr) {
            return PromqlPrinter.canonical(expr);
        }

        @Override
        public String visitNumber(NumberLiteral expr) {
            return PromqlPrinter.canonical(expr);
        }

        @Override
        public String visitParen(ParenExpr expr) {
            return "( )";
        }

        @Override
        public String visitString(StringLiteral expr) {
            return PromqlPrinter.canonical(expr);
        }

        @Override
        public String visitSubquery(SubqueryExpr expr) {
            return "subquery " + PromqlPrinter.subqueryWindow(expr);
        }

        @Override
        public String visitUnary(UnaryExpr expr) {
            return expr.minus() ? "-" : "+";
        }

        @Override
        public String visitVectorSelector(VectorSelector expr) {
            return PromqlPrinter.canonical(expr);
        }
    }
}
