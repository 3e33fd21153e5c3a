package dev.strata.rulegen.promtest;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.MetricFamilies;
import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.Absence;
import dev.strata.rulegen.definition.AlertCondition.BurnRate;
import dev.strata.rulegen.definition.AlertCondition.Compound;
import dev.strata.rulegen.definition.AlertCondition.Forecast;
import dev.strata.rulegen.definition.AlertCondition.MissingSignals;
import dev.strata.rulegen.definition.AlertCondition.Promql;
import dev.strata.rulegen.definition.AlertCondition.Ratio;
import dev.strata.rulegen.definition.AlertCondition.SignalState;
import dev.strata.rulegen.definition.AlertCondition.Threshold;
import dev.strata.rulegen.definition.Comparison;
import dev.strata.rulegen.definition.Limit;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Turns a condition round: from its limit to series below, at and above it. Each case lives in a cluster of its own, so
 * that every test also shows that clusters are kept apart. Empty where a condition cannot be turned round.
 */
final class ScenarioMaker implements AlertCondition.Visitor<List<Scenario>> {
    static final Set<String> STEADY = Set.of("avg_over_time", "max_over_time", "min_over_time", "last_over_time");
    private static final BigDecimal COUNTER_START = new BigDecimal(1_000_000);
    /** The whole that shares are taken of; a share with up to six digits is a whole number of it. */
    private static final BigDecimal WHOLE = new BigDecimal(1_000_000);

    private static final BigDecimal TWO = new BigDecimal(2);
    private static final String PEER = "peer";

    private final CompiledAlert alert;
    private final Timeline timeline;

    private ScenarioMaker(CompiledAlert alert, Timeline timeline) {
        this.alert = alert;
        this.timeline = timeline;
    }

    static List<Scenario> scenarios(CompiledAlert alert, Timeline timeline) {
        return alert.condition().accept(new ScenarioMaker(alert, timeline));
    }

    @Override
    public List<Scenario> threshold(Threshold condition) {
        Threshold.Reading reading = condition.reading();
        boolean counted = reading != null
                && (reading.function().equals("rate") || reading.function().equals("increase"));
        boolean steady = reading == null || STEADY.contains(reading.function());
        Optional<SortedMap<String, String>> labels = SeriesText.labels(condition.metric());
        boolean odd =
                condition.of() != null && (SeriesText.labels(condition.of()).isEmpty() || !steady);
        if (labels.isEmpty() || !(counted || steady) || odd) {
            return List.of();
        }
        Limit limit = condition.limit().value();
        BigDecimal value = limit.quantity().value();
        BigDecimal step = value.signum() == 0 ? BigDecimal.ONE : value.abs().movePointLeft(2);
        boolean upper = limit.comparison().isUpper();
        var cases = new ArrayList<Scenario>();
        cases.add(
                thresholdCase(condition, labels.get(), "fine", upper ? value.subtract(step) : value.add(step), false));
        if (steady) {
            cases.add(thresholdCase(
                    condition, labels.get(), "limit", value, limit.comparison().includesLimit()));
        }
        Scenario trouble =
                thresholdCase(condition, labels.get(), "trouble", upper ? value.add(step) : value.subtract(step), true);
        cases.add(trouble);
        if (condition.of() != null) {
            cases.add(nothing(condition, trouble));
        }
        return cases;
    }

    /** The trouble of which the whole is nothing. */
    private Scenario nothing(Threshold condition, Scenario trouble) {
        String whole = Objects.requireNonNull(condition.of()).metricName();
        var labels = new TreeMap<>(trouble.labels());
        labels.put(LabelName.CLUSTER, "nothing");
        boolean sameName = condition.metric().metricName().equals(whole);
        Map<String, String> asked = SeriesText.labels(condition.of()).orElseThrow();
        List<Input> input = trouble.input().stream()
                .map(series -> new Input(
                        series.series().replace(LabelName.CLUSTER + "=\"trouble\"", LabelName.CLUSTER + "=\"nothing\""),
                        isOf(series, whole, sameName ? asked : Map.of())
                                ? SeriesText.flat(BigDecimal.ZERO, timeline.samples())
                                : series.values()))
                .toList();
        return new Scenario(false, labels, 0, input, List.of());
    }

    private static boolean isOf(Input series, String name, Map<String, String> labels) {
        return series.series().startsWith(name + "{")
                && labels.entrySet().stream()
                        .allMatch(label -> series.series().contains(label.getKey() + "=\"" + label.getValue() + "\""));
    }

    private Scenario thresholdCase(
            Threshold condition, Map<String, String> base, String cluster, BigDecimal value, boolean fires) {
        var labels = new TreeMap<>(base);
        condition.by().forEach(label -> labels.putIfAbsent(label, "some-" + label));
        labels.put(LabelName.CLUSTER, cluster);
        Threshold.Reading reading = condition.reading();
        Comparison comparison = condition.limit().value().comparison();
        BigDecimal good = comparison.isUpper()
                ? condition.limit().value().quantity().value().subtract(BigDecimal.TEN)
                : condition.limit().value().quantity().value().add(BigDecimal.TEN);
        BigDecimal scale = condition.of() == null ? BigDecimal.ONE : WHOLE;
        String values = SeriesText.flat(value.multiply(scale), timeline.recovers()) + " "
                + SeriesText.flat(good.multiply(scale), timeline.samples() - timeline.recovers());
        boolean steady = reading == null || STEADY.contains(reading.function());
        if (reading != null && !steady) {
            BigDecimal seconds = new BigDecimal(timeline.step().toMillis()).movePointLeft(3);
            value = value.max(BigDecimal.ZERO); // counters do not fall
            BigDecimal perSecond = reading.function().equals("increase")
                    ? value.divide(new BigDecimal(reading.over().toSeconds()), MathContext.DECIMAL64)
                    : value;
            values = SeriesText.growing(COUNTER_START, perSecond.multiply(seconds), timeline.recovers()) + " stale";
        }
        var input = new ArrayList<Input>();
        input.add(SeriesText.input(condition.metric().metricName(), labels, values));
        if (isPeered(condition)) {
            var peer = new TreeMap<>(labels);
            peer.put(PEER, "beside-it");
            String calm = SeriesText.flat(good.multiply(scale), timeline.samples());
            input.add(SeriesText.input(condition.metric().metricName(), peer, calm));
        }
        if (cluster.equals("fine") && steady) {
            input.addAll(decoys(condition, labels, scale));
        }
        if (condition.of() != null) {
            var whole = new TreeMap<>(SeriesText.labels(condition.of()).orElseThrow());
            condition.by().forEach(label -> whole.putIfAbsent(label, "some-" + label));
            whole.put(LabelName.CLUSTER, cluster);
            String samples = SeriesText.flat(WHOLE, timeline.samples());
            input.add(SeriesText.input(condition.of().metricName(), whole, samples));
            if (isPeered(condition)) { // the worst of the whole is taken too
                whole.put(PEER, "beside-it");
                BigDecimal other = comparison.isUpper() ? WHOLE.divide(TWO) : WHOLE.multiply(TWO);
                String beside = SeriesText.flat(other, timeline.samples());
                input.add(SeriesText.input(condition.of().metricName(), whole, beside));
            }
        }
        return new Scenario(fires, grouped(condition.by(), labels), value.doubleValue(), input, List.of());
    }

    /** Whether the worst of several is looked at, so that a calm one beside it changes nothing. */
    private static boolean isPeered(Threshold condition) {
        Threshold.Reading reading = condition.reading();
        boolean steady = reading == null || STEADY.contains(reading.function());
        return condition.aggregate() == null && steady && !condition.by().contains(PEER);
    }

    /** Series in trouble that the selector just leaves out. */
    private List<Input> decoys(Threshold condition, Map<String, String> labels, BigDecimal scale) {
        Limit limit = condition.limit().value();
        BigDecimal bad = limit.comparison().isUpper()
                ? limit.quantity().value().add(BigDecimal.TEN)
                : limit.quantity().value().subtract(BigDecimal.TEN);
        String values = SeriesText.flat(bad.multiply(scale), timeline.samples());
        return Decoys.of(labels, condition.metric().matchers()).stream()
                .map(decoy -> SeriesText.input(condition.metric().metricName(), decoy, values))
                .toList();
    }

    private static SortedMap<String, String> grouped(List<String> by, Map<String, String> labels) {
        var kept = new TreeMap<>(labels);
        kept.keySet().removeIf(label -> !label.equals(LabelName.CLUSTER) && !by.contains(label));
        return kept;
    }

    @Override
    public List<Scenario> ratio(Ratio condition) {
        return new RatioScenarios(condition, timeline).all();
    }

    @Override
    public List<Scenario> burnRate(BurnRate condition) {
        return new BurnScenarios(alert, timeline).all();
    }

    @Override
    public List<Scenario> absence(Absence condition) {
        return new AbsenceScenarios(condition, timeline).all();
    }

    @Override
    public List<Scenario> forecast(Forecast condition) {
        return new ForecastScenarios(condition, timeline).all();
    }

    @Override
    public List<Scenario> compound(Compound condition) {
        boolean clash = CompoundScenarios.beginDifferently(condition, timeline);
        return clash ? List.of() : new CompoundScenarios(condition, part -> part.accept(this)).all();
    }

    @Override
    public List<Scenario> signal(SignalState condition) {
        return new SignalScenarios(condition, timeline).all();
    }

    /** Each signal is missing in a cluster of its own. */
    @Override
    public List<Scenario> missingSignals(MissingSignals condition) {
        var cases = new ArrayList<Scenario>();
        cases.add(coverageCase("complete", "", alert.signals().get(0)));
        alert.signals().forEach(lost -> cases.add(coverageCase("without-" + lost.replace('_', '-'), lost, lost)));
        return cases;
    }

    private Scenario coverageCase(String cluster, String without, String lost) {
        var target = new TreeMap<>(Map.of("job", "strata-exporter", LabelName.CLUSTER, cluster));
        String always = SeriesText.flat(BigDecimal.ONE, timeline.recovers()) + " stale";
        var input = new ArrayList<Input>();
        input.add(SeriesText.input(MetricFamilies.BUILD.name(), target, always));
        for (String signal : alert.signals()) {
            if (!signal.equals(without)) {
                var labels = new TreeMap<>(target);
                labels.put(LabelName.SIGNAL, signal);
                input.add(SeriesText.input(MetricFamilies.SIGNAL_ENABLED.name(), labels, always));
            }
        }
        var result = new TreeMap<>(Map.of(LabelName.CLUSTER, cluster, LabelName.SIGNAL, lost));
        return new Scenario(!without.isEmpty(), result, 1, input, List.of());
    }

    @Override
    public List<Scenario> promql(Promql condition) {
        return List.of();
    }
}
