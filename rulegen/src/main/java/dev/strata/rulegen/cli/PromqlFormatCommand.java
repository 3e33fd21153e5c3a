package dev.strata.rulegen.cli;

import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Excerpt;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "format",
        description = {
            "Writes an expression as promtool promql format does: what is longer than 100",
            "characters is spread over lines. Comments are not kept.",
            ""
        })
final class PromqlFormatCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable PromqlCommand parent;

    @Mixin
    private PromqlFeatures features = new PromqlFeatures();

    @Parameters(
            paramLabel = "EXPR|FILE",
            description = "The expression, or a file that holds it; - is the standard input.")
    private String input = "";

    @Override
    public Integer call() {
        Rulegen rulegen = Objects.requireNonNull(parent).program();
        SourceFile file = PromqlInput.read(input, rulegen.console().in());
        PromqlParser.Result parsed =
                PromqlParser.withFeatures(features.enabled()).parse(Excerpt.whole(file));
        if (!parsed.isOk()) {
            var diagnostics = new Diagnostics();
            diagnostics.addAll(parsed.diagnostics());
            rulegen.print(diagnostics);
            return ExitCode.FINDINGS.code();
        }
        rulegen.console().out().print(PromqlPrinter.pretty(parsed.expr()) + "\n");
        return ExitCode.CLEAN.code();
    }
}
