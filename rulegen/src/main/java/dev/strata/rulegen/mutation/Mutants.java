package dev.strata.rulegen.mutation;

import dev.strata.rulegen.compile.Compilation;
import dev.strata.rulegen.compile.Compilation.CompiledFile;
import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.definition.Targets.Sources;
import dev.strata.rulegen.mutation.MutantFile.Copy;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promtest.PromtestCompiler;
import dev.strata.rulegen.promtest.PromtestGroup;
import dev.strata.rulegen.rule.AlertingRule;
import dev.strata.rulegen.rule.RecordingRule;
import dev.strata.rulegen.rule.RuleOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** All mutants of the alerts of a run, and the files in which promtool judges them. */
public final class Mutants {
    private final Sources sources;
    private final Equivalence equivalence;
    private final Predicate<String> wanted;
    private final boolean disablingOnly;
    private final List<RuleMutant> mutants = new ArrayList<>();
    private final List<MutantFile> files = new ArrayList<>();

    private Mutants(Sources sources, Equivalence equivalence, Predicate<String> wanted, boolean disablingOnly) {
        this.sources = sources;
        this.equivalence = equivalence;
        this.wanted = wanted;
        this.disablingOnly = disablingOnly;
    }

    /**
     * Makes them.
     *
     * @param sources how series are spelled where the rules run
     * @param wanted which rules, by name
     * @param disablingOnly whether to make only those that leave a part of a rule out
     */
    public static Mutants of(
            Sources sources,
            Compilation compilation,
            Equivalence equivalence,
            Predicate<String> wanted,
            boolean disablingOnly) {
        var mutants = new Mutants(sources, equivalence, wanted, disablingOnly);
        for (CompiledFile file : compilation.files()) {
            mutants.addAlerts(file);
        }
        return mutants;
    }

    /** In the order of the rules. */
    public List<RuleMutant> all() {
        return List.copyOf(mutants);
    }

    /** One for each rule that has tests. */
    public List<MutantFile> files() {
        return List.copyOf(files);
    }

    private int add(String rule, RuleOrigin origin, Mutation<?> one) {
        int number = mutants.size() + 1;
        mutants.add(new RuleMutant(number, rule, origin, one.what(), one.killer(), one.disables(), one.equivalent()));
        return number;
    }

    private boolean isMade(Mutation<?> one) {
        return one.disables() || !disablingOnly;
    }

    private void addAlerts(CompiledFile file) {
        List<RecordingRule> recordings = recordings(file);
        for (CompiledAlert alert : file.alerts()) {
            AlertingRule rule = alert.rule();
            SloDefinition slo = alert.slo();
            String name = slo == null
                    ? rule.name()
                    : rule.name() + " on " + slo.name().value();
            if (!wanted.test(rule.name())) {
                continue;
            }
            Set<String> names = Set.of(rule.name());
            var copies = new ArrayList<Copy>();
            copies.add(new Copy(0, List.of(), List.of(rule), names));
            for (Mutation<AlertingRule> one : AlertMutants.of(rule, equivalence)) {
                if (isMade(one)) {
                    int number = add(name, rule.origin(), one);
                    copies.add(new Copy(number, List.of(), List.of(one.changed()), names));
                }
            }
            List<PromtestGroup> tests = PromtestCompiler.groups(alert, sources);
            pack(file, read(rule.expr(), recordings), copies, tests);
        }
    }

    /** The rules that an expression reads, directly or through others. */
    private static List<RecordingRule> read(Expr expr, List<RecordingRule> recordings) {
        var names = new LinkedHashSet<>(selectors(expr));
        boolean more = true;
        while (more) {
            more = false;
            for (RecordingRule rule : recordings) {
                more |= names.contains(rule.name()) && names.addAll(selectors(rule.expr()));
            }
        }
        return recordings.stream().filter(rule -> names.contains(rule.name())).toList();
    }

    private static Set<String> selectors(Expr expr) {
        var names = new TreeSet<String>();
        ExprFold.forEach(expr, node -> {
            if (node instanceof VectorSelector selector) {
                names.add(selector.metricName());
            }
        });
        return names;
    }

    private static List<RecordingRule> recordings(CompiledFile file) {
        return file.rules().groups().stream()
                .flatMap(group -> group.recordings().stream())
                .toList();
    }

    private void pack(CompiledFile file, List<RecordingRule> shared, List<Copy> copies, List<PromtestGroup> tests) {
        if (tests.isEmpty() || copies.size() < 2) {
            return;
        }
        Duration interval = file.rules().groups().get(0).interval();
        files.add(new MutantFile("mutants-" + (files.size() + 1), interval, shared, copies, tests));
    }
}
