package dev.strata.rulegen.mutation;

import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.rule.AlertingRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All small changes to an alert: to its expression, its times, its labels and its texts. */
final class AlertMutants {
    private final AlertingRule rule;
    private final List<Mutation<AlertingRule>> found = new ArrayList<>();

    private AlertMutants(AlertingRule rule) {
        this.rule = rule;
    }

    static List<Mutation<AlertingRule>> of(AlertingRule rule, Equivalence equivalence) {
        var mutants = new AlertMutants(rule);
        for (Mutation<Expr> one : ExprMutants.of(rule.expr(), equivalence)) {
            mutants.found.add(one.withChanged(mutants.with(one.changed())));
        }
        mutants.times();
        mutants.labels();
        mutants.texts();
        return mutants.found;
    }

    private AlertingRule with(Expr expr) {
        return copy(expr, rule.holdFor(), rule.keepFiringFor(), rule.labels(), rule.annotations());
    }

    private AlertingRule copy(
            Expr expr, Duration hold, Duration keep, Map<String, String> labels, Map<String, String> texts) {
        return new AlertingRule(
                rule.name(), expr, hold, keep, new TreeMap<>(labels), new TreeMap<>(texts), rule.origin());
    }

    private void add(AlertingRule changed, String what, String killer, boolean disables) {
        found.add(new Mutation<>(changed, what, killer, disables, false));
    }

    private void times() {
        Duration hold = rule.holdFor();
        Duration keep = rule.keepFiringFor();
        if (!hold.isZero()) {
            String killer = "an evaluation shortly before the condition has held for " + hold.toSeconds() + " s";
            add(hold(Duration.ZERO), "\"for\" is left out", killer, true);
            add(hold(hold.dividedBy(2)), "\"for\" is halved", killer, false);
            add(hold(hold.multipliedBy(2)), "\"for\" is doubled", "an evaluation right at the end of it", false);
        }
        if (!keep.isZero()) {
            String killer = "an evaluation shortly before the end of it";
            add(keep(Duration.ZERO), "\"keep_firing_for\" is left out", killer, true);
            add(keep(keep.dividedBy(2)), "\"keep_firing_for\" is halved", killer, false);
            add(keep(keep.multipliedBy(2)), "\"keep_firing_for\" is doubled", "an evaluation right after it", false);
        }
    }

    private AlertingRule hold(Duration hold) {
        return copy(rule.expr(), hold, rule.keepFiringFor(), rule.labels(), rule.annotations());
    }

    private AlertingRule keep(Duration keep) {
        return copy(rule.expr(), rule.holdFor(), keep, rule.labels(), rule.annotations());
    }

    private void labels() {
        String killer = "any case in which it fires, with all labels compared";
        rule.labels().forEach((label, value) -> {
            var fewer = new TreeMap<>(rule.labels());
            fewer.remove(label);
            add(labelled(fewer), "the label " + label + " is left out", killer, true);
            var other = new TreeMap<>(rule.labels());
            other.put(label, value + "x");
            add(labelled(other), "the label " + label + " has another value", killer, false);
        });
    }

    private AlertingRule labelled(Map<String, String> labels) {
        return copy(rule.expr(), rule.holdFor(), rule.keepFiringFor(), labels, rule.annotations());
    }

    private void texts() {
        String killer = "any case in which it fires, with all texts compared";
        for (String name : rule.annotations().keySet()) {
            var fewer = new TreeMap<>(rule.annotations());
            fewer.remove(name);
            AlertingRule changed = copy(rule.expr(), rule.holdFor(), rule.keepFiringFor(), rule.labels(), fewer);
            add(changed, "the text " + name + " is left out", killer, true);
        }
    }
}
