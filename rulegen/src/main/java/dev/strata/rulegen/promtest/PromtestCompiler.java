package dev.strata.rulegen.promtest;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.compile.Compilation;
import dev.strata.rulegen.compile.Compilation.CompiledFile;
import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.Promql;
import dev.strata.rulegen.definition.AlertExample;
import dev.strata.rulegen.definition.DefinitionFile;
import dev.strata.rulegen.definition.Definitions;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.definition.Targets.Sources;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.Grouping;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import dev.strata.rulegen.promtest.PromtestGroup.AlertCheck;
import dev.strata.rulegen.promtest.PromtestGroup.ExpectedSample;
import dev.strata.rulegen.promtest.PromtestGroup.ExpressionCheck;
import dev.strata.rulegen.promtest.PromtestGroup.Firing;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import dev.strata.rulegen.rule.AlertingRule;
import dev.strata.rulegen.template.AnnotationTemplate;
import dev.strata.rulegen.template.TemplateContext;
import dev.strata.rulegen.template.TemplateSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the tests of all compiled files. */
public final class PromtestCompiler {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String ALERTS = "ALERTS";
    private static final String NAME = "alertname";
    private static final String STATE = "alertstate";
    private static final String FIRING = "firing";

    private final SpelledTests spelled;
    private final Diagnostics diagnostics;

    private PromtestCompiler(SpelledTests spelled, Diagnostics diagnostics) {
        this.spelled = spelled;
        this.diagnostics = diagnostics;
    }

    /** An alert that can neither be turned into series nor brings tests of its own is reported. */
    public static List<PromtestFile> compile(
            Definitions definitions, Compilation compilation, Diagnostics diagnostics) {
        var compiler =
                new PromtestCompiler(new SpelledTests(definitions.targets().sources()), diagnostics);
        Map<String, DefinitionFile> sources = new TreeMap<>();
        definitions.files().forEach(file -> sources.put(file.stem(), file));
        var files = new ArrayList<PromtestFile>();
        for (CompiledFile file : compilation.files()) {
            DefinitionFile source = sources.get(file.rules().name());
            PromtestFile own = compiler.file(file, source);
            if (!own.groups().isEmpty()) {
                files.add(own);
            }
            compiler.addObjectives(file, files);
        }
        return files;
    }

    /** The tests of one alert; empty where none can be made and none were written. */
    public static List<PromtestGroup> groups(CompiledAlert alert, Sources sources) {
        return groups(alert, new SpelledTests(sources));
    }

    /** The tests of what is recorded for an objective; each wants a file of its own. */
    private static List<PromtestGroup> groups(SloDefinition slo, SpelledTests spelled) {
        return new SloScenarios(slo)
                .group().stream()
                        .flatMap(group -> Stream.of(group, new SloHistory(slo).longWindows()))
                        .map(spelled::group)
                        .toList();
    }

    private PromtestFile file(CompiledFile file, @Nullable DefinitionFile source) {
        var groups = new ArrayList<PromtestGroup>();
        if (source != null) {
            source.recordings().stream()
                    .flatMap(pack -> RecordingExamples.groups(pack, diagnostics).stream())
                    .map(spelled::group)
                    .forEach(groups::add);
        }
        for (CompiledAlert alert : file.alerts()) {
            List<PromtestGroup> own = groups(alert, spelled);
            if (own.isEmpty() && !alert.rule().labels().containsKey("override")) {
                AlertingRule rule = alert.rule();
                diagnostics.add(Diagnostic.error(
                                rule.origin().file(),
                                rule.origin().span(),
                                "promtest/no-tests",
                                "no test can be made for the alert \"" + rule.name() + "\" from its condition")
                        .withHint("write at least one under the key \"tests\""));
            }
            reportOneSided(alert.rule(), own);
            groups.addAll(own);
        }
        return new PromtestFile(file.rules().name(), file.rules().name(), groups);
    }

    /** A page must be seen to fire, and to be quiet while nothing is wrong. */
    private void reportOneSided(AlertingRule rule, List<PromtestGroup> groups) {
        List<AlertCheck> checks =
                groups.stream().flatMap(group -> group.alerts().stream()).toList();
        boolean page = rule.labels().getOrDefault("severity", "").contains("critical");
        boolean fires = checks.stream().anyMatch(check -> !check.firing().isEmpty())
                || groups.stream()
                        .flatMap(group -> group.expressions().stream())
                        .anyMatch(check -> check.expr().contains(FIRING)
                                && !check.samples().isEmpty());
        boolean quiet = checks.stream().anyMatch(check -> check.firing().isEmpty());
        if (page && !checks.isEmpty() && !(fires && quiet)) {
            String message = "no test of the page \"" + rule.name() + "\" has it " + (fires ? "quiet" : "firing");
            diagnostics.add(Diagnostic.error(rule.origin().file(), rule.origin().span(), "promtest/one-sided", message)
                    .withHint("write one more under the key \"tests\": "
                            + (fires ? "a harmless case, without \"firing\"" : "a case with \"firing\"")));
        }
    }

    /** Objectives are evaluated seldom, so their tests are in files of their own. */
    private void addObjectives(CompiledFile file, List<PromtestFile> files) {
        String name = file.rules().name();
        var recorded = new ArrayList<PromtestGroup>();
        var windows = new ArrayList<PromtestGroup>();
        for (SloDefinition slo : file.slos()) {
            List<PromtestGroup> groups = groups(slo, spelled);
            if (!groups.isEmpty()) {
                recorded.add(groups.get(0));
                windows.add(groups.get(1));
            }
        }
        if (!recorded.isEmpty()) {
            files.add(new PromtestFile(name + ".objectives", name, recorded));
            files.add(new PromtestFile(name + ".windows", name, windows));
        }
    }

    private static List<PromtestGroup> groups(CompiledAlert alert, SpelledTests spelled) {
        var groups = new ArrayList<PromtestGroup>();
        AlertCondition condition = alert.condition();
        Timeline timeline = Timeline.of(alert.definition().timing(), condition);
        List<Scenario> turned = ScenarioMaker.scenarios(alert, timeline);
        if (!turned.isEmpty()) {
            groups.add(group(alert, timeline, turned, true));
        }
        if (condition instanceof Promql raw) {
            boolean shown = isValueShown(alert.rule());
            var scenarios = new ExpressionScenarios(raw.expr(), timeline);
            scenarios.byBeginning().forEach((since, cases) -> {
                boolean texts = !shown || scenarios.isExact(since);
                groups.add(group(alert, timeline.withActiveAt(since), cases, texts));
            });
        }
        groups.addAll(examples(alert));
        return groups.stream().map(spelled::group).toList();
    }

    /** Whether a text shows the value as it is, with all its digits; the answer to a question has a value of its own. */
    private static boolean isValueShown(AlertingRule rule) {
        return Stream.concat(rule.annotations().values().stream(), rule.labels().values().stream())
                .map(text -> text.split("[{]{2} with query", 2)[0])
                .anyMatch(text -> text.contains("$value") || text.contains(".Value"));
    }

    /** {@code texts}: whether all that texts show is known beforehand; without, labels alone are compared. */
    private static PromtestGroup group(
            CompiledAlert alert, Timeline timeline, List<Scenario> scenarios, boolean texts) {
        AlertingRule rule = alert.rule();
        var input = new ArrayList<Input>();
        var causes = new ArrayList<TemplateSample>();
        for (Scenario scenario : scenarios) {
            input.addAll(scenario.input());
            input.addAll(CauseRows.inputs(scenario.causes(), timeline.samples()));
            causes.addAll(scenario.causes());
        }
        List<Firing> firing = scenarios.stream()
                .filter(Scenario::fires)
                .map(scenario -> firing(rule, scenario.labels(), scenario.value(), causes))
                .toList();
        var checks = new ArrayList<AlertCheck>();
        var states = new ArrayList<ExpressionCheck>();
        if (timeline.hold() > 0) {
            Duration before = timeline.at(timeline.firesAt() - 1);
            checks.add(new AlertCheck(before, rule.name(), List.of()));
            states.add(state(rule, "pending", before, scenarios));
        }
        if (texts) {
            checks.add(new AlertCheck(timeline.at(timeline.firesAt()), rule.name(), firing));
        } else {
            states.add(labels(rule, timeline.at(timeline.firesAt()), firing));
        }
        boolean exact = timeline.exact() || timeline.lingers() == 0;
        boolean lasts = timeline.keep() > 0 || timeline.lingers() > 2;
        if (exact && lasts && texts) {
            checks.add(new AlertCheck(timeline.at(timeline.ends() - 1), rule.name(), firing));
        } else if (timeline.keep() > 1) {
            Duration kept = timeline.at(timeline.recovers() + timeline.keep() - 1);
            if (!texts || isValueShown(rule)) { // it changes while the window forgets the trouble
                states.add(state(rule, FIRING, kept, scenarios));
            } else {
                checks.add(new AlertCheck(kept, rule.name(), firing));
            }
        }
        int gone = exact ? timeline.ends() : timeline.ends() + 1;
        checks.add(new AlertCheck(timeline.at(gone), rule.name(), List.of()));
        String objective =
                alert.slo() == null ? "" : " on " + alert.slo().name().value();
        String name = rule.name() + " " + rule.labels().get("severity") + objective;
        return new PromtestGroup(name, timeline.step(), timeline.step(), input, checks, states);
    }

    /** All alerts of a rule, with their labels. */
    private static ExpressionCheck labels(AlertingRule rule, Duration at, List<Firing> firing) {
        var alerts =
                VectorSelector.of(ALERTS, LabelMatcher.equal(NAME, rule.name()), LabelMatcher.equal(STATE, FIRING));
        List<ExpectedSample> expected = firing.stream()
                .map(alert -> {
                    var labels = new TreeMap<>(alert.labels());
                    labels.put(NAME, rule.name());
                    labels.put(STATE, FIRING);
                    return new ExpectedSample(SeriesText.series(ALERTS, labels), "1");
                })
                .toList();
        return new ExpressionCheck(PromqlPrinter.canonical(alerts), at, expected);
    }

    private static ExpressionCheck state(AlertingRule rule, String state, Duration at, List<Scenario> scenarios) {
        var alerts = VectorSelector.of(ALERTS, LabelMatcher.equal(NAME, rule.name()), LabelMatcher.equal(STATE, state));
        var byCluster = AggregateExpr.of(AggregateOp.SUM, Grouping.by(LabelName.CLUSTER), alerts);
        List<ExpectedSample> expected = scenarios.stream()
                .filter(Scenario::fires)
                .map(scenario -> scenario.labels().getOrDefault(LabelName.CLUSTER, ""))
                .sorted()
                .map(cluster -> new ExpectedSample(
                        SeriesText.series("", new TreeMap<>(Map.of(LabelName.CLUSTER, cluster))), "1"))
                .toList();
        return new ExpressionCheck(PromqlPrinter.canonical(byCluster), at, expected);
    }

    /** The examples as they stand; in the first that fires the exporter explains the first finding, where the rule asks. */
    private static List<PromtestGroup> examples(CompiledAlert alert) {
        var groups = new ArrayList<PromtestGroup>();
        boolean explained = false;
        for (AlertExample example : alert.definition().examples()) {
            List<TemplateSample> causes =
                    explained || example.firing().isEmpty() ? List.of() : causes(alert.rule(), example);
            explained |= !causes.isEmpty();
            groups.add(group(alert.rule(), example, causes));
        }
        return groups;
    }

    private static List<TemplateSample> causes(AlertingRule rule, AlertExample example) {
        var asked = new ArrayList<Map<String, String>>();
        var context = new TemplateContext(example.firing().get(0), example.value(), query -> {
            CauseRows.identity(query).ifPresent(asked::add);
            return List.of();
        });
        rule.annotations()
                .values()
                .forEach(text -> AnnotationTemplate.parse(text).render(context));
        return asked.isEmpty() ? List.of() : CauseRows.sure(asked.get(0));
    }

    private static PromtestGroup group(AlertingRule rule, AlertExample example, List<TemplateSample> causes) {
        List<Input> input = new ArrayList<>(example.input().stream()
                .map(series -> new Input(series.series(), series.values()))
                .toList());
        int samples = Math.toIntExact(example.at().toMinutes()) + 2;
        input.addAll(CauseRows.inputs(causes, samples));
        List<Firing> firing = example.firing().stream()
                .map(labels -> firing(rule, labels, example.value(), causes))
                .toList();
        var check = new AlertCheck(example.at(), rule.name(), firing);
        String name = rule.name() + ": " + example.name().value();
        return new PromtestGroup(name, MINUTE, MINUTE, input, List.of(check), List.of());
    }

    private static Firing firing(
            AlertingRule rule, SortedMap<String, String> labels, double value, List<TemplateSample> causes) {
        var all = new TreeMap<>(labels);
        var context = new TemplateContext(labels, value, query -> CauseRows.answer(query, causes));
        rule.labels()
                .forEach((name, text) -> all.put(
                        name,
                        text.contains("{{") ? AnnotationTemplate.parse(text).render(context) : text));
        var annotations = new TreeMap<String, String>();
        rule.annotations()
                .forEach((name, text) ->
                        annotations.put(name, AnnotationTemplate.parse(text).render(context)));
        return new Firing(all, annotations);
    }
}
