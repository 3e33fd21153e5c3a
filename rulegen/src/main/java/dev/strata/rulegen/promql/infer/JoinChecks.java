package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorMatching;
import dev.strata.rulegen.promql.ast.VectorMatching.Cardinality;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.infer.Description.Emptiness;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is found in the matching of two vectors: sides that cannot have the same labels, or have them several times. */
final class JoinChecks {
    /** Larger expressions are not searched and not compared: a chain of operators would take quadratic time. */
    private static final int MOST_NODES = 60;

    private static final int LONGEST = 400;

    private final MetricSchema schema;
    private final Surroundings surroundings;
    private final Findings findings;

    JoinChecks(MetricSchema schema, Surroundings surroundings, Findings findings) {
        this.schema = schema;
        this.surroundings = surroundings;
        this.findings = findings;
    }

    void check(BinaryExpr expr, Description left, Description right) {
        VectorMatching matching = expr.matching();
        boolean dead = left.emptiness() == Emptiness.ALWAYS || right.emptiness() == Emptiness.ALWAYS;
        if (dead || left.isScalar() || right.isScalar() || matching == null) {
            return;
        }
        checkSame(expr, matching);
        if (expr.op() == BinaryOp.OR || matching.fills()) {
            return;
        }
        checkOneSided(expr, matching, left.labels(), right.labels());
        checkKnown(expr, matching, right.labels(), expr.left());
        checkKnown(expr, matching, left.labels(), expr.right());
        if (!expr.op().isSet()) {
            checkMany(expr, matching, left, right);
        }
    }

    private void checkOneSided(BinaryExpr expr, VectorMatching matching, Labels left, Labels right) {
        List<String> onLeft = onlyHere(matching, left, right);
        List<String> onRight = onlyHere(matching, right, left);
        if (!onLeft.isEmpty() || !onRight.isEmpty()) {
            boolean atLeft = !onLeft.isEmpty();
            String labels = quoted(atLeft ? onLeft : onRight);
            reportOneSided(expr, "the " + side(atLeft) + " side is told apart by " + labels, atLeft);
        } else if (!matching.on() && left.open() != right.open()) {
            Expr raw = left.open() ? expr.left() : expr.right();
            if (isScraped(raw)) {
                String text = "the series of the " + side(left.open()) + " side have the labels of their target";
                reportOneSided(expr, text, left.open());
            }
        }
    }

    /** Labels that are compared and that one side never had, as far as its metric is known. */
    private void checkKnown(BinaryExpr expr, VectorMatching matching, Labels there, Expr side) {
        String metric = SourceMetric.of(side);
        if (metric.isEmpty()) {
            return;
        }
        Set<String> compared =
                matching.on() ? Set.copyOf(matching.labels()) : there.named().keySet();
        for (String label : compared) {
            boolean asked = matching.on()
                    || (isCompared(matching, label) && there.fact(label).isAlways());
            Optional<String> why = asked ? missing(metric, label) : Optional.empty();
            if (why.isPresent() && !isExternal(label)) {
                findings.warning(
                        expr.opSpan(),
                        "join/label-unknown",
                        "elements are matched by \"" + label + "\", and the metric \"" + metric
                                + "\" has no such label",
                        "match on what both sides have: on (...); " + why.get());
            }
        }
    }

    private Optional<String> missing(String metric, String label) {
        boolean counts = metric.endsWith("_count") || metric.endsWith("_sum");
        return label.equals("le") && counts ? Optional.of("only buckets have it") : schema.withoutLabel(metric, label);
    }

    private void reportOneSided(BinaryExpr expr, String what, boolean left) {
        findings.warning(
                expr.opSpan(),
                "join/label-one-sided",
                what + ", and the " + side(!left) + " side has lost them: elements that have them never match",
                "match on what both sides have: on (...), with group_" + side(left) + " where many meet one");
    }

    private static String side(boolean left) {
        return left ? "left" : "right";
    }

    /** Labels to be compared that one side may have and that the other, aggregated one cannot. */
    private List<String> onlyHere(VectorMatching matching, Labels here, Labels there) {
        var only = new ArrayList<String>();
        if (there.open()) {
            return only;
        }
        Set<String> candidates =
                matching.on() ? Set.copyOf(matching.labels()) : here.named().keySet();
        for (String label : candidates) {
            boolean compared = matching.on() || isCompared(matching, label);
            boolean may = here.fact(label).presence() == Presence.MAYBE
                    && (matching.on() || here.named().containsKey(label));
            // What histogram_quantile leaves of it is there for native histograms only.
            boolean bound = label.equals("le");
            if (compared && may && !bound && there.fact(label).isNever() && !isExternal(label)) {
                only.add(label);
            }
        }
        only.sort(null);
        return only;
    }

    private static boolean isCompared(VectorMatching matching, String label) {
        return !label.equals(LabelMatcher.METRIC_NAME) && !matching.labels().contains(label);
    }

    private boolean isExternal(String label) {
        return surroundings.externalLabels().contains(label);
    }

    private static String quoted(List<String> labels) {
        return String.join(", ", labels.stream().map(label -> '"' + label + '"').toList());
    }

    /** Whether it reads series as they are scraped, which have at least the labels of their target. */
    private static boolean isScraped(Expr expr) {
        var open = new ArrayDeque<Expr>();
        open.push(expr);
        boolean scraped = false;
        for (int seen = 0; !open.isEmpty(); seen++) {
            Expr node = open.pop();
            if (seen >= MOST_NODES) {
                return false;
            }
            if (node instanceof VectorSelector selector) {
                String name = selector.metricName();
                if (name.isEmpty() || name.contains(":")) {
                    return false;
                }
                scraped = true;
            }
            node.children().forEach(open::push);
        }
        return scraped;
    }

    /** Sides that must be unique for each match, but are told apart by labels that are not compared. */
    private void checkMany(BinaryExpr expr, VectorMatching matching, Description left, Description right) {
        if (matching.cardinality() != Cardinality.MANY_TO_ONE) {
            checkUnique(expr, matching, expr.left(), left);
        }
        if (matching.cardinality() != Cardinality.ONE_TO_MANY) {
            checkUnique(expr, matching, expr.right(), right);
        }
    }

    private void checkUnique(BinaryExpr expr, VectorMatching matching, Expr operand, Description side) {
        Labels labels = side.labels();
        boolean picks = operand.unwrapped() instanceof AggregateExpr aggregate
                && aggregate.op().selects();
        if (side.single() || labels.open() || picks) {
            return;
        }
        boolean isLeft = operand == expr.left();
        List<String> surplus = labels.named().entrySet().stream()
                .filter(entry -> !entry.getValue().isNever() && !isOneValue(entry.getValue()))
                .map(java.util.Map.Entry::getKey)
                .filter(label -> matching.on()
                        ? !matching.labels().contains(label)
                        : matching.labels().contains(label))
                .filter(label -> !isExternal(label) && !label.equals(LabelMatcher.METRIC_NAME))
                // What is copied is there once for each match, or so the author thinks.
                .filter(label -> !matching.include().contains(label))
                .toList();
        if (!surplus.isEmpty()) {
            boolean grouped = matching.isGrouped();
            String fix = grouped
                    ? "aggregate the \"one\" side by the labels of the matching only"
                    : "add group_" + side(isLeft) + ", or aggregate this side by the labels of the matching only";
            findings.warning(
                    expr.opSpan(),
                    "join/many",
                    "several elements of the " + side(isLeft) + " side meet the same one, told apart by "
                            + quoted(surplus) + ": the evaluation fails",
                    fix);
        }
    }

    private static boolean isOneValue(LabelFact fact) {
        return fact.isAlways()
                && fact.values().known() != null
                && fact.values().known().size() == 1;
    }

    /** Only what can make no sense: {@code x == x} and {@code x != x} ask for NaN. */
    private void checkSame(BinaryExpr expr, VectorMatching matching) {
        boolean meaningful = switch (expr.op()) {
            case UNLESS, AND, OR, SUBTRACT, DIVIDE, GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL -> true;
            default -> false;
        };
        boolean plain = !matching.isGrouped() && !matching.fills();
        int length = expr.left().span().length();
        if (!meaningful
                || !plain
                || length > LONGEST
                || length != expr.right().span().length()) {
            return;
        }
        String text = PromqlPrinter.canonical(expr.left().unwrapped());
        if (text.equals(PromqlPrinter.canonical(expr.right().unwrapped()))) {
            findings.warning(
                    expr.opSpan(),
                    "value/same-sides",
                    "both sides of \"" + expr.op().text() + "\" are the same",
                    "one of them was meant to be something else");
        }
    }
}
