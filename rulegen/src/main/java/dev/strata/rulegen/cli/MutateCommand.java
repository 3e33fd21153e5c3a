package dev.strata.rulegen.cli;

import dev.strata.rulegen.promtool.Promtool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "mutate",
        description = {
            "Makes each alert wrong in small ways (another operator, bound, window, label, time",
            "...) and has promtool say whether its tests notice. What they do not notice",
            "is printed with an input that would show it. A check of the tests, not of the rules:",
            "what is recorded for objectives is not changed.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rulegen mutate                          all alerts of rules/definitions",
            "  rulegen mutate --rule 'Node.*'          some of them",
            "  rulegen mutate --sample 10 --seed 7     ten of them, always the same ten"
        })
final class MutateCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Rulegen program;

    @Mixin
    private final ProofOptions proof = new ProofOptions();

    @Option(names = "--rule", paramLabel = "REGEX", description = "Only alerts with such a name (default: all).")
    private Pattern rule = Pattern.compile(".*");

    @Option(names = "--sample", paramLabel = "N", description = "Only so many alerts, picked at random (default: all).")
    private int sample;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Which sample (default: another one each time).")
    private @Nullable Long seed;

    @Option(
            names = "--at-least",
            paramLabel = "PERCENT",
            description = "Fail below this score (default: ${DEFAULT-VALUE}).")
    private double atLeast = 95;

    @Override
    public Integer call() {
        Rulegen rulegen = Objects.requireNonNull(program);
        Run run = proof.run(rulegen);
        if (run.failed()) {
            rulegen.print(run.diagnostics());
            return ExitCode.FINDINGS.code();
        }
        Promtool judge = proof.judge(rulegen);
        MutationRun mutation = MutationRun.of(run, judge, wanted(run, rulegen), false, rulegen.console());
        mutation.print();
        return (mutation.percent() < atLeast ? ExitCode.FINDINGS : ExitCode.CLEAN).code();
    }

    private Predicate<String> wanted(Run run, Rulegen rulegen) {
        Predicate<String> named = name -> rule.matcher(name).matches();
        if (sample <= 0) {
            return named;
        }
        long chosen = seed == null ? System.nanoTime() : seed;
        rulegen.console().out().println("seed " + chosen);
        var random = new Random(chosen);
        List<String> names = new ArrayList<>(run.compilation().alerts().stream()
                .map(alert -> alert.rule().name())
                .filter(named)
                .distinct()
                .sorted()
                .toList());
        Collections.shuffle(names, random);
        Set<String> picked = new TreeSet<>(names.subList(0, Math.min(sample, names.size())));
        return picked::contains;
    }
}
