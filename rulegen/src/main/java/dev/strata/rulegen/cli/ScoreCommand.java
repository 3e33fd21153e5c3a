package dev.strata.rulegen.cli;

import dev.strata.rulegen.definition.yaml.RuleFileReader;
import dev.strata.rulegen.definition.yaml.RuleFileReader.WrittenRule;
import dev.strata.rulegen.definition.yaml.ScenarioReader;
import dev.strata.rulegen.definition.yaml.ScenarioReader.Suite;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.rulegen.promtool.Promtool;
import dev.strata.rulegen.route.Inhibition;
import dev.strata.rulegen.route.Routing;
import dev.strata.rulegen.scenario.Scenario;
import dev.strata.rulegen.score.NotificationRules;
import dev.strata.rulegen.score.NotificationRules.Alert;
import dev.strata.rulegen.score.ScoreRun;
import dev.strata.rulegen.score.ScoreRun.Played;
import dev.strata.rulegen.score.ScoreTable;
import dev.strata.rulegen.score.ScoredRules;
import dev.strata.rulegen.score.ScoredRules.ScoredRule;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "score",
        description = {
            "Plays incidents and harmless operations in a Prometheus server of its own and",
            "tells which of them the rules see, how soon, and how often they are wrong.",
            ""
        })
final class ScoreCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Rulegen program;

    @Option(
            names = "--rules",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Rule files of any pack (default: what the definitions yield).")
    private List<Path> rules = List.of();

    @Option(
            names = "--scenarios",
            paramLabel = "PATH",
            description = "A file of scenarios or a folder of them; may be given again (default: rules/scenarios).")
    private List<Path> scenarios = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many perturbations of each scenario after the plain run (default: 20).")
    private int seeds = 20;

    @Option(names = "--from-seed", paramLabel = "N", hidden = true, defaultValue = "0")
    private int first;

    @Option(names = "--only", paramLabel = "ID", split = ",", description = "Play these scenarios only.")
    private List<String> only = List.of();

    @Option(names = "--details", description = "Show for each scenario what fired.")
    private boolean details;

    @Option(
            names = "--prometheus",
            paramLabel = "PATH",
            description = "Server to use (default: $$STRATA_PROMETHEUS, then the search path).")
    private @Nullable Path prometheus;

    @Override
    public Integer call() {
        Rulegen rulegen = Objects.requireNonNull(program);
        var diagnostics = new Diagnostics();
        List<Path> places =
                scenarios.isEmpty() ? List.of(rulegen.root().resolve("rules").resolve("scenarios")) : scenarios;
        Suite suite = new ScenarioReader(diagnostics).read(DefinitionSources.read(places));
        Judged judged = rules.isEmpty() ? own(rulegen, diagnostics) : given(diagnostics);
        rulegen.print(diagnostics);
        if (diagnostics.hasErrors()) {
            return ExitCode.FINDINGS.code();
        }
        List<Scenario> played = suite.scenarios().stream()
                .filter(scenario -> only.isEmpty() || only.contains(scenario.id()))
                .toList();
        var run = new ScoreRun(server(rulegen), judged.rules(), suite.world());
        return play(rulegen.console(), run, played, judged.notifications());
    }

    private int play(Console console, ScoreRun run, List<Scenario> scenarios, NotificationRules notifications) {
        PrintWriter out = console.out();
        var perturbed = new ArrayList<Played>();
        boolean clean = true;
        for (int seed = first; seed <= seeds; seed++) {
            long began = System.nanoTime();
            List<Played> played = run.play(scenarios, seed);
            console.progress(
                    "seed " + seed + " of " + seeds + ": " + (System.nanoTime() - began) / 1_000_000_000 + " s");
            if (seed == 0 || details) {
                clean &= print(out, seed == 0 ? "plain" : "seed " + seed, new ScoreTable(played, notifications));
            }
            if (seed > 0) {
                perturbed.addAll(played);
            }
        }
        if (!perturbed.isEmpty()) {
            details = false;
            clean &= print(
                    out,
                    "perturbed, " + (seeds - Math.max(first, 1) + 1) + " seeds",
                    new ScoreTable(perturbed, notifications));
        }
        run.complaints().forEach(text -> out.println("could not be evaluated: " + text));
        return clean && run.complaints().isEmpty() ? ExitCode.CLEAN.code() : ExitCode.FINDINGS.code();
    }

    private boolean print(PrintWriter out, String title, ScoreTable table) {
        out.println(title);
        if (details) {
            table.details().forEach(out::println);
        }
        table.lines().forEach(out::println);
        table.mistakes().forEach(out::println);
        out.flush();
        return table.isClean();
    }

    /** Rules and how their alerts are told. */
    private record Judged(ScoredRules rules, NotificationRules notifications) {}

    private static Judged own(Rulegen rulegen, Diagnostics diagnostics) {
        Run run = Run.of(DefinitionSources.read(List.of(rulegen.definitions())), rulegen.today());
        diagnostics.addAll(run.diagnostics().sorted());
        List<SourceFile> files = run.failed()
                ? List.of()
                : run.outputs().stream()
                        .filter(file -> file.path().endsWith(".rules.yaml"))
                        .map(file -> SourceFile.of(file.path(), file.text()))
                        .toList();
        return new Judged(
                read(files, diagnostics), notifications(run.compilation().routing()));
    }

    private Judged given(Diagnostics diagnostics) {
        return new Judged(read(DefinitionSources.read(rules), diagnostics), NotificationRules.STOCK);
    }

    private static ScoredRules read(List<SourceFile> files, Diagnostics diagnostics) {
        var alerts = new ArrayList<ScoredRule>();
        var recordings = new ArrayList<ScoredRule>();
        for (SourceFile file : files) {
            for (WrittenRule rule : RuleFileReader.read(file, diagnostics)) {
                PromqlParser.Result parsed = PromqlParser.create().parse(rule.expression());
                diagnostics.addAll(parsed.diagnostics());
                Expr tree = parsed.tree();
                if (tree != null) {
                    String text = rule.expression().text();
                    (rule.records() ? recordings : alerts)
                            .add(new ScoredRule(rule.name(), text, tree, rule.hold(), rule.keep(), rule.labels()));
                }
            }
        }
        return new ScoredRules(alerts, recordings);
    }

    private static NotificationRules notifications(Routing routing) {
        return new NotificationRules(
                routing.groupBy(),
                (source, target) -> routing.inhibitions().stream().anyMatch(rule -> silences(rule, source, target)));
    }

    private static boolean silences(Inhibition rule, Alert source, Alert target) {
        return rule.source().equals(source.label("alertname"))
                && rule.sourceSeverity().equals(source.label("severity"))
                && rule.target().equals(target.label("alertname"))
                && rule.targetSeverity().equals(target.label("severity"))
                && rule.equal().stream().allMatch(label -> source.label(label).equals(target.label(label)));
    }

    private Path server(Rulegen rulegen) {
        String variable = rulegen.environment().get("STRATA_PROMETHEUS");
        return Promtool.find(
                        "prometheus",
                        prometheus,
                        variable,
                        rulegen.environment().get("PATH"))
                .orElseThrow(() -> new Unavailable(
                        "no Prometheus server to play the scenarios in; give its place with --prometheus or in"
                                + " STRATA_PROMETHEUS"));
    }
}
