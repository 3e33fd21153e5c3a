package dev.strata.rulegen.cli;

import dev.strata.rulegen.promtool.Promtool;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is proved, and which promtool judges. */
final class ProofOptions {
    @Option(
            names = {"-d", "--definitions"},
            paramLabel = "PATH",
            description = "A definition file or a folder of them; may be given again (default: rules/definitions).")
    private List<Path> definitions = List.of();

    @Option(
            names = "--promtool",
            paramLabel = "PATH",
            description = "promtool to use (default: $$STRATA_PROMTOOL, then the search path).")
    private @Nullable Path promtool;

    /** The definitions with all that comes of them; what is wrong with them is in its diagnostics. */
    Run run(Rulegen rulegen) {
        List<Path> sources = definitions.isEmpty() ? List.of(rulegen.definitions()) : definitions;
        return Run.of(DefinitionSources.read(sources), rulegen.today());
    }

    /** The promtool that was named, or else is found. */
    Promtool judge(Rulegen rulegen) {
        String variable = rulegen.environment().get("STRATA_PROMTOOL");
        return Promtool.find(promtool, variable, rulegen.environment().get("PATH"))
                .orElseThrow(() -> {
                    Object named = promtool == null ? variable : promtool;
                    String what = named == null ? "promtool is not on the PATH" : "no program at " + named;
                    return new Unavailable(what + "; give its place with --promtool or in STRATA_PROMTOOL");
                });
    }
}
