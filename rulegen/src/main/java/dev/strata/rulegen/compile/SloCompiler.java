package dev.strata.rulegen.compile;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.RecordedSeries;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.definition.Quantity;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.definition.SloDefinition.Events;
import dev.strata.rulegen.definition.SloDefinition.Workload;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.rule.RecordingRule;
import dev.strata.rulegen.rule.RuleGroup;
import dev.strata.rulegen.rule.RuleOrigin;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Records what the exporter discovers and what burn alerts read. Windows up to an hour are computed from the counters;
 * longer ones from the recorded five-minute rates, bad and all events apart, because ratios must not be averaged.
 */
final class SloCompiler {
    /** Bad events per second; only feeds the long windows. */
    private static final String BAD_RATE = "slo:bad:rate5m";

    private static final Duration SHORT = Duration.ofMinutes(5);
    private static final Duration LONGEST_FROM_COUNTERS = Duration.ofHours(1);
    /** Long windows move slowly; below the lookback of five minutes, so that no evaluation misses them. */
    private static final Duration LONG_INTERVAL = Duration.ofMinutes(2);

    private final SloDefinition slo;
    private final RuleOrigin origin;
    private final List<RecordingRule> shortRules = new ArrayList<>();
    private final List<RecordingRule> longRules = new ArrayList<>();

    private SloCompiler(SloDefinition slo) {
        this.slo = slo;
        this.origin = new RuleOrigin(slo.name().file(), slo.name().span());
    }

    static List<RuleGroup> compile(SloDefinition slo, Duration interval) {
        return new SloCompiler(slo).groups(interval);
    }

    private List<RuleGroup> groups(Duration interval) {
        addFacts();
        shortRules.add(rule(BAD_RATE, bad(SHORT)));
        var windows = new ArrayList<>(RecordedSeries.WINDOWS);
        String period = PromTime.text(slo.period());
        if (!windows.contains(period)) {
            windows.add(period);
        }
        for (String window : windows) {
            addWindow(window);
        }
        String name = "slo-" + slo.name().value();
        Duration slow = LONG_INTERVAL.compareTo(interval) > 0 ? LONG_INTERVAL : interval;
        return List.of(
                new RuleGroup(name, interval, shortRules, List.of()),
                new RuleGroup(name + "-long", slow, longRules, List.of()));
    }

    private void addFacts() {
        SortedMap<String, String> labels = sloLabel();
        labels.put(LabelName.LAYER, slo.subject().layer().id());
        labels.put(LabelName.NAMESPACE, slo.subject().namespace());
        labels.put(LabelName.SERVICE, slo.subject().service());
        labels.put(LabelName.SLI, slo.sli().id());
        labels.put(LabelName.PERIOD, PromTime.text(slo.period()));
        labels.put(LabelName.TEAM, slo.subject().team());
        labels.put(LabelName.TIER, slo.subject().tier().id());
        shortRules.add(new RecordingRule(RecordedSeries.INFO, clusters(), labels, origin));
        Expr objective = BinaryExpr.of(Trees.number(slo.objective().value().value()), BinaryOp.MULTIPLY, clusters());
        shortRules.add(rule(RecordedSeries.OBJECTIVE, objective));
        for (Workload workload : slo.dependsOn()) {
            SortedMap<String, String> depends = sloLabel();
            depends.put(LabelName.NAMESPACE, workload.namespace());
            depends.put(LabelName.KIND, workload.kind());
            depends.put(LabelName.WORKLOAD, workload.name());
            shortRules.add(new RecordingRule(RecordedSeries.DEPENDS_ON, clusters(), depends, origin));
        }
    }

    /** One element for each cluster, of value 1, even while the service has no traffic. */
    private static Expr clusters() {
        return Trees.aggregate(AggregateOp.GROUP, List.of(), VectorSelector.of("up"));
    }

    private void addWindow(String window) {
        Duration length = PromTime.parse(window).orElseThrow();
        boolean fromCounters = length.compareTo(LONGEST_FROM_COUNTERS) <= 0;
        List<RecordingRule> rules = fromCounters ? shortRules : longRules;
        Expr all = fromCounters ? total(length) : averaged(RecordedSeries.eventRate("5m"), length);
        Expr bad = fromCounters ? bad(length) : averaged(BAD_RATE, length);
        rules.add(rule(RecordedSeries.eventRate(window), all));
        Expr some = Trees.compare(all, BinaryOp.GREATER, Trees.number(0));
        rules.add(rule(RecordedSeries.badRatio(window), Trees.arithmetic(bad, BinaryOp.DIVIDE, some)));
    }

    private Expr averaged(String series, Duration window) {
        VectorSelector selector =
                Trees.selector(series, LabelName.SLO, slo.name().value());
        return Trees.aggregate(
                AggregateOp.MAX, List.of(LabelName.SLO), Call.of("avg_over_time", selector.over(window)));
    }

    private RecordingRule rule(String name, Expr expr) {
        return new RecordingRule(name, expr, sloLabel(), origin);
    }

    private SortedMap<String, String> sloLabel() {
        var labels = new TreeMap<String, String>();
        labels.put(LabelName.SLO, slo.name().value());
        return labels;
    }

    private Expr total(Duration window) {
        return slo.events().accept(new Events.Visitor<Expr>() {
            @Override
            public Expr counted(Events.Counted events) {
                return perSecond(events.total(), window);
            }

            @Override
            public Expr latency(Events.Latency events) {
                return perSecond(VectorSelector.of(events.histogram() + "_count", events.matchers()), window);
            }

            @Override
            public Expr nativeLatency(Events.NativeLatency events) {
                return Call.of("histogram_count", perSecond(events.histogram(), window));
            }

            @Override
            public Expr probe(Events.Probe events) {
                return perWindow("count_over_time", events.success(), window);
            }
        });
    }

    private Expr bad(Duration window) {
        return slo.events().accept(new Events.Visitor<Expr>() {
            @Override
            public Expr counted(Events.Counted events) {
                Expr all = perSecond(events.total(), window);
                if (events.bad() != null) {
                    return Trees.zeroFilled(perSecond(events.bad(), window), all);
                }
                VectorSelector good = Objects.requireNonNull(events.good());
                return difference(all, Trees.zeroFilled(perSecond(good, window), all));
            }

            @Override
            public Expr latency(Events.Latency events) {
                var within = VectorSelector.of(events.histogram() + "_bucket", events.matchers())
                        .with(bucket(events.within()));
                return difference(total(window), perSecond(within, window));
            }

            @Override
            public Expr nativeLatency(Events.NativeLatency events) {
                Expr within = Call.of(
                        "histogram_fraction",
                        Trees.number(0),
                        Trees.number(events.within().value()),
                        perSecond(events.histogram(), window));
                Expr slower = BinaryExpr.of(Trees.number(1), BinaryOp.SUBTRACT, within);
                return Trees.arithmetic(total(window), BinaryOp.MULTIPLY, slower);
            }

            @Override
            public Expr probe(Events.Probe events) {
                return difference(total(window), perWindow("sum_over_time", events.success(), window));
            }
        });
    }

    /** Extrapolation may leave a difference of counters a little below zero. */
    private static Expr difference(Expr all, Expr good) {
        return Call.of("clamp_min", Trees.arithmetic(all, BinaryOp.SUBTRACT, good), Trees.number(0));
    }

    private static Expr perSecond(VectorSelector counter, Duration window) {
        return Trees.sum(List.of(), Trees.rate(counter, window));
    }

    private static Expr perWindow(String function, VectorSelector gauge, Duration window) {
        Expr samples = Trees.sum(List.of(), Call.of(function, gauge.over(window)));
        return BinaryExpr.of(samples, BinaryOp.DIVIDE, Trees.number(new BigDecimal(window.toSeconds())));
    }

    /** Whole numbers appear as {@code 1} or {@code 1.0} in scrapes, depending on the format and the server's version. */
    private static LabelMatcher bucket(Quantity within) {
        String bound = within.value().toPlainString();
        return bound.contains(".")
                ? LabelMatcher.equal("le", bound)
                : LabelMatcher.of("le", LabelMatcher.Op.REGEX, bound + "([.]0)?");
    }
}
