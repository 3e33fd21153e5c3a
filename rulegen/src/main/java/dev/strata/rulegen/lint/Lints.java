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
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** All lints, and the run over a set of rules. */
public final class Lints {

    private static final MetricIndex METRICS = MetricIndex.standard();

    private Lints() {}

    /**
     * Where the rules will run.
     *
     * @param scrapeInterval by which windows are judged
     * @param prometheus version of the server, {@code major.minor}
     */
    public record Place(Duration scrapeInterval, String prometheus) {}

    /** New ones for each run: some remember the rules they have seen. */
    private static List<Lint> all(Place place) {
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
                new BucketLint(METRICS),
                new LongWindowLint(place.scrapeInterval()),
                new ServerVersionLint(place.prometheus()),
                new UnknownMetricLint(METRICS),
                new PromqlLint(UnknownMetricLint.FINDINGS));
    }

    /** The names of all lints, in the order in which they run. */
    public static List<String> ids() {
        return all(new Place(Duration.ofMinutes(1), "3.0")).stream()
                .map(Lint::id)
                .toList();
    }

    /** What is asked of series that are recorded. */
    private static List<Lint> ofRecordings(Place place) {
        return List.of(
                new ClusterLabelLint(),
                new FunctionLint(),
                new BucketLint(METRICS),
                new LongWindowLint(place.scrapeInterval()),
                new UnknownMetricLint(METRICS),
                new PromqlLint(UnknownMetricLint.FINDINGS));
    }

    /**
     * Suppressions end on the day after their last.
     *
     * @param queries what is asked beside the rules; they may read what the rules record
     */
    public static void check(
            List<RuleFile> files, List<RecordingRule> queries, Place place, LocalDate today, Diagnostics diagnostics) {
        List<Lint> lints = all(place);
        List<Lint> recording = ofRecordings(place);
        var suppressions = new Suppressions(ids(), today, diagnostics);
        var surroundings = new Surroundings(place.scrapeInterval(), Set.of("cluster"));
        var inference = Inference.of(new RecordedSchema(files, METRICS, surroundings), surroundings);
        for (RuleFile file : files) {
            for (var group : file.groups()) {
                group.recordings()
                        .forEach(rule -> check(bare(rule), inference, recording, suppressions.report(rule.origin())));
                group.alerts().forEach(rule -> check(rule, inference, lints, suppressions.report(rule.origin())));
            }
        }
        List<Lint> asked =
                List.of(new FunctionLint(), new UnknownMetricLint(METRICS), new PromqlLint(UnknownMetricLint.FINDINGS));
        queries.forEach(query -> check(bare(query), inference, asked, suppressions.report(query.origin())));
        suppressions.close();
    }

    /** What holds for anybody's rules: expressions and texts, but none of the pack's own conventions. */
    public static void checkForeign(RuleFile file, Duration scrapeInterval, Diagnostics diagnostics) {
        List<Lint> lints = List.of(new TemplateLint(), new PromqlLint(Set.of()));
        var surroundings = new Surroundings(scrapeInterval, Set.of("cluster"));
        var inference = Inference.of(new RecordedSchema(List.of(file), METRICS, surroundings), surroundings);
        for (var group : file.groups()) {
            for (RecordingRule rule : group.recordings()) {
                check(bare(rule), inference, lints, diagnostics::add);
            }
            group.alerts().forEach(rule -> check(rule, inference, lints, diagnostics::add));
        }
    }

    private static AlertingRule bare(RecordingRule rule) {
        var none = new TreeMap<String, String>();
        return new AlertingRule(rule.name(), rule.expr(), Duration.ZERO, Duration.ZERO, none, none, rule.origin());
    }

    private static void check(
            AlertingRule rule, Inference inference, List<Lint> lints, Consumer<Diagnostic> diagnostics) {
        Inference.Result inferred = inference.infer(rule.expr());
        for (Lint lint : lints) {
            lint.check(rule, inferred, (level, place, message, hint) -> {
                Span span = place.isNone() ? rule.origin().span() : place;
                String id = "lint/" + lint.id();
                diagnostics.accept(new Diagnostic(rule.origin().file(), span, level, id, message, hint));
            });
        }
    }
}
