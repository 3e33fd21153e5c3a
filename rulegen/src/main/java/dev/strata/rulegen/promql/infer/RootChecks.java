package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What is wrong only where it decides by itself whether there is a result, and fine as a guard inside of something. */
final class RootChecks {
    private static final List<String> EVENTS =
            List.of("error", "fail", "dropped", "rejected", "restart", "timeout", "panic", "retries", "exception");

    private final Findings findings;
    private final Set<Expr> counters = Collections.newSetFromMap(new IdentityHashMap<>());

    RootChecks(Findings findings) {
        this.findings = findings;
    }

    /** Remembers comparisons of counters with zero. */
    void note(BinaryExpr expr, Description left) {
        boolean above = expr.op() == BinaryOp.GREATER || expr.op() == BinaryOp.NOT_EQUAL;
        boolean zero = expr.right().unwrapped() instanceof NumberLiteral number && number.value() == 0;
        if (above && zero && !expr.returnBool() && left.meaning().isCounterLike() && isCounter(expr.left(), left)) {
            counters.add(expr);
        }
    }

    /** Names alone deceive here: many a gauge ends in _total. */
    private static boolean isCounter(Expr expr, Description described) {
        String name = SourceMetric.of(expr);
        return described.meaning().declared() || EVENTS.stream().anyMatch(name::contains);
    }

    /** Looks at the conditions that make up the whole expression. */
    void check(Expr root) {
        var open = new ArrayDeque<Expr>();
        open.push(root);
        while (!open.isEmpty() && !counters.isEmpty()) {
            Expr node = open.pop().unwrapped();
            if (counters.contains(node)) {
                findings.warning(
                        ((BinaryExpr) node).left().span(),
                        "type/bare-counter",
                        "a counter stays above zero once something happened, until the process restarts",
                        "ask for what is new: increase(...[5m]) > 0");
            } else if (node instanceof BinaryExpr set && set.op() == BinaryOp.OR) {
                open.push(set.right());
                open.push(set.left());
            }
        }
    }
}
