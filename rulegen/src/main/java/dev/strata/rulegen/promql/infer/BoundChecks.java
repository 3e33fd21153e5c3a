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

    private static final int LONGEST_CHAIN = 10;

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
        boolean whole = wanted != null
                && expr.right().span().length() <= LONGEST
                && PromqlPrinter.canonical(expr.right().unwrapped()).equals(wanted.subject());
        if (whole) {
            findings.error(
                    expr.opSpan(),
                    "value/contradiction",
                    "\"unless\" removes all that the left side lets pass",
                    "put a condition on the right side");
        }
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
        Bound right = bound(expr.right().unwrapped());
        Expr rest = expr.left().unwrapped();
        for (int i = 0; right != null && i < LONGEST_CHAIN; i++) {
            boolean more = rest instanceof BinaryExpr chain && chain.op() == BinaryOp.AND;
            Bound left = bound(more ? ((BinaryExpr) rest).right().unwrapped() : rest);
            if (left != null && left.subject().equals(right.subject()) && left.contradicts(right)) {
                return true;
            }
            if (!more) {
                return false;
            }
            rest = ((BinaryExpr) rest).left().unwrapped();
        }
        return false;
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

        private boolean contradicts(Bound other) {
            return isBelow(other) || other.isBelow(this) || forbids(other) || other.forbids(this);
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
