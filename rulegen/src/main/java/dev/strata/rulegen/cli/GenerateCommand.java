package dev.strata.rulegen.cli;

import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.output.DashboardForm;
import dev.strata.rulegen.output.OutputFile;
import dev.strata.rulegen.output.OutputFolder;
import dev.strata.rulegen.output.OutputFolder.Difference;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "generate",
        description = {
            "Writes rules/generated, rules/tests, dashboards and docs/runbooks from the",
            "definitions. The same definitions give the same bytes; files that were not",
            "generated are left alone.",
            ""
        })
final class GenerateCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Rulegen program;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--check",
            description = "Write nothing; name each generated file that drifted, is missing or is surplus.")
    private boolean check;

    @Option(
            names = {"-d", "--definitions"},
            paramLabel = "PATH",
            description = "A definition file or a folder of them; may be given again (default: rules/definitions).")
    private List<Path> definitions = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Write below this folder instead of the root.")
    private @Nullable Path output;

    @Option(names = "--only", paramLabel = "PART", description = "Write one part only: ${COMPLETION-CANDIDATES}.")
    private @Nullable Part only;

    @Option(
            names = "--form",
            paramLabel = "FORM",
            description = {
                "With --only dashboards: ${COMPLETION-CANDIDATES};",
                "each but classic has its own folder below dashboards (default: classic)."
            })
    private @Nullable DashboardForm form;

    /** What --only can name. */
    private enum Part {
        DASHBOARDS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        Rulegen rulegen = Objects.requireNonNull(program);
        if (form != null && only == null) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "--form needs --only dashboards");
        }
        List<Path> sources = definitions.isEmpty() ? List.of(rulegen.definitions()) : definitions;
        List<SourceFile> texts = DefinitionSources.read(sources);
        Run run = only == null ? Run.of(texts, rulegen.today()) : Run.withoutTests(texts, rulegen.today());
        rulegen.print(run.diagnostics());
        if (run.failed()) {
            return ExitCode.FINDINGS.code();
        }
        DashboardForm wanted = form == null ? DashboardForm.CLASSIC : form;
        Path root = output == null ? rulegen.root() : output;
        List<OutputFile> written = only == null ? run.outputs() : run.dashboards(wanted);
        OutputFolder folder = only == null ? new OutputFolder(root) : OutputFolder.only(root, wanted.folder());
        List<Difference> differences = check ? folder.differences(written) : folder.write(written);
        PrintWriter out = rulegen.console().out();
        differences.forEach(difference -> out.println(line(difference)));
        rulegen.printLeftOut(run);
        String files = run.size() + ": " + written.size() + " files";
        if (!check) {
            out.println(files + ", " + differences.size() + " changed");
            return ExitCode.CLEAN.code();
        }
        out.println(
                differences.isEmpty()
                        ? files + ", all as generated"
                        : differences.size() + " of the generated files differ; run 'rulegen generate'");
        return differences.isEmpty() ? ExitCode.CLEAN.code() : ExitCode.FINDINGS.code();
    }

    private String line(Difference difference) {
        String kind = difference.kind().name().toLowerCase(Locale.ROOT);
        String done = switch (difference.kind()) {
            case DRIFTED -> "updated";
            case MISSING -> "new";
            case SURPLUS -> "removed";
        };
        return String.format(Locale.ROOT, "%-8s %s", check ? kind : done, difference.path());
    }
}
