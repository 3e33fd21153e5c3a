package dev.strata.rulegen.cli;

import dev.strata.rulegen.output.OutputFile;
import dev.strata.rulegen.promtool.Promtool;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "test",
        description = {
            "Generates rules and tests into a temporary folder and has promtool judge them:",
            "'promtool check rules', then 'promtool test rules'. Nothing in the repository",
            "is written. promtool is part of every Prometheus release.",
            ""
        })
final class TestCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Rulegen program;

    @Mixin
    private final ProofOptions proof = new ProofOptions();

    @Option(
            names = "--coverage",
            description =
                    "Also say which parts of each rule no test needs: each is left out once, see 'rulegen mutate'.")
    private boolean coverage;

    @Override
    public Integer call() {
        Rulegen rulegen = Objects.requireNonNull(program);
        Run run = proof.run(rulegen);
        rulegen.print(run.diagnostics());
        if (run.failed()) {
            return ExitCode.FINDINGS.code();
        }
        Promtool judge = proof.judge(rulegen);
        rulegen.console().progress("running " + judge.program());
        List<OutputFile> outputs = run.outputs();
        boolean passed = judge(judge, outputs, rulegen.console());
        if (passed) {
            long tests = outputs.stream().filter(TestCommand::isTest).count();
            rulegen.console().out().println(run.size() + ": " + tests + " test files passed");
            if (coverage) {
                MutationRun.of(run, judge, rule -> true, true, rulegen.console())
                        .printCoverage();
            }
        }
        return passed ? ExitCode.CLEAN.code() : ExitCode.FINDINGS.code();
    }

    private static boolean judge(Promtool promtool, List<OutputFile> outputs, Console console) {
        return TemporaryFolder.with(outputs, folder -> judge(promtool, folder, outputs, console));
    }

    private static boolean judge(Promtool promtool, Path folder, List<OutputFile> outputs, Console console) {
        List<String> rules = outputs.stream()
                .map(OutputFile::path)
                .filter(path -> path.endsWith(".rules.yaml"))
                .toList();
        List<String> tests = outputs.stream()
                .filter(TestCommand::isTest)
                .map(OutputFile::path)
                .toList();
        return step(promtool, folder, List.of("check", "rules"), rules, console)
                && step(promtool, folder, List.of("test", "rules"), tests, console);
    }

    private static boolean isTest(OutputFile file) {
        return file.path().endsWith(".test.yaml");
    }

    private static boolean step(
            Promtool promtool, Path folder, List<String> verb, List<String> files, Console console) {
        var arguments = new ArrayList<>(verb);
        arguments.addAll(files);
        console.progress("promtool " + String.join(" ", verb) + ", " + files.size() + " files");
        Promtool.Outcome outcome = promtool.run(folder, arguments);
        PrintWriter out = console.out();
        if (outcome.exit() != 0) {
            out.print(outcome.output());
            out.println("promtool " + String.join(" ", verb) + " failed");
        }
        return outcome.exit() == 0;
    }
}
