package dev.strata.rulegen.promql.print;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.ParenExpr;
import dev.strata.rulegen.promql.ast.SubqueryExpr;
import dev.strata.rulegen.promql.ast.UnaryExpr;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Spreads what is too long over several lines, as {@code promtool promql format} does. */
final class PrettyPrinter {
    private static final int MAX_LENGTH = 100;

    /** Deeper levels are not indented any further: blanks would outgrow the text. */
    private static final int MAX_LEVEL = 200;

    private final IdentityHashMap<Expr, Integer> lengths = new IdentityHashMap<>();
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();

    /** A node to be written at a level; {@code bare} when the indentation stands already. */
    private record Item(Expr node, int level, boolean bare) {}

    String print(Expr root) {
        ExprFold.fold(root, this::measure);
        var out = new StringBuilder();
        waiting.push(new Item(root, 0, false));
        while (!waiting.isEmpty()) {
            Object next = waiting.pop();
            if (next instanceof Item item) {
                List<Object> parts = parts(item);
                for (int i = parts.size() - 1; i >= 0; i--) {
                    waiting.push(parts.get(i));
                }
            } else {
                out.append((String) next);
            }
        }
        return out.toString();
    }

    /** The length of the canonical text in bytes. */
    private Integer measure(Expr node, List<Integer> children) {
        int length = 0;
        for (Object part : node.accept(PromqlPrinter.Parts.INSTANCE)) {
            if (part instanceof String text) {
                length += text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        if (!(node instanceof dev.strata.rulegen.promql.ast.MatrixSelector)) {
            for (int child : children) {
                length += child;
            }
        }
        lengths.put(node, length);
        return length;
    }

    private boolean isShort(Expr node) {
        return lengths.getOrDefault(node, 0) <= MAX_LENGTH;
    }

    private List<Object> parts(Item item) {
        Expr node = item.node();
        String indent = item.bare() ? "" : indent(item.level());
        boolean atomic = node.children().isEmpty() || node instanceof dev.strata.rulegen.promql.ast.MatrixSelector;
        if (node instanceof SubqueryExpr subquery) {
            return subquery(subquery, item);
        }
        if (node instanceof UnaryExpr unary && !Pieces.signNeedsParens(unary.operand())) {
            return List.of(indent + (unary.minus() ? "-" : "+"), new Item(unary.operand(), item.level(), true));
        }
        if (atomic || isShort(node)) {
            return List.of(indent + PromqlPrinter.canonical(node));
        }
        return split(node, item, indent);
    }

    private List<Object> split(Expr node, Item item, String indent) {
        int level = item.level();
        int inner = level + 1;
        if (node instanceof ParenExpr paren) {
            return List.of(indent + "(\n", new Item(paren.inner(), inner, false), "\n" + indent(level) + ")");
        }
        if (node instanceof BinaryExpr binary) {
            return binary(binary, item);
        }
        var parts = new ArrayList<Object>();
        if (node instanceof AggregateExpr aggregate) {
            parts.add(indent + Pieces.aggregation(aggregate) + "(\n");
        } else if (node instanceof Call call) {
            parts.add(indent + call.function() + "(\n");
        } else {
            return List.of(indent + PromqlPrinter.canonical(node));
        }
        String separator = "";
        for (Expr child : node.children()) {
            parts.add(separator);
            parts.add(new Item(child, inner, false));
            separator = ",\n";
        }
        parts.add("\n" + indent(level) + ")");
        return parts;
    }

    private static List<Object> binary(BinaryExpr binary, Item item) {
        int level = item.level();
        var parts = new ArrayList<Object>();
        operand(parts, new Item(binary.left(), level + 1, item.bare()), Pieces.leftNeedsParens(binary, binary.left()));
        parts.add("\n" + indent(level) + Pieces.operator(binary) + "\n");
        operand(parts, new Item(binary.right(), level + 1, false), Pieces.rightNeedsParens(binary, binary.right()));
        return parts;
    }

    private static void operand(List<Object> parts, Item operand, boolean parens) {
        if (parens) {
            String indent = operand.bare() ? "" : indent(operand.level());
            parts.add(indent + "(" + PromqlPrinter.canonical(operand.node()) + ")");
        } else {
            parts.add(operand);
        }
    }

    private List<Object> subquery(SubqueryExpr node, Item item) {
        if (isShort(node) || Pieces.subqueryNeedsParens(node.operand())) {
            String indent = item.bare() ? "" : indent(item.level());
            return List.of(indent + PromqlPrinter.canonical(node));
        }
        return List.of(new Item(node.operand(), item.level(), item.bare()), PromqlPrinter.subqueryWindow(node));
    }

    private static String indent(int level) {
        return "  ".repeat(Math.min(level, MAX_LEVEL));
    }
}
