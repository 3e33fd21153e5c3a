package dev.strata.rulegen.lint;

import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.metric.MetricIndex;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.promql.infer.Surroundings;
import dev.strata.rulegen.rule.AlertingRule;
import dev.strata.rulegen.rule.RecordingRule;
import dev.strata.rulegen.rule.RuleFile;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** All lints, and the run over a set of rules. */
public final class Lints {

    private static final MetricIndex METRICS = MetricIndex.standard();

    private Lints() {}

    /** New ones for each run: some remember the rules they have seen. */
    private static List<Lint> all() {
        return List.of(
                new DuplicateAlertLint(),
                new PageTextLint(),
                new SignalHoldLint(),
                new SlowPageLint(),
                new CauseLabelLint(),
                new ClusterLabelLint(),
                new TemplateLint(),
                new RatioLint(),
                new FunctionLint(),
                new UnknownMetricLint(METRICS),
                new PromqlLint());
    }

    /** The names of all lints, in the order in which they run. */
    public static List<String> ids() {
        return all().stream().map(Lint::id).toList();
    }

    /** Windows are judged by how often the targets are scraped. */
    public static void check(List<RuleFile> files, Duration scrapeInterval, Diagnostics diagnostics) {
        List<Lint> lints = all();
        var surroundings = new Surroundings(scrapeInterval, Set.of("cluster"));
        var inference = Inference.of(new RecordedSchema(files, METRICS, surroundings), surroundings);
        for (RuleFile file : files) {
            for (var group : file.groups()) {
                group.alerts().forEach(rule -> check(rule, inference, lints, diagnostics));
            }
        }
    }

    /** What holds for anybody's rules: expressions and texts, but none of the pack's own conventions. */
    public static void checkForeign(RuleFile file, Duration scrapeInterval, Diagnostics diagnostics) {
        List<Lint> lints = List.of(new TemplateLint(), new PromqlLint());
        var surroundings = new Surroundings(scrapeInterval, Set.of("cluster"));
        var inference = Inference.of(new RecordedSchema(List.of(file), METRICS, surroundings), surroundings);
        for (var group : file.groups()) {
            for (RecordingRule rule : group.recordings()) {
                var none = new TreeMap<String, String>();
                check(
                        new AlertingRule(
                                rule.name(), rule.expr(), Duration.ZERO, Duration.ZERO, none, none, rule.origin()),
                        inference,
                        lints,
                        diagnostics);
            }
            group.alerts().forEach(rule -> check(rule, inference, lints, diagnostics));
        }
    }

    private static void check(AlertingRule rule, Inference inference, List<Lint> lints, Diagnostics diagnostics) {
        Inference.Result inferred = inference.infer(rule.expr());
        for (Lint lint : lints) {
            lint.check(rule, inferred, (level, place, message, hint) -> {
                Span span = place.isNone() ? rule.origin().span() : place;
                String id = "lint/" + lint.id();
                diagnostics.add(new Diagnostic(rule.origin().file(), span, level, id, message, hint));
            });
        }
    }
}
