package dev.strata.rulegen.cli;

import dev.strata.rulegen.definition.yaml.RuleFileReader;
import dev.strata.rulegen.definition.yaml.RuleFileReader.WrittenRule;
import dev.strata.rulegen.definition.yaml.ScenarioReader;
import dev.strata.rulegen.definition.yaml.ScenarioReader.Suite;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.output.AlertmanagerConfig;
import dev.strata.rulegen.output.OutputFile;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.rulegen.promtool.Promtool;
import dev.strata.rulegen.route.RoutePlan;
import dev.strata.rulegen.scenario.Scenario;
import dev.strata.rulegen.score.Messages;
import dev.strata.rulegen.score.ScoreRun;
import dev.strata.rulegen.score.ScoreRun.Played;
import dev.strata.rulegen.score.ScoreTable;
import dev.strata.rulegen.score.ScoredRules;
import dev.strata.rulegen.score.ScoredRules.ScoredRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
            description = "Rule files or folders of any pack (default: what the definitions yield).")
    private List<Path> rules = List.of();

    @Option(
            names = "--routes",
            paramLabel = "FILE",
            description = {
                "Configuration of Alertmanager that groups and inhibits (default: our own for our",
                "rules, the one of kube-prometheus for others)."
            })
    private @Nullable Path routes;

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
        return play(rulegen.console(), run, played, judged.plan());
    }

    private int play(Console console, ScoreRun run, List<Scenario> scenarios, RoutePlan plan) {
        PrintWriter out = console.out();
        var perturbed = new ArrayList<Played>();
        boolean clean = true;
        for (int seed = first; seed <= seeds; seed++) {
            long began = System.nanoTime();
            List<Played> played = run.play(scenarios, seed);
            console.progress(
                    "seed " + seed + " of " + seeds + ": " + (System.nanoTime() - began) / 1_000_000_000 + " s");
            if (seed == 0 || details) {
                clean &= print(out, seed == 0 ? "plain" : "seed " + seed, new ScoreTable(played, plan));
            }
            if (seed > 0) {
                perturbed.addAll(played);
            }
        }
        if (!perturbed.isEmpty()) {
            details = false;
            clean &= print(
                    out, "perturbed, " + (seeds - Math.max(first, 1) + 1) + " seeds", new ScoreTable(perturbed, plan));
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
    private record Judged(ScoredRules rules, RoutePlan plan) {}

    private Judged own(Rulegen rulegen, Diagnostics diagnostics) {
        Run run = Run.of(DefinitionSources.read(List.of(rulegen.definitions())), rulegen.today());
        diagnostics.addAll(run.diagnostics().sorted());
        List<SourceFile> files = run.failed()
                ? List.of()
                : run.outputs().stream()
                        .filter(file -> file.path().endsWith(".rules.yaml"))
                        .map(file -> SourceFile.of(file.path(), file.text()))
                        .toList();
        RoutePlan plan = run.failed() ? Messages.STOCK : ownPlan(run.outputs());
        return new Judged(read(files, diagnostics), plan);
    }

    private Judged given(Diagnostics diagnostics) {
        return new Judged(
                read(DefinitionSources.read(rules), diagnostics), routes == null ? Messages.STOCK : plan(routes));
    }

    /** What our own routes come to once they are written and read again. */
    private RoutePlan ownPlan(List<OutputFile> outputs) {
        if (routes != null) {
            return plan(routes);
        }
        return outputs.stream()
                .filter(file -> file.path().endsWith("alertmanager-route.yaml"))
                .map(file -> plan(file.path(), file.text()))
                .findFirst()
                .orElse(Messages.STOCK);
    }

    private static RoutePlan plan(Path file) {
        try {
            return plan(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Unavailable("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static RoutePlan plan(String name, String text) {
        try {
            return AlertmanagerConfig.plan(text);
        } catch (AlertmanagerConfig.Unreadable e) {
            throw new Unavailable(name + ": " + e.getMessage());
        }
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
