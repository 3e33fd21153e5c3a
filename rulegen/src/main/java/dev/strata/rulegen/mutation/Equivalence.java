package dev.strata.rulegen.mutation;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.ParenExpr;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.infer.Description;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.promql.infer.Interval;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Proves by the bounds of values that a change makes no difference. What it cannot prove, counts as a difference. */
public final class Equivalence {
    private static final Set<String> KEEP_WHOLE =
            Set.of("max_over_time", "min_over_time", "last_over_time", "sum_over_time", "changes", "resets", "abs");
    private static final Set<String> COUNTS =
            Set.of("count_over_time", "absent", "absent_over_time", "changes", "resets", "present_over_time");

    private final Inference inference;
    private final Predicate<String> wholeMetric;

    /** {@code wholeMetric} says of which metrics all values are whole numbers. */
    public Equivalence(Inference inference, Predicate<String> wholeMetric) {
        this.inference = inference;
        this.wholeMetric = wholeMetric;
    }

    boolean proved(Expr root, Expr node, Expr other) {
        if (node instanceof NumberLiteral before && other instanceof NumberLiteral after) {
            BinaryExpr comparison = comparisonWith(root, node);
            return comparison != null
                    && sameSet(comparison, comparison.op(), before.value(), comparison.op(), after.value());
        }
        if (node instanceof BinaryExpr before
                && before.op().isComparison()
                && before.right().unwrapped() instanceof NumberLiteral bound
                && !before.returnBool()) {
            boolean otherOp = other instanceof BinaryExpr after
                    && after.left() == before.left()
                    && after.right() == before.right();
            return otherOp
                    ? sameSet(before, before.op(), bound.value(), ((BinaryExpr) other).op(), bound.value())
                    : other == before.left() && passesAll(before, bound.value());
        }
        if (node instanceof VectorSelector before && other instanceof VectorSelector after) {
            return MatchedLabels.sameAfterJoin(root, before, after, this::describe);
        }
        if (node instanceof BinaryExpr before && other instanceof BinaryExpr after && before.op() == BinaryOp.AND) {
            return before.op() == after.op() && MatchedLabels.sameWithout(before, after, this::describe);
        }
        if (node instanceof AggregateExpr before && other instanceof AggregateExpr after) {
            boolean sameGroups = before.grouping().equals(after.grouping());
            boolean picks = isPick(before.op()) && isPick(after.op());
            return sameGroups && picks && describe(before.operand()).values().isPoint();
        }
        return false;
    }

    private static boolean isPick(AggregateOp op) {
        return op == AggregateOp.MAX || op == AggregateOp.MIN || op == AggregateOp.AVG;
    }

    private Description describe(Expr expr) {
        return inference.infer(expr).description();
    }

    private static @Nullable BinaryExpr comparisonWith(Expr root, Expr literal) {
        var found = new BinaryExpr[1];
        ExprFold.forEach(root, node -> {
            if (node instanceof BinaryExpr binary
                    && binary.op().isComparison()
                    && binary.right().unwrapped() == literal) {
                found[0] = binary;
            }
        });
        return found[0];
    }

    private boolean passesAll(BinaryExpr comparison, double bound) {
        Range all = range(comparison.left());
        return all != null && all.equals(all.cut(comparison.op(), bound, isWhole(comparison.left())));
    }

    /** Whether two conditions let the same values of the left side pass. */
    private boolean sameSet(BinaryExpr comparison, BinaryOp op, double bound, BinaryOp otherOp, double otherBound) {
        Range all = range(comparison.left());
        if (all == null) {
            return false;
        }
        boolean whole = isWhole(comparison.left());
        Range before = all.cut(op, bound, whole);
        Range after = all.cut(otherOp, otherBound, whole);
        return before != null && after != null && (before.equals(after) || (before.isEmpty() && after.isEmpty()));
    }

    private @Nullable Range range(Expr expr) {
        Description description = describe(expr);
        Interval values = description.values();
        return values.nan() || !description.numbersOnly() ? null : new Range(values.low(), values.high(), false, false);
    }

    /** Numbers between two bounds, each included or not. */
    private record Range(double low, double high, boolean lowOpen, boolean highOpen) {
        private boolean isEmpty() {
            return low > high || (low == high && (lowOpen || highOpen));
        }

        private @Nullable Range cut(BinaryOp op, double bound, boolean whole) {
            Range cut = switch (op) {
                case GREATER -> above(bound, true);
                case GREATER_OR_EQUAL -> above(bound, false);
                case LESS -> below(bound, true);
                case LESS_OR_EQUAL -> below(bound, false);
                case EQUAL -> above(bound, false).below(bound, false);
                default -> null;
            };
            return cut == null || !whole ? cut : cut.rounded();
        }

        private Range above(double bound, boolean open) {
            boolean mine = low > bound || (low == bound && lowOpen);
            return mine ? this : new Range(bound, high, open, highOpen);
        }

        private Range below(double bound, boolean open) {
            boolean mine = high < bound || (high == bound && highOpen);
            return mine ? this : new Range(low, bound, lowOpen, open);
        }

        /** The same whole numbers, written with bounds that are among them. */
        private Range rounded() {
            double from = Math.ceil(low);
            double to = Math.floor(high);
            return new Range(
                    from == low && lowOpen ? from + 1 : from, to == high && highOpen ? to - 1 : to, false, false);
        }
    }

    /** Whether all values are whole numbers. */
    private boolean isWhole(Expr expr) {
        Expr node = expr;
        while (true) {
            if (node instanceof ParenExpr paren) {
                node = paren.inner();
            } else if (node instanceof AggregateExpr aggregate) {
                if (aggregate.op() == AggregateOp.COUNT || aggregate.op() == AggregateOp.GROUP) {
                    return true;
                }
                if (!isKept(aggregate.op())) {
                    return false;
                }
                node = aggregate.operand();
            } else if (node instanceof Call call && !call.arguments().isEmpty()) {
                if (COUNTS.contains(call.function())) {
                    return true;
                }
                if (!KEEP_WHOLE.contains(call.function())) {
                    return false;
                }
                node = call.arguments().get(0);
            } else if (node instanceof BinaryExpr binary
                    && (binary.op().isSet() || binary.op().isComparison())) {
                node = binary.left();
            } else if (node instanceof MatrixSelector matrix) {
                node = matrix.selector();
            } else {
                return node instanceof VectorSelector selector && wholeMetric.test(selector.metricName());
            }
        }
    }

    private static boolean isKept(AggregateOp op) {
        return op == AggregateOp.MAX || op == AggregateOp.MIN || op == AggregateOp.SUM;
    }
}
