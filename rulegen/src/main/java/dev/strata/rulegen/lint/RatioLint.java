package dev.strata.rulegen.lint;

import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.rule.AlertingRule;
import java.util.Set;

/** A ratio of events must know no errors from no data, and must not shout about two requests at night. */
final class RatioLint implements Lint {
    private static final Set<String> COUNTING = Set.of("rate", "increase", "irate");

    @Override
    public String id() {
        return "ratio";
    }

    @Override
    public void check(AlertingRule rule, Inference.Result inferred, Report report) {
        ExprFold.forEach(rule.expr(), node -> {
            if (node instanceof BinaryExpr division && isRatio(division)) {
                check(division, report);
            }
        });
    }

    private static boolean isRatio(BinaryExpr expr) {
        return expr.op() == BinaryOp.DIVIDE && counts(expr.left()) && counts(expr.right());
    }

    private static boolean counts(Expr expr) {
        boolean[] found = {false};
        ExprFold.forEach(expr, node -> found[0] |= node instanceof Call call && COUNTING.contains(call.function()));
        return found[0];
    }

    private static void check(BinaryExpr division, Report report) {
        boolean filled = division.left().unwrapped() instanceof BinaryExpr left && left.op() == BinaryOp.OR;
        if (!filled) {
            report.error(
                    division.left().span(),
                    "the numerator of the ratio is not filled with zero where it has no series",
                    "use the condition \"ratio\", which does it");
        }
        boolean floored = division.right().unwrapped() instanceof BinaryExpr right && right.op() == BinaryOp.GREATER;
        if (!floored) {
            report.error(
                    division.right().span(),
                    "the denominator of the ratio has no floor",
                    "use the condition \"ratio\" with its key \"floor\"");
        }
    }
}
