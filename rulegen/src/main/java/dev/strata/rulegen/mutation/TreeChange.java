package dev.strata.rulegen.mutation;

import dev.strata.rulegen.compile.Rebuild;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.function.UnaryOperator;

/** Trees with something else in the place of some nodes. */
final class TreeChange {
    private TreeChange() {}

    /** The tree with another node in the place of one of its own, which is told by identity. */
    static Expr replace(Expr root, Expr node, Expr other) {
        return ExprFold.<Expr>fold(root, (here, children) -> here == node ? other : Rebuild.of(here, children));
    }

    /** The tree with every selector changed. */
    static Expr selectors(Expr root, UnaryOperator<VectorSelector> change) {
        return ExprFold.<Expr>fold(root, (here, children) -> {
            Expr same = Rebuild.of(here, children);
            return same instanceof VectorSelector selector ? change.apply(selector) : same;
        });
    }
}
