package dev.strata.rulegen.mutation;

import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.VectorMatching;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.infer.Description;
import dev.strata.rulegen.promql.infer.LabelFact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Labels that both sides of {@code and on (...)} must agree on: what one side asks of them, the other need not. */
final class MatchedLabels {
    private MatchedLabels() {}

    /**
     * Whether a selector without one of its matchers comes to the same, because the other side of a join above it asks
     * the same of the label.
     */
    static boolean sameAfterJoin(
            Expr root, VectorSelector before, VectorSelector after, Function<Expr, Description> describe) {
        var gone = new ArrayList<>(before.matchers());
        gone.removeAll(after.matchers());
        boolean one =
                gone.size() == 1 && after.matchers().size() == before.matchers().size() - 1;
        if (!one || gone.get(0).op() != LabelMatcher.Op.EQUAL) {
            return false;
        }
        var found = new boolean[1];
        ExprFold.forEach(root, node -> {
            if (node instanceof BinaryExpr join && join.op() == BinaryOp.AND) {
                boolean left = reaches(join.left(), before) && fixes(join, join.right(), gone.get(0), describe);
                boolean right = reaches(join.right(), before) && fixes(join, join.left(), gone.get(0), describe);
                found[0] |= left || right;
            }
        });
        return found[0];
    }

    /** Whether each element of an expression is one of a selector, filtered by comparisons and joins alone. */
    private static boolean reaches(Expr expr, VectorSelector selector) {
        Expr node = expr.unwrapped();
        while (node instanceof BinaryExpr filter) {
            boolean bound = filter.op().isComparison()
                    && !filter.returnBool()
                    && filter.right().unwrapped() instanceof NumberLiteral;
            if (!bound && filter.op() != BinaryOp.AND) {
                return false;
            }
            node = filter.left().unwrapped();
        }
        return node.equals(selector);
    }

    private static boolean fixes(
            BinaryExpr join, Expr side, LabelMatcher matcher, Function<Expr, Description> describe) {
        VectorMatching matching = join.matching();
        boolean compared =
                matching != null && matching.on() && matching.labels().contains(matcher.label());
        return compared && isOnly(describe.apply(side).labels().fact(matcher.label()), matcher.value());
    }

    private static boolean isOnly(LabelFact fact, String value) {
        return fact.isAlways()
                && fact.values().known() != null
                && fact.values().known().equals(java.util.Set.of(value));
    }

    /** Whether a join that compares one label less comes to the same, because both sides have one and the same value. */
    static boolean sameWithout(BinaryExpr before, BinaryExpr after, Function<Expr, Description> describe) {
        boolean sides = before.left().equals(after.left()) && before.right().equals(after.right());
        if (!sides || before.matching() == null || after.matching() == null) {
            return false;
        }
        List<String> gone = new ArrayList<>(before.matching().labels());
        gone.removeAll(after.matching().labels());
        if (gone.size() != 1 || !before.matching().on() || !after.matching().on()) {
            return false;
        }
        LabelFact left = describe.apply(before.left()).labels().fact(gone.get(0));
        LabelFact right = describe.apply(before.right()).labels().fact(gone.get(0));
        boolean one = left.values().known() != null && left.values().known().size() == 1;
        return one && left.isAlways() && right.isAlways() && left.values().equals(right.values());
    }
}
