package dev.strata.rulegen.mutation;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.Grouping;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.ast.PromDuration;
import dev.strata.rulegen.promql.ast.SelectorTime;
import dev.strata.rulegen.promql.ast.VectorMatching;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All small changes to an expression. */
final class ExprMutants {
    private static final Map<BinaryOp, BinaryOp> STRICTNESS = Map.of(
            BinaryOp.GREATER, BinaryOp.GREATER_OR_EQUAL,
            BinaryOp.GREATER_OR_EQUAL, BinaryOp.GREATER,
            BinaryOp.LESS, BinaryOp.LESS_OR_EQUAL,
            BinaryOp.LESS_OR_EQUAL, BinaryOp.LESS);
    private static final Map<BinaryOp, BinaryOp> OPPOSITE = Map.of(
            BinaryOp.GREATER, BinaryOp.LESS,
            BinaryOp.GREATER_OR_EQUAL, BinaryOp.LESS_OR_EQUAL,
            BinaryOp.LESS, BinaryOp.GREATER,
            BinaryOp.LESS_OR_EQUAL, BinaryOp.GREATER_OR_EQUAL,
            BinaryOp.EQUAL, BinaryOp.NOT_EQUAL,
            BinaryOp.NOT_EQUAL, BinaryOp.EQUAL);
    private static final Map<BinaryOp, BinaryOp> OTHER = Map.of(
            BinaryOp.AND, BinaryOp.UNLESS,
            BinaryOp.UNLESS, BinaryOp.AND,
            BinaryOp.ADD, BinaryOp.SUBTRACT,
            BinaryOp.SUBTRACT, BinaryOp.ADD,
            BinaryOp.MULTIPLY, BinaryOp.DIVIDE,
            BinaryOp.DIVIDE, BinaryOp.MULTIPLY);
    private static final Map<AggregateOp, AggregateOp> AGGREGATES = Map.of(
            AggregateOp.SUM, AggregateOp.MAX,
            AggregateOp.AVG, AggregateOp.MAX,
            AggregateOp.MIN, AggregateOp.MAX,
            AggregateOp.MAX, AggregateOp.MIN,
            AggregateOp.COUNT, AggregateOp.SUM);
    private static final Map<String, String> FUNCTIONS = Map.of(
            "rate", "irate",
            "irate", "rate",
            "increase", "rate",
            "delta", "deriv",
            "deriv", "delta",
            "avg_over_time", "max_over_time",
            "max_over_time", "min_over_time",
            "min_over_time", "max_over_time",
            "last_over_time", "max_over_time",
            "sum_over_time", "max_over_time");

    private final Expr root;
    private final Equivalence equivalence;
    private final List<Mutation<Expr>> found = new ArrayList<>();

    private ExprMutants(Expr root, Equivalence equivalence) {
        this.root = root;
        this.equivalence = equivalence;
    }

    static List<Mutation<Expr>> of(Expr root, Equivalence equivalence) {
        var mutants = new ExprMutants(root, equivalence);
        ExprFold.forEach(root, mutants::node);
        return mutants.found;
    }

    private void add(Expr node, Expr other, String what, String killer) {
        add(node, other, what, killer, false);
    }

    private void add(Expr node, Expr other, String what, String killer, boolean disables) {
        boolean equivalent = equivalence.proved(root, node, other);
        found.add(new Mutation<>(TreeChange.replace(root, node, other), what, killer, disables, equivalent));
    }

    private void node(Expr node) {
        if (node instanceof BinaryExpr binary) {
            binary(binary);
        } else if (node instanceof AggregateExpr aggregate) {
            aggregate(aggregate);
        } else if (node instanceof Call call && FUNCTIONS.containsKey(call.function())) {
            String other = FUNCTIONS.get(call.function());
            add(
                    call,
                    new Call(other, call.arguments(), call.span()),
                    call.function() + "() became " + other + "()",
                    "a series that moves unevenly within the window");
        } else if (node instanceof NumberLiteral number) {
            number(number);
        } else if (node instanceof MatrixSelector matrix) {
            window(matrix);
        } else if (node instanceof VectorSelector selector) {
            selector(selector);
        }
    }

    private void binary(BinaryExpr expr) {
        BinaryOp op = expr.op();
        String text = shorten(expr);
        if (STRICTNESS.containsKey(op)) {
            BinaryOp other = STRICTNESS.get(op);
            add(expr, with(expr, other), said(op, other, text), "a value at the bound of " + text + " exactly");
        }
        if (OPPOSITE.containsKey(op)) {
            BinaryOp other = OPPOSITE.get(op);
            add(expr, with(expr, other), said(op, other, text), "a value on either side of the bound of " + text);
        }
        if (op.isComparison() && !expr.returnBool()) {
            String killer = "a value for which " + text + " does not hold";
            add(expr, expr.left(), "the comparison " + text + " is left out", killer, true);
        }
        if (OTHER.containsKey(op)) {
            BinaryOp other = OTHER.get(op);
            add(expr, with(expr, other), said(op, other, text), "both sides of " + text + " with different values");
        }
        if (op == BinaryOp.DIVIDE && !(expr.right().unwrapped() instanceof NumberLiteral)) {
            Expr swapped = new BinaryExpr(
                    op, expr.right(), expr.left(), false, mirrored(expr.matching()), expr.opSpan(), expr.span());
            add(expr, swapped, "the sides of " + text + " are swapped", "two sides with different values");
        }
        if (op.isSet()) {
            String alone = "a case in which only one side of \"" + op.text() + "\" in " + text + " holds";
            add(expr, expr.left(), "the right side of " + text + " is left out", alone, true);
            if (op == BinaryOp.OR) {
                add(expr, expr.right(), "the left side of " + text + " is left out", alone, true);
            }
        }
        VectorMatching matching = expr.matching();
        if (matching != null && matching.on()) {
            for (String label : matching.labels()) {
                var fewer = new ArrayList<>(matching.labels());
                fewer.remove(label);
                var other = new VectorMatching(
                        matching.cardinality(),
                        true,
                        fewer,
                        matching.include(),
                        matching.fillLeft(),
                        matching.fillRight());
                Expr changed = new BinaryExpr(
                        op, expr.left(), expr.right(), expr.returnBool(), other, expr.opSpan(), expr.span());
                String killer = "two elements that differ in " + label + ", only one of them on both sides";
                add(expr, changed, "on (...) of \"" + op.text() + "\" lost the label " + label, killer);
            }
        }
    }

    private static VectorMatching mirrored(@Nullable VectorMatching matching) {
        if (matching == null) {
            return VectorMatching.DEFAULT;
        }
        return matching.withCardinality(
                switch (matching.cardinality()) {
                    case MANY_TO_ONE -> VectorMatching.Cardinality.ONE_TO_MANY;
                    case ONE_TO_MANY -> VectorMatching.Cardinality.MANY_TO_ONE;
                    default -> matching.cardinality();
                });
    }

    private static Expr with(BinaryExpr expr, BinaryOp op) {
        return new BinaryExpr(
                op, expr.left(), expr.right(), expr.returnBool(), expr.matching(), expr.opSpan(), expr.span());
    }

    private static String said(BinaryOp op, BinaryOp other, String text) {
        return op.text() + " became " + other.text() + " in " + text;
    }

    private void aggregate(AggregateExpr expr) {
        String text = shorten(expr);
        AggregateOp other = AGGREGATES.get(expr.op());
        if (other != null) {
            add(
                    expr,
                    new AggregateExpr(other, expr.grouping(), null, expr.operand(), expr.span()),
                    expr.op().text() + " became " + other.text() + " in " + text,
                    "two series of one group with different values");
        }
        for (String label : expr.grouping().labels()) {
            var fewer = new ArrayList<>(expr.grouping().labels());
            fewer.remove(label);
            var grouping = new Grouping(expr.grouping().without(), fewer);
            add(
                    expr,
                    new AggregateExpr(expr.op(), grouping, expr.parameter(), expr.operand(), expr.span()),
                    "the grouping of " + text + " lost the label " + label,
                    "two series that differ in " + label);
        }
    }

    private void number(NumberLiteral number) {
        double value = number.value();
        double[] others = value == 0 ? new double[] {-1, 1} : new double[] {value * 0.9, value * 1.1};
        for (double other : others) {
            String from = PromqlPrinter.canonical(number);
            String to = PromqlPrinter.canonical(NumberLiteral.of(other));
            add(
                    number,
                    new NumberLiteral(other, false, number.span()),
                    "the number " + from + " became " + to,
                    "a value between " + from + " and " + to);
        }
    }

    private void window(MatrixSelector matrix) {
        if (!(matrix.range() instanceof PromDuration.Literal length)) {
            return;
        }
        for (double factor : new double[] {0.5, 2}) {
            var other = new PromDuration.Literal(Math.rint(length.value() * factor), true, length.span());
            var changed = new MatrixSelector(matrix.selector(), other, matrix.span());
            add(
                    matrix,
                    changed,
                    "the window of " + shorten(matrix) + (factor < 1 ? " is halved" : " is doubled"),
                    "a change that one of the two windows has already forgotten");
        }
    }

    private void selector(VectorSelector selector) {
        for (LabelMatcher matcher : selector.matchers()) {
            if (matcher.label().equals(LabelMatcher.METRIC_NAME)) {
                continue;
            }
            String text = matcher.label() + matcher.op().text() + "\"" + matcher.value() + "\"";
            String killer = "a series of " + selector.metricName() + " that " + text + " leaves out";
            var without = new ArrayList<>(selector.matchers());
            without.remove(matcher);
            add(selector, with(selector, without), "the matcher " + text + " is left out", killer, true);
            without.add(new LabelMatcher(matcher.label(), negated(matcher.op()), matcher.value(), matcher.span()));
            add(selector, with(selector, without), "the matcher " + text + " is negated", killer);
        }
        if (selector.time().hasOffset()) {
            add(
                    selector,
                    selector.withTime(SelectorTime.NOW),
                    "the offset of " + shorten(selector) + " is left out",
                    "a series that was different then",
                    true);
        }
    }

    private static LabelMatcher.Op negated(LabelMatcher.Op op) {
        return switch (op) {
            case EQUAL -> LabelMatcher.Op.NOT_EQUAL;
            case NOT_EQUAL -> LabelMatcher.Op.EQUAL;
            case REGEX -> LabelMatcher.Op.NOT_REGEX;
            case NOT_REGEX -> LabelMatcher.Op.REGEX;
        };
    }

    private static VectorSelector with(VectorSelector selector, List<LabelMatcher> matchers) {
        return new VectorSelector(selector.name(), matchers, selector.time(), selector.mode(), selector.span());
    }

    private static String shorten(Expr expr) {
        String text = PromqlPrinter.canonical(expr);
        return text.length() > 70 ? text.substring(0, 67) + "..." : text;
    }
}
