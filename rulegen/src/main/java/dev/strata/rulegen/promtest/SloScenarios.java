package dev.strata.rulegen.promtest;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.RecordedSeries;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.definition.SloDefinition;
import dev.strata.rulegen.definition.SloDefinition.Events;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.print.PromqlPrinter;
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
import java.util.stream.Stream;

/**
 * Whether an objective is recorded right: half of the events bad in one cluster, none bad (and no such series) in
 * another, no traffic in a third. Halves are exact in binary, so the recorded ratios must be exact too.
 */
final class SloScenarios {
    private static final int SAMPLES = SloHistory.MINUTES + 1;
    /** Of events that are not the objective's; enough to be seen wherever they get in. */
    private static final BigDecimal NOISE = new BigDecimal(7777);

    private static final String BAD_RATE = "slo:bad:rate5m";
    /** A divisor of the whole time. */
    private static final Duration SELDOM = Duration.ofMinutes(10);

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
        Optional<List<Input>> moving = moving();
        if (half.isEmpty() || flawless.isEmpty() || silent.isEmpty() || moving.isEmpty()) {
            return Optional.empty();
        }
        var input = new ArrayList<Input>();
        for (String cluster : List.of("flawless", "half", SloHistory.CLUSTER, "silent")) {
            input.add(SeriesText.input(
                    "up", Map.of(LabelName.CLUSTER, cluster), SeriesText.flat(BigDecimal.ONE, SAMPLES)));
        }
        input.addAll(flawless.get());
        input.addAll(half.get());
        input.addAll(silent.get());
        input.addAll(moving.get());
        String name = slo.name().value() + " is recorded";
        return Optional.of(new PromtestGroup(name, STEP, SELDOM, input, List.of(), checks()));
    }

    private List<ExpressionCheck> checks() {
        var checks = new ArrayList<ExpressionCheck>();
        Duration at = STEP.multipliedBy(SAMPLES - 1);
        var windows = new ArrayList<>(RecordedSeries.WINDOWS);
        windows.add(PromTime.text(slo.period()));
        for (String window : windows.stream().distinct().toList()) {
            String series = RecordedSeries.badRatio(window);
            checks.add(new ExpressionCheck(
                    exact(series), at, List.of(sample(series, "flawless", "0"), sample(series, "half", "0.5"))));
        }
        if (countsUp()) {
            checks.addAll(new SloHistory(slo).checks());
            checks.add(new ExpressionCheck(
                    "round(" + exact(BAD_RATE) + ", 0.01)",
                    at,
                    List.of(sample("", "flawless", "0"), sample("", "half", "1"), sample("", "silent", "0"))));
        }
        checks.add(present(RecordedSeries.INFO, at));
        if (!slo.dependsOn().isEmpty()) {
            checks.add(present(RecordedSeries.DEPENDS_ON, at));
        }
        String objective = slo.objective().value().value().toPlainString();
        checks.add(new ExpressionCheck(
                exact(RecordedSeries.OBJECTIVE),
                at,
                List.of(
                        sample(RecordedSeries.OBJECTIVE, "flawless", objective),
                        sample(RecordedSeries.OBJECTIVE, "half", objective),
                        sample(RecordedSeries.OBJECTIVE, "silent", objective))));
        return checks;
    }

    /** The series of all clusters but the one whose numbers are not exact. */
    private String exact(String series) {
        var selector = VectorSelector.of(
                series,
                LabelMatcher.of(LabelName.CLUSTER, LabelMatcher.Op.NOT_EQUAL, SloHistory.CLUSTER),
                LabelMatcher.equal(LabelName.SLO, slo.name().value()));
        return PromqlPrinter.canonical(selector);
    }

    /** That something is said of each cluster. */
    private ExpressionCheck present(String series, Duration at) {
        List<ExpectedSample> samples = Stream.of("flawless", "half", "silent")
                .map(cluster -> new ExpectedSample(
                        SeriesText.series("", new TreeMap<>(Map.of(LabelName.CLUSTER, cluster))), "1"))
                .toList();
        return new ExpressionCheck("group by (cluster) (" + exact(series) + ")", at, samples);
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

    /** Counters that speed up, and beside them those of others, that must not count. */
    private Optional<List<Input>> moving() {
        return slo.events().accept(new Events.Visitor<Optional<List<Input>>>() {
            @Override
            public Optional<List<Input>> counted(Events.Counted events) {
                VectorSelector other = events.bad() == null ? events.good() : events.bad();
                Optional<SortedMap<String, String>> part = other == null ? Optional.empty() : SeriesText.labels(other);
                Optional<SortedMap<String, String>> rest = SeriesText.labels(events.total());
                if (other == null || part.isEmpty() || rest.isEmpty()) {
                    return Optional.empty();
                }
                boolean bad = events.bad() != null;
                String name = other.metricName();
                var input = new ArrayList<Input>();
                input.addAll(SloHistory.counter(name, part.get(), bad ? SloHistory::bad : SloHistory::good));
                input.addAll(SloHistory.counter(name, rest.get(), bad ? SloHistory::good : SloHistory::bad));
                List<LabelMatcher> matchers = events.total().matchers();
                input.addAll(noise(name, part.get(), matchers));
                input.addAll(noise(name, rest.get(), matchers));
                return Optional.of(input);
            }

            @Override
            public Optional<List<Input>> latency(Events.Latency events) {
                var base = VectorSelector.of(events.histogram(), events.matchers());
                return SeriesText.labels(base).map(labels -> {
                    var bucket = new TreeMap<>(labels);
                    bucket.put("le", events.within().value().toPlainString());
                    var input = new ArrayList<Input>();
                    String buckets = events.histogram() + "_bucket";
                    String count = events.histogram() + "_count";
                    input.addAll(SloHistory.counter(buckets, bucket, SloHistory::good));
                    input.addAll(SloHistory.counter(count, labels, SloHistory::all));
                    var wider = new TreeMap<>(bucket);
                    wider.put("le", "+Inf");
                    input.addAll(SloHistory.counter(buckets, wider, SloHistory::all));
                    input.addAll(noise(count, labels, events.matchers()));
                    input.addAll(noise(buckets, bucket, events.matchers()));
                    return input;
                });
            }

            @Override
            public Optional<List<Input>> nativeLatency(Events.NativeLatency events) {
                return Optional.of(List.of());
            }

            @Override
            public Optional<List<Input>> probe(Events.Probe events) {
                return Optional.of(List.of());
            }
        });
    }

    /** For each matcher a series that it alone leaves out. */
    private static List<Input> noise(String name, Map<String, String> labels, List<LabelMatcher> matchers) {
        return Decoys.of(labels, matchers).stream()
                .map(decoy -> counter(name, decoy, SloHistory.CLUSTER, NOISE))
                .toList();
    }

    private boolean countsUp() {
        return slo.events() instanceof Events.Counted || slo.events() instanceof Events.Latency;
    }

    /** Counters that stand still: nothing happens, so there is no ratio. */
    private Optional<List<Input>> silent() {
        if (!countsUp()) {
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
