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

/**
 * Writes trees as text. Reading the text gives the tree again. Trees that were built in code get the parentheses their
 * precedence asks for.
 */
public final class PromqlPrinter {
    private PromqlPrinter() {}

    /** The one-line form that Prometheus shows for an expression. */
    public static String canonical(Expr expr) {
        var out = new StringBuilder();
        var waiting = new ArrayDeque<Object>();
        waiting.push(expr);
        while (!waiting.isEmpty()) {
            Object next = waiting.pop();
            if (next instanceof Expr node) {
                List<Object> parts = node.accept(Parts.INSTANCE);
                for (int i = parts.size() - 1; i >= 0; i--) {
                    waiting.push(parts.get(i));
                }
            } else {
                out.append((String) next);
            }
        }
        return out.toString();
    }

    /** The form with line breaks: what is longer than 100 characters is spread over lines, indented by two blanks. */
    public static String pretty(Expr expr) {
        return new PrettyPrinter().print(expr);
    }

    /** What a node is written as: texts, and operands still to be written. */
    enum Parts implements ExprVisitor<List<Object>> {
        INSTANCE;

        private static void operand(List<Object> parts, Expr operand, boolean parens) {
            if (parens) {
                parts.add("(");
            }
            parts.add(operand);
            if (parens) {
                parts.add(")");
            }
        }

        @Override
        public List<Object> visitAggregate(AggregateExpr expr) {
            var parts = new ArrayList<Object>();
            parts.add(Pieces.aggregation(expr) + "(");
            if (expr.parameter() != null) {
                parts.add(expr.parameter());
                parts.add(", ");
            }
            parts.add(expr.operand());
            parts.add(")");
            return parts;
        }

        @Override
        public List<Object> visitBinary(BinaryExpr expr) {
            var parts = new ArrayList<Object>();
            operand(parts, expr.left(), Pieces.leftNeedsParens(expr, expr.left()));
            parts.add(" " + Pieces.operator(expr) + " ");
            operand(parts, expr.right(), Pieces.rightNeedsParens(expr, expr.right()));
            return parts;
        }

        @Override
        public List<Object> visitCall(Call expr) {
            var parts = new ArrayList<Object>();
            parts.add(expr.function() + "(");
            String separator = "";
            for (Expr argument : expr.arguments()) {
                parts.add(separator);
                parts.add(argument);
                separator = ", ";
            }
            parts.add(")");
            return parts;
        }

        @Override
        public List<Object> visitMatrixSelector(MatrixSelector expr) {
            VectorSelector selector = expr.selector();
            return List.of(Pieces.series(selector)
                    + "["
                    + Pieces.window(expr.range())
                    + "]"
                    + Pieces.mode(selector)
                    + Pieces.at(selector.time())
                    + Pieces.offset(selector.time()));
        }

        @Override
        public List<Object> visitNumber(NumberLiteral expr) {
            return List.of(Pieces.number(expr));
        }

        @Override
        public List<Object> visitParen(ParenExpr expr) {
            return List.of("(", expr.inner(), ")");
        }

        @Override
        public List<Object> visitString(StringLiteral expr) {
            return List.of(Quotes.quote(expr.value()));
        }

        @Override
        public List<Object> visitSubquery(SubqueryExpr expr) {
            var parts = new ArrayList<Object>();
            operand(parts, expr.operand(), Pieces.subqueryNeedsParens(expr.operand()));
            parts.add(subqueryWindow(expr));
            return parts;
        }

        @Override
        public List<Object> visitUnary(UnaryExpr expr) {
            var parts = new ArrayList<Object>();
            parts.add(expr.minus() ? "-" : "+");
            operand(parts, expr.operand(), Pieces.signNeedsParens(expr.operand()));
            return parts;
        }

        @Override
        public List<Object> visitVectorSelector(VectorSelector expr) {
            return List.of(
                    Pieces.series(expr) + Pieces.at(expr.time()) + Pieces.mode(expr) + Pieces.offset(expr.time()));
        }
    }

    static String subqueryWindow(SubqueryExpr expr) {
        String step = expr.step() == null ? "" : Pieces.window(expr.step());
        return "[" + Pieces.window(expr.range()) + ":" + step + "]" + Pieces.at(expr.time())
                + Pieces.offset(expr.time());
    }
}
