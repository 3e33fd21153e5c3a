package dev.strata.rulegen.cli;

import dev.strata.rulegen.definition.yaml.RuleFileReader;
import dev.strata.rulegen.definition.yaml.RuleFileReader.WrittenRule;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.diagnostic.Utf8Text;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = {
            "Shows the tree of an expression, what it returns (type, labels, unit, range)",
            "and what is wrong with it. Windows are judged for scrapes every 30 s.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rulegen promql check 'sum by (job) (rate(http_requests_total[5m]))'",
            "  rulegen promql check --json --null < expressions   one JSON line for each"
        })
final class PromqlCheckCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable PromqlCommand parent;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private PromqlFeatures features = new PromqlFeatures();

    @Option(names = "--json", description = "Answer with a line of JSON; places are UTF-8 byte offsets.")
    private boolean json;

    @Option(
            names = "--null",
            description = "Read expressions from the standard input, each ended by a NUL byte (with --json).")
    private boolean separated;

    @Parameters(
            paramLabel = "EXPR|FILE",
            arity = "0..1",
            description = {
                "The expression, or a file that holds it; - is the standard input.",
                "A file *.yaml is a rule file or a PrometheusRule: all its expressions."
            })
    private @Nullable String input;

    @Override
    public Integer call() {
        Rulegen rulegen = Objects.requireNonNull(parent).program();
        var source = new PromqlAnswer.Source(features.enabled());
        if (separated) {
            return filter(rulegen, source);
        }
        if (input == null) {
            throw usage("an expression or a file is missing");
        }
        SourceFile file = PromqlInput.read(input, rulegen.console().in());
        if (file.name().matches(".*\\.ya?ml")) {
            return rules(rulegen, source, file);
        }
        PromqlAnswer answer = source.ask(file);
        if (json) {
            byte[] bytes = file.text().getBytes(StandardCharsets.UTF_8);
            new PromqlJson(rulegen.console().out()).write(Utf8Text.decode(bytes), answer);
        } else {
            print(rulegen, answer);
        }
        return exit(answer);
    }

    private int filter(Rulegen rulegen, PromqlAnswer.Source source) {
        if (!json || input != null) {
            throw usage(json ? "with --null expressions come from the standard input" : "--null needs --json");
        }
        PrintWriter out = rulegen.console().out();
        var writer = new PromqlJson(out);
        int[] worst = {ExitCode.CLEAN.code()};
        PromqlInput.forEach(
                rulegen.console().in(),
                text -> {
                    PromqlAnswer answer = source.ask(SourceFile.of("expression", text.text()));
                    writer.write(text, answer);
                    worst[0] = Math.max(worst[0], exit(answer));
                },
                out::flush);
        return worst[0];
    }

    /** The rules of a file, with the places of the file. */
    private int rules(Rulegen rulegen, PromqlAnswer.Source source, SourceFile file) {
        var diagnostics = new Diagnostics();
        List<WrittenRule> rules = RuleFileReader.read(file, diagnostics);
        if (json) {
            var writer = new PromqlJson(rulegen.console().out());
            Utf8Text text = Utf8Text.decode(file.text().getBytes(StandardCharsets.UTF_8));
            for (WrittenRule rule : rules) {
                PromqlAnswer answer = source.ask(rule.expression());
                diagnostics.addAll(answer.diagnostics());
                writer.write(text, answer);
            }
            return (diagnostics.hasErrors() ? ExitCode.FINDINGS : ExitCode.CLEAN).code();
        }
        WrittenRules.check(file, rules, features.enabled(), diagnostics);
        rulegen.print(diagnostics);
        if (diagnostics.hasErrors()) {
            return ExitCode.FINDINGS.code();
        }
        rulegen.console().out().println(rules.size() + (rules.size() == 1 ? " rule" : " rules") + ": no errors");
        return ExitCode.CLEAN.code();
    }

    private static void print(Rulegen rulegen, PromqlAnswer answer) {
        PromqlAnswer.Sound sound = answer.sound();
        if (sound != null) {
            rulegen.console().out().print(PromqlText.of(sound));
        }
        if (!answer.diagnostics().isEmpty()) {
            var diagnostics = new Diagnostics();
            diagnostics.addAll(answer.diagnostics());
            if (sound != null) {
                rulegen.console().out().print('\n');
            }
            rulegen.print(diagnostics);
        }
    }

    private static int exit(PromqlAnswer answer) {
        boolean wrong = answer.diagnostics().stream().anyMatch(found -> found.level() == Diagnostic.Level.ERROR);
        return (wrong ? ExitCode.FINDINGS : ExitCode.CLEAN).code();
    }

    private ParameterException usage(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
