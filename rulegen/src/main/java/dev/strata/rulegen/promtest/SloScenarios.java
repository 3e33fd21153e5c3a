package dev.strata.rulegen.promtest;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.RecordedSeries;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.definition.SloDefinition.Events;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promtest.PromtestGroup.ExpectedSample;
import dev.strata.rulegen.promtest.PromtestGroup.ExpressionCheck;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether an objective is recorded right: half of the events bad in one cluster, none bad (and no such series) in
 * another, no traffic in a third. Halves are exact in binary, so the recorded ratios must be exact too.
 */
final class SloScenarios {
    private static final int SAMPLES = 11;
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final BigDecimal START = new BigDecimal(1_000_000);
    private static final BigDecimal GROWTH = new BigDecimal(60);

    private final SloDefinition slo;

    SloScenarios(SloDefinition slo) {
        this.slo = slo;
    }

    /** Empty where the selectors are beyond guessing. */
    Optional<PromtestGroup> group() {
        Optional<List<Input>> half = input("half", GROWTH);
        Optional<List<Input>> flawless = input("flawless", BigDecimal.ZERO);
        Optional<List<Input>> silent = silent();
        if (half.isEmpty() || flawless.isEmpty() || silent.isEmpty()) {
            return Optional.empty();
        }
        var input = new ArrayList<Input>();
        for (String cluster : List.of("flawless", "half", "silent")) {
            input.add(SeriesText.input(
                    "up", Map.of(LabelName.CLUSTER, cluster), SeriesText.flat(BigDecimal.ONE, SAMPLES)));
        }
        input.addAll(flawless.get());
        input.addAll(half.get());
        input.addAll(silent.get());
        String name = slo.name().value() + " is recorded";
        return Optional.of(new PromtestGroup(name, STEP, input, List.of(), checks()));
    }

    private List<ExpressionCheck> checks() {
        var checks = new ArrayList<ExpressionCheck>();
        Duration at = STEP.multipliedBy(SAMPLES - 1);
        var windows = new ArrayList<>(RecordedSeries.WINDOWS);
        windows.add(PromTime.text(slo.period()));
        for (String window : windows.stream().distinct().toList()) {
            String series = RecordedSeries.badRatio(window);
            checks.add(new ExpressionCheck(
                    SeriesText.series(series, sloLabel()),
                    at,
                    List.of(sample(series, "flawless", "0"), sample(series, "half", "0.5"))));
        }
        String objective = slo.objective().value().value().toPlainString();
        checks.add(new ExpressionCheck(
                SeriesText.series(RecordedSeries.OBJECTIVE, sloLabel()),
                at,
                List.of(
                        sample(RecordedSeries.OBJECTIVE, "flawless", objective),
                        sample(RecordedSeries.OBJECTIVE, "half", objective),
                        sample(RecordedSeries.OBJECTIVE, "silent", objective))));
        return checks;
    }

    private ExpectedSample sample(String series, String cluster, String value) {
        var labels = sloLabel();
        labels.put(LabelName.CLUSTER, cluster);
        return new ExpectedSample(SeriesText.series(series, labels), value);
    }

    private SortedMap<String, String> sloLabel() {
        return new TreeMap<>(Map.of(LabelName.SLO, slo.name().value()));
    }

    private Optional<List<Input>> input(String cluster, BigDecimal bad) {
        return slo.events().accept(new Events.Visitor<Optional<List<Input>>>() {
            @Override
            public Optional<List<Input>> counted(Events.Counted events) {
                VectorSelector other = events.bad() == null ? events.good() : events.bad();
                Optional<SortedMap<String, String>> part = other == null ? Optional.empty() : SeriesText.labels(other);
                Optional<SortedMap<String, String>> rest = SeriesText.labels(events.total());
                if (other == null || part.isEmpty() || rest.isEmpty()) {
                    return Optional.empty();
                }
                boolean same = other.metricName().equals(events.total().metricName());
                if (!same || SeriesText.matches(other, rest.get())) {
                    return Optional.empty();
                }
                BigDecimal partGrowth = events.bad() == null ? GROWTH : bad;
                BigDecimal restGrowth = events.bad() == null ? bad : GROWTH;
                var input = new ArrayList<Input>();
                if (partGrowth.signum() > 0) {
                    input.add(counter(other.metricName(), part.get(), cluster, partGrowth));
                }
                if (restGrowth.signum() > 0) {
                    input.add(counter(other.metricName(), rest.get(), cluster, restGrowth));
                }
                return Optional.of(input);
            }

            @Override
            public Optional<List<Input>> latency(Events.Latency events) {
                var base = VectorSelector.of(events.histogram(), events.matchers());
                return SeriesText.labels(base).map(labels -> histogram(events, labels, cluster, bad));
            }

            @Override
            public Optional<List<Input>> nativeLatency(Events.NativeLatency events) {
                return SeriesText.labels(events.histogram())
                        .map(labels -> List.of(nativeHistogram(events, labels, cluster, bad)));
            }

            @Override
            public Optional<List<Input>> probe(Events.Probe events) {
                return SeriesText.labels(events.success()).map(labels -> probes(events, labels, cluster, bad));
            }
        });
    }

    /** One bucket far below the limit and one far above it, so that nothing is interpolated. */
    private static Input nativeHistogram(
            Events.NativeLatency events, SortedMap<String, String> base, String cluster, BigDecimal bad) {
        var labels = new TreeMap<>(base);
        labels.put(LabelName.CLUSTER, cluster);
        int limit = Math.getExponent(events.within().value().doubleValue());
        String buckets = "{{schema:0 sum:%1$s count:%2$s offset:%3$d buckets:[%4$s 0 0 0 %5$s]}}";
        String start = String.format(Locale.ROOT, buckets, START, START.add(START), limit - 1, START, START);
        String growth = String.format(Locale.ROOT, buckets, GROWTH, GROWTH.add(bad), limit - 1, GROWTH, bad);
        return SeriesText.input(events.histogram().metricName(), labels, start + "+" + growth + "x" + (SAMPLES - 1));
    }

    private static List<Input> probes(
            Events.Probe events, SortedMap<String, String> base, String cluster, BigDecimal bad) {
        var inputs = new ArrayList<Input>();
        for (String instance : bad.signum() > 0 ? List.of("down", "up") : List.of("up")) {
            var labels = new TreeMap<>(base);
            labels.put("instance", instance);
            labels.put(LabelName.CLUSTER, cluster);
            BigDecimal success = instance.equals("up") ? BigDecimal.ONE : BigDecimal.ZERO;
            inputs.add(SeriesText.input(events.success().metricName(), labels, SeriesText.flat(success, SAMPLES)));
        }
        return inputs;
    }

    private static List<Input> histogram(
            Events.Latency events, SortedMap<String, String> labels, String cluster, BigDecimal bad) {
        var bucket = new TreeMap<>(labels);
        bucket.put("le", events.within().value().toPlainString());
        return List.of(
                counter(events.histogram() + "_count", labels, cluster, GROWTH.add(bad)),
                counter(events.histogram() + "_bucket", bucket, cluster, GROWTH));
    }

    /** Counters that stand still: nothing happens, so there is no ratio. */
    private Optional<List<Input>> silent() {
        if (!(slo.events() instanceof Events.Counted || slo.events() instanceof Events.Latency)) {
            return Optional.of(List.of());
        }
        return input("silent", GROWTH)
                .map(inputs -> inputs.stream()
                        .map(input -> new Input(input.series(), SeriesText.flat(START, SAMPLES)))
                        .toList());
    }

    private static Input counter(String name, Map<String, String> base, String cluster, BigDecimal growth) {
        var labels = new TreeMap<>(base);
        labels.put(LabelName.CLUSTER, cluster);
        return SeriesText.input(name, labels, SeriesText.growing(START, growth, SAMPLES));
    }
}
