package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import org.jspecify.annotations.Nullable;

/** Two conditions on the same value that leave nothing. */
final class BoundChecks {
    /** Longer operands are not compared with one another: a deep tree would take quadratic time. */
    private static final int LONGEST = 400;

    private final Findings findings;

    BoundChecks(Findings findings) {
        this.findings = findings;
    }

    void checkAnd(BinaryExpr expr) {
        if (contradicts(expr)) {
            findings.error(
                    expr.opSpan(),
                    "value/contradiction",
                    "the two conditions on the same value never hold together",
                    "swap the bounds, or join them with or");
        }
    }

    void checkUnless(BinaryExpr expr) {
        Bound wanted = bound(expr.left().unwrapped());
        Bound removed = bound(expr.right().unwrapped());
        boolean same = wanted != null && removed != null && wanted.subject().equals(removed.subject());
        if (same && wanted != null && removed != null && removed.includes(wanted)) {
            findings.error(
                    expr.opSpan(),
                    "value/contradiction",
                    "\"unless\" removes all that the left side lets pass",
                    "swap the bounds, or check their direction");
        }
    }

    /** Whether both sides bound the same value so that nothing lies between. */
    static boolean contradicts(BinaryExpr expr) {
        Bound left = bound(expr.left().unwrapped());
        Bound right = bound(expr.right().unwrapped());
        return left != null
                && right != null
                && left.subject().equals(right.subject())
                && (left.isBelow(right) || right.isBelow(left) || left.forbids(right) || right.forbids(left));
    }

    /** What a comparison with a number lets pass. */
    private record Bound(String subject, BinaryOp op, double limit) {
        private Interval allowed() {
            return Interval.ANY.narrow(op, Interval.point(limit));
        }

        private boolean isBelow(Bound other) {
            boolean open = op == BinaryOp.LESS || other.op == BinaryOp.GREATER;
            double top = allowed().high();
            double bottom = other.allowed().low();
            return top < bottom || (open && top == bottom);
        }

        private boolean includes(Bound other) {
            if (op == BinaryOp.NOT_EQUAL || other.op == BinaryOp.NOT_EQUAL) {
                return op == other.op && limit == other.limit;
            }
            boolean open = (op == BinaryOp.LESS || op == BinaryOp.GREATER) && op != other.op && limit == other.limit;
            Interval inner = other.allowed();
            return !open
                    && allowed().low() <= inner.low()
                    && inner.high() <= allowed().high();
        }

        private boolean forbids(Bound other) {
            return op == BinaryOp.NOT_EQUAL && other.op == BinaryOp.EQUAL && limit == other.limit;
        }
    }

    private static @Nullable Bound bound(Expr side) {
        if (!(side instanceof BinaryExpr comparison)
                || !comparison.op().isComparison()
                || comparison.returnBool()
                || !(comparison.right().unwrapped() instanceof NumberLiteral literal)
                || comparison.span().length() > LONGEST) {
            return null;
        }
        String subject = PromqlPrinter.canonical(comparison.left().unwrapped());
        return new Bound(subject, comparison.op(), literal.value());
    }
}
