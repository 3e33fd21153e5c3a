package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.UnaryExpr;
import dev.strata.rulegen.promql.ast.VectorMatching;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.Set;

/** The one metric whose labels an expression still has. */
final class SourceMetric {
    private static final int DEEPEST = 20;
    private static final Set<String> OTHER_LABELS =
            Set.of("label_replace", "label_join", "info", "absent", "absent_over_time");

    private SourceMetric() {}

    /** Its name; empty where labels come from elsewhere too. */
    static String of(Expr expr) {
        Expr node = expr.unwrapped();
        for (int depth = 0; depth < DEEPEST; depth++) {
            Expr next = below(node);
            if (next == null) {
                return node instanceof VectorSelector selector ? selector.metricName() : "";
            }
            node = next.unwrapped();
        }
        return "";
    }

    private static boolean isScalar(Expr expr) {
        return expr instanceof NumberLiteral
                || (expr instanceof Call call && call.function().equals("time"));
    }

    private static @org.jspecify.annotations.Nullable Expr below(Expr node) {
        if (node instanceof Call call && !OTHER_LABELS.contains(call.function())) {
            return call.arguments().stream()
                    .filter(argument -> !(argument.unwrapped() instanceof NumberLiteral))
                    .reduce((a, b) -> call)
                    .filter(argument -> argument != call)
                    .orElse(null);
        }
        if (node instanceof MatrixSelector matrix) {
            return matrix.selector();
        }
        if (node instanceof UnaryExpr unary) {
            return unary.children().get(0);
        }
        if (node instanceof BinaryExpr binary && binary.right().unwrapped() instanceof NumberLiteral) {
            return binary.left();
        }
        if (node instanceof BinaryExpr binary && isScalar(binary.left().unwrapped())) {
            return binary.right();
        }
        if (node instanceof BinaryExpr binary
                && binary.op().isComparison()
                && binary.matching() != null
                && binary.matching().equals(VectorMatching.DEFAULT)) {
            return binary.left();
        }
        return null;
    }
}
