package dev.strata.rulegen.cli;

import dev.strata.rulegen.diagnostic.Diagnostics;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "check",
        description = {
            "Reads definitions and reports all mistakes at once, each with its place.",
            "Writes nothing and starts no program.",
            ""
        })
final class CheckCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Rulegen program;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Definition files, or folders of them (default: rules/definitions).")
    private List<Path> paths = List.of();

    @Option(
            names = "--dashboards",
            description = "The paths are Grafana dashboards (*.json), anybody's (default: dashboards).")
    private boolean dashboards;

    @Override
    public Integer call() {
        Rulegen rulegen = Objects.requireNonNull(program);
        if (dashboards) {
            return checkDashboards(rulegen);
        }
        List<Path> sources = paths.isEmpty() ? List.of(rulegen.definitions()) : paths;
        Run run = Run.of(DefinitionSources.read(sources), rulegen.today());
        rulegen.print(run.diagnostics());
        if (run.failed()) {
            return ExitCode.FINDINGS.code();
        }
        rulegen.printLeftOut(run);
        rulegen.console().out().println(run.size() + ": no errors");
        return ExitCode.CLEAN.code();
    }

    /** Warnings count as well: a dashboard has no definition that could be refused. */
    private int checkDashboards(Rulegen rulegen) {
        var diagnostics = new Diagnostics();
        List<Path> sources = paths.isEmpty() ? List.of(rulegen.root().resolve("dashboards")) : paths;
        int count = DashboardSources.check(sources, diagnostics);
        rulegen.print(diagnostics);
        if (!diagnostics.isEmpty()) {
            return ExitCode.FINDINGS.code();
        }
        rulegen.console().out().println(count + (count == 1 ? " dashboard" : " dashboards") + ": no findings");
        return ExitCode.CLEAN.code();
    }
}
