package dev.strata.rulegen.cli;

import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.diagnostic.Nearest;
import dev.strata.rulegen.promtest.PromtestGroup;
import dev.strata.rulegen.runbook.Runbook;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "explain",
        description = {
            "Says in words what an alert watches, when it fires, how long that takes, what it",
            "was tested on, whom it tells, what silences it and what it replaces. The name may",
            "be that of a well-known rule which the alert succeeds.",
            ""
        })
final class ExplainCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Rulegen program;

    @Parameters(paramLabel = "ALERT", description = "Name of an alert.")
    private String name = "";

    @Option(
            names = {"-d", "--definitions"},
            paramLabel = "PATH",
            description = "A definition file or a folder of them; may be given again (default: rules/definitions).")
    private List<Path> definitions = List.of();

    @Override
    public Integer call() {
        Rulegen rulegen = Objects.requireNonNull(program);
        List<Path> sources = definitions.isEmpty() ? List.of(rulegen.definitions()) : definitions;
        Run run = Run.of(DefinitionSources.read(sources), rulegen.today());
        if (run.failed()) {
            rulegen.print(run.diagnostics());
            return ExitCode.FINDINGS.code();
        }
        List<CompiledAlert> alerts = run.compilation().alerts();
        List<CompiledAlert> own = alerts.stream()
                .filter(alert -> alert.rule().name().equals(name))
                .toList();
        List<CompiledAlert> found = own.isEmpty()
                ? alerts.stream()
                        .filter(alert ->
                                alert.definition().relations().replaces().contains(name))
                        .toList()
                : own;
        PrintWriter out = rulegen.console().out();
        if (found.isEmpty()) {
            return unknown(run, alerts, out);
        }
        for (String one :
                found.stream().map(alert -> alert.rule().name()).distinct().toList()) {
            explain(
                    run,
                    one,
                    found.stream()
                            .filter(alert -> alert.rule().name().equals(one))
                            .toList(),
                    out);
        }
        return ExitCode.CLEAN.code();
    }

    private int unknown(Run run, List<CompiledAlert> alerts, PrintWriter out) {
        List<String> left = run.compilation().leftOut().stream()
                .filter(alert -> alert.alert().equals(name))
                .map(alert -> name + " is left out, because " + alert.reason())
                .toList();
        if (!left.isEmpty()) {
            left.forEach(out::println);
            return ExitCode.CLEAN.code();
        }
        List<String> names = Stream.concat(
                        alerts.stream().map(alert -> alert.rule().name()),
                        alerts.stream().flatMap(alert -> alert.definition().relations().replaces().stream()))
                .distinct()
                .toList();
        out.println("no alert is called \"" + name + "\""
                + Nearest.hint(name, names).map(hint -> "; " + hint).orElse(""));
        return ExitCode.FINDINGS.code();
    }

    private static void explain(Run run, String alert, List<CompiledAlert> rules, PrintWriter out) {
        for (Runbook page : run.compilation().runbooks()) {
            if (page.alert().equals(alert)) {
                out.println(alert + ": " + page.summary());
                for (Runbook.Section section : page.sections()) {
                    out.println();
                    out.println(section.heading());
                    section.text()
                            .strip()
                            .lines()
                            .map(line -> line.isEmpty() ? "" : "  " + line)
                            .forEach(out::println);
                }
            }
        }
        out.println();
        out.println("Tested on");
        run.tests().stream()
                .flatMap(file -> file.groups().stream())
                .filter(group ->
                        group.alerts().stream().anyMatch(check -> check.alert().equals(alert)))
                .forEach(group -> out.println("  " + tested(group)));
        out.println();
        out.println("Who is told");
        var plan = run.compilation().routing().plan();
        for (CompiledAlert rule : rules) {
            if (rule.rule().labels().values().stream().anyMatch(value -> value.contains("{{"))) {
                out.println("  by namespace, as the definition of the kind Tenancy says");
            } else {
                out.println("  " + rule.rule().labels().get("severity") + ": "
                        + String.join(", ", plan.receivers(rule.rule().labels())));
            }
        }
        run.compilation().routing().inhibitions().stream()
                .filter(inhibition -> inhibition.target().equals(alert))
                .forEach(inhibition -> out.println("  silent while " + inhibition.source() + " fires for the same "
                        + String.join(", ", inhibition.equal())));
    }

    private static String tested(PromtestGroup group) {
        long series = group.input().size();
        long firing = group.alerts().stream()
                .mapToLong(check -> check.firing().size())
                .max()
                .orElse(0);
        return group.name() + ": " + series + " series, looked at "
                + group.alerts().size() + " times, " + firing + " alerts at most";
    }
}
