package dev.strata.rulegen.mutation;

import dev.strata.rulegen.promtest.PromtestFile;
import dev.strata.rulegen.promtest.PromtestGroup;
import dev.strata.rulegen.promtest.PromtestGroup.AlertCheck;
import dev.strata.rulegen.promtest.PromtestGroup.ExpectedSample;
import dev.strata.rulegen.promtest.PromtestGroup.ExpressionCheck;
import dev.strata.rulegen.rule.AlertingRule;
import dev.strata.rulegen.rule.RecordingRule;
import dev.strata.rulegen.rule.RuleFile;
import dev.strata.rulegen.rule.RuleGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Mutants that share one run: each a copy of a rule under a name of its own, with the checks of the rule under that
 * name too, on the same series.
 *
 * @param copies what is copied for each mutant
 * @param shared recording rules that all copies read
 */
public record MutantFile(
        String name, Duration interval, List<RecordingRule> shared, List<Copy> copies, List<PromtestGroup> tests) {
    public MutantFile {
        shared = List.copyOf(shared);
        copies = List.copyOf(copies);
        tests = List.copyOf(tests);
    }

    /**
     * One mutant; number 0 is the rule as it is, which must pass.
     *
     * @param renamed names of recorded series, and of the alert, that have a copy of their own
     */
    public record Copy(int number, List<RecordingRule> recordings, List<AlertingRule> alerts, Set<String> renamed) {
        public Copy {
            recordings = List.copyOf(recordings);
            alerts = List.copyOf(alerts);
            renamed = Set.copyOf(renamed);
        }
    }

    /** The file without some of its mutants. */
    MutantFile without(Set<Integer> numbers) {
        List<Copy> rest =
                copies.stream().filter(copy -> !numbers.contains(copy.number())).toList();
        return new MutantFile(name, interval, shared, rest, tests);
    }

    public RuleFile rules() {
        var recordings = new ArrayList<>(shared);
        var alerts = new ArrayList<AlertingRule>();
        for (Copy copy : copies) {
            copy.recordings().forEach(rule -> recordings.add(renamed(copy, rule)));
            copy.alerts().forEach(rule -> alerts.add(renamed(copy, rule)));
        }
        return new RuleFile(name, List.of(new RuleGroup(name, interval, recordings, alerts)));
    }

    private static RecordingRule renamed(Copy copy, RecordingRule rule) {
        var renaming = new Renaming(copy.number(), copy.renamed());
        return new RecordingRule(renaming.name(rule.name()), renaming.expr(rule.expr()), rule.labels(), rule.origin());
    }

    private static AlertingRule renamed(Copy copy, AlertingRule rule) {
        var renaming = new Renaming(copy.number(), copy.renamed());
        return new AlertingRule(
                renaming.name(rule.name()),
                renaming.expr(rule.expr()),
                rule.holdFor(),
                rule.keepFiringFor(),
                rule.labels(),
                rule.annotations(),
                rule.origin());
    }

    public PromtestFile promtest() {
        return new PromtestFile(name, name, tests.stream().map(this::all).toList());
    }

    /** A group with its checks once for each mutant. */
    private PromtestGroup all(PromtestGroup group) {
        var alerts = new ArrayList<AlertCheck>();
        var expressions = new ArrayList<ExpressionCheck>();
        for (Copy copy : copies) {
            var renaming = new Renaming(copy.number(), copy.renamed());
            group.alerts().stream()
                    .filter(check -> copy.renamed().contains(check.alert()))
                    .map(check -> new AlertCheck(check.at(), renaming.name(check.alert()), check.firing()))
                    .forEach(alerts::add);
            group.expressions().stream()
                    .flatMap(check -> renamed(check, renaming))
                    .forEach(expressions::add);
        }
        return new PromtestGroup(group.name(), group.step(), group.every(), group.input(), alerts, expressions);
    }

    private static Stream<ExpressionCheck> renamed(ExpressionCheck check, Renaming renaming) {
        String expr = renaming.text(check.expr());
        if (expr.equals(check.expr())) {
            return Stream.empty();
        }
        List<ExpectedSample> samples = check.samples().stream()
                .map(sample -> new ExpectedSample(renaming.text(sample.labels()), sample.value()))
                .toList();
        return Stream.of(new ExpressionCheck(expr, check.at(), samples));
    }
}
