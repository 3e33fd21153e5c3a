package dev.strata.rulegen.promtest;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.HashMap;
import java.util.Map;

/** Where a second series of a group makes no difference to anything else in an expression. */
final class Calm {
    private static final String PEER = "peer";

    private final Map<String, Integer> uses = new HashMap<>();
    private final Map<String, Integer> largest = new HashMap<>();

    Calm(Expr root) {
        ExprFold.forEach(root, node -> {
            if (node instanceof VectorSelector selector) {
                uses.merge(selector.metricName(), 1, Integer::sum);
            } else if (node instanceof AggregateExpr aggregate && aggregate.op() == AggregateOp.MAX) {
                String name = direct(aggregate.operand());
                if (!name.isEmpty()) {
                    largest.merge(name, 1, Integer::sum);
                }
            }
        });
    }

    /** Whether only this aggregation sees the series, or all that see them look for the largest. */
    boolean isAlone(AggregateExpr expr) {
        String name = direct(expr.operand());
        if (name.isEmpty()) {
            return false;
        }
        int all = uses.getOrDefault(name, 0);
        return all == 1 || (expr.op() == AggregateOp.MAX && all == largest.getOrDefault(name, 0));
    }

    /** The metric of an operand that is a selector, or a function of one; else empty. */
    private static String direct(Expr operand) {
        Expr node = operand.unwrapped();
        while (node instanceof Call call
                && !call.arguments().isEmpty()
                && !call.function().equals("label_replace")) {
            node = call.arguments().get(0).unwrapped();
        }
        if (node instanceof MatrixSelector matrix) {
            return matrix.selector().metricName();
        }
        return node instanceof VectorSelector selector ? selector.metricName() : "";
    }

    /** A label that tells the elements under a count apart. */
    static String told(AggregateExpr count) {
        Expr node = count.operand().unwrapped();
        while (true) {
            if (node instanceof BinaryExpr binary) {
                node = binary.left().unwrapped();
            } else if (node instanceof AggregateExpr inner) {
                for (String label : inner.grouping().labels()) {
                    if (!count.grouping().labels().contains(label)) {
                        return label;
                    }
                }
                return PEER;
            } else {
                return PEER;
            }
        }
    }
}
