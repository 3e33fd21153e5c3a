package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorMatching;
import dev.strata.rulegen.promql.ast.VectorMatching.Cardinality;
import dev.strata.rulegen.promql.infer.Description.Emptiness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which labels matching elements have, and whether any can match at all. */
final class JoinRules {
    private static final LabelFact ABSENT = LabelFact.NEVER;

    private final Findings findings;

    JoinRules(Findings findings) {
        this.findings = findings;
    }

    /** The labels of the result; when impossible, no two elements ever match. */
    record Joined(Labels labels, boolean impossible) {}

    /** Labels of the left side as far as elements match the right side. */
    Joined matched(BinaryExpr expr, VectorMatching matching, Description left, Description right) {
        return matched(expr, matching, left, right, left);
    }

    private Joined matched(
            BinaryExpr expr, VectorMatching matching, Description left, Description right, Description base) {
        Labels a = left.labels();
        Labels b = right.labels();
        var facts = new TreeMap<>(base.labels().named());
        boolean impossible = false;
        for (String label : matchedLabels(matching, a, b)) {
            LabelFact both = a.fact(label).and(b.fact(label));
            if (both == null) {
                if (!impossible) {
                    reportImpossible(expr, label, left, right);
                }
                impossible = true;
            }
            facts.put(label, both == null ? ABSENT : both);
        }
        boolean open = matching.on() ? base.labels().open() : a.open() && b.open();
        // Labels left out of the matching keep what is known of them.
        if (!matching.on()) {
            for (String label : unmatched(matching)) {
                facts.put(label, base.labels().fact(label));
            }
        } else {
            checkMissingOn(expr, matching, left, right);
        }
        return new Joined(new Labels(facts, open), impossible);
    }

    private static Collection<String> matchedLabels(VectorMatching matching, Labels a, Labels b) {
        if (matching.on()) {
            return matching.labels();
        }
        var labels = new ArrayList<>(a.namesOf(b));
        labels.removeAll(unmatched(matching));
        return labels;
    }

    private static List<String> unmatched(VectorMatching matching) {
        var labels = new ArrayList<>(matching.labels());
        labels.add(LabelMatcher.METRIC_NAME);
        return labels;
    }

    Joined join(BinaryExpr expr, VectorMatching matching, Description left, Description right, boolean dropsName) {
        boolean mirrored = matching.cardinality() == Cardinality.ONE_TO_MANY;
        Description many = mirrored ? right : left;
        Description one = mirrored ? left : right;
        if (matching.fills()) {
            return new Joined(filled(matching, many.labels().or(one.labels()), dropsName), false);
        }
        Joined matched = matched(expr, matching, left, right, many);
        Labels labels = dropsName ? matched.labels().withoutName() : matched.labels();
        if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
            labels = matching.on() ? labels.only(matching.labels()) : labels.without(matching.labels());
        }
        for (String label : matching.include()) {
            LabelFact fact = one.labels().fact(label);
            checkIncluded(expr, label, fact, one, many);
            labels = labels.with(label, fact);
        }
        return new Joined(labels, matched.impossible());
    }

    private static Labels filled(VectorMatching matching, Labels either, boolean dropsName) {
        Labels labels = dropsName ? either.withoutName() : either.with(LabelMatcher.METRIC_NAME, LabelFact.UNKNOWN);
        var facts = new TreeMap<String, LabelFact>();
        // An element may come from one side alone, with no more than the labels that were compared.
        labels.named().forEach((label, fact) -> {
            boolean surely =
                    fact.isAlways() && matching.on() && matching.labels().contains(label);
            facts.put(label, fact.isNever() || surely ? fact : LabelFact.UNKNOWN);
        });
        labels = new Labels(facts, labels.open());
        if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
            labels = matching.on() ? labels.only(matching.labels()) : labels.without(matching.labels());
        }
        for (String label : matching.include()) {
            labels = labels.with(label, LabelFact.UNKNOWN);
        }
        return labels;
    }

    private void reportImpossible(BinaryExpr expr, String label, Description left, Description right) {
        if (left.emptiness() == Emptiness.ALWAYS || right.emptiness() == Emptiness.ALWAYS) {
            return;
        }
        LabelFact a = left.labels().fact(label);
        LabelFact b = right.labels().fact(label);
        String why;
        String hint;
        if (a.isNever() || b.isNever()) {
            String there = a.isNever() ? "right" : "left";
            why = "every element of the " + there + " side has the label \"" + label
                    + "\", and none of the other side has it";
            hint = "match on the labels both sides have, with on(...) or ignoring(" + label + ")";
        } else {
            why = "the label \"" + label + "\" is " + show(a) + " on the left and " + show(b) + " on the right";
            hint = "ask for the same values on both sides, or leave the label out with ignoring(" + label + ")";
        }
        findings.withdraw(expr.opSpan(), "join/label-one-sided");
        String effect = expr.op() == BinaryOp.UNLESS ? "removes nothing" : "never returns anything";
        findings.error(expr.opSpan(), "join/impossible", "\"" + expr.op().text() + "\" " + effect + ": " + why, hint);
    }

    private static String show(LabelFact fact) {
        if (fact.values().known() != null) {
            return fact.values().known().stream()
                    .limit(5)
                    .map(value -> "\"" + value + "\"")
                    .collect(Collectors.joining(" or "));
        }
        return fact.values().conditions().stream()
                .map(matcher -> matcher.op().text() + "\"" + matcher.value() + "\"")
                .collect(Collectors.joining(" and "));
    }

    private void checkMissingOn(BinaryExpr expr, VectorMatching matching, Description left, Description right) {
        for (String label : matching.labels()) {
            boolean nowhere = left.labels().fact(label).isNever()
                    && right.labels().fact(label).isNever();
            if (nowhere && left.emptiness() != Emptiness.ALWAYS && right.emptiness() != Emptiness.ALWAYS) {
                findings.warning(
                        expr.opSpan(),
                        "join/label-missing",
                        "on (" + label + "): no element of either side has the label \"" + label + "\"",
                        "keep it in the aggregations below, or leave it out");
            }
        }
    }

    private void checkIncluded(BinaryExpr expr, String label, LabelFact fact, Description one, Description many) {
        if (!fact.isNever() || one.emptiness() == Emptiness.ALWAYS) {
            return;
        }
        boolean removes = !many.labels().fact(label).isNever();
        findings.warning(
                expr.opSpan(),
                "join/include-missing",
                "the label \"" + label + "\" cannot be copied: the \"one\" side never has it"
                        + (removes ? ", so it is removed from the result" : ""),
                "keep it on the \"one\" side, or leave it out of group_left or group_right");
    }
}
