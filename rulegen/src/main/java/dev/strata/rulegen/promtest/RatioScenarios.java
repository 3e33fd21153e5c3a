package dev.strata.rulegen.promtest;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.definition.AlertCondition.Ratio;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counters whose ratio stands a hundredth below and above the limit (rates are not exact to the last bit, so the limit
 * itself would prove nothing), counters without any bad event, and counters below the floor.
 */
final class RatioScenarios {
    private static final BigDecimal START = new BigDecimal(1_000_000);
    private static final String PEER = "peer";
    private static final BigDecimal QUARTER = new BigDecimal("0.25");
    private static final BigDecimal BELOW = new BigDecimal("0.99");
    private static final BigDecimal ABOVE = new BigDecimal("1.01");
    /** Events per second beyond the floor; ten floors on top, because a window that fills up shows less. */
    private static final BigDecimal PLENTY = new BigDecimal(1000);

    private final Ratio condition;
    private final Timeline timeline;

    RatioScenarios(Ratio condition, Timeline timeline) {
        this.condition = condition;
        this.timeline = timeline;
    }

    List<Scenario> all() {
        Optional<SortedMap<String, String>> bad = SeriesText.labels(condition.bad());
        Optional<SortedMap<String, String>> total = SeriesText.labels(condition.total());
        if (bad.isEmpty() || total.isEmpty() || (sameMetric() && SeriesText.matches(condition.bad(), total.get()))) {
            return List.of();
        }
        BigDecimal limit = condition.limit().value().quantity().value();
        BigDecimal busy = PLENTY.add(condition.floor().value().multiply(BigDecimal.TEN));
        BigDecimal idle = condition.floor().value().multiply(BELOW);
        return List.of(
                one("fine", bad.get(), total.get(), limit.multiply(BELOW), busy, false),
                one("trouble", bad.get(), total.get(), limit.multiply(ABOVE), busy, true),
                one("flawless", bad.get(), total.get(), BigDecimal.ZERO, busy, false),
                one("idle", bad.get(), total.get(), BigDecimal.ONE, idle, false));
    }

    private boolean sameMetric() {
        return condition.bad().metricName().equals(condition.total().metricName());
    }

    private Scenario one(
            String cluster,
            Map<String, String> bad,
            Map<String, String> total,
            BigDecimal ratio,
            BigDecimal perSecond,
            boolean fires) {
        BigDecimal step = perSecond.multiply(new BigDecimal(timeline.step().toMillis()).movePointLeft(3));
        BigDecimal badStep = step.multiply(ratio);
        BigDecimal restStep = sameMetric() ? step.subtract(badStep) : step;
        var input = new ArrayList<Input>();
        if (ratio.signum() > 0) {
            input.addAll(shared(condition.bad().metricName(), labels(bad, cluster), badStep));
        }
        input.addAll(shared(condition.total().metricName(), labels(total, cluster), restStep));
        if (cluster.equals("fine")) {
            input.addAll(decoys(condition.bad(), labels(bad, cluster), step));
        } else if (cluster.equals("trouble")) {
            input.addAll(decoys(condition.total(), labels(total, cluster), step));
        }
        var result = labels(total, cluster);
        result.keySet()
                .removeIf(label ->
                        !label.equals(LabelName.CLUSTER) && !condition.by().contains(label));
        return new Scenario(fires, result, ratio.doubleValue(), input, List.of());
    }

    /** Two series, one with a quarter of the events: a sum is no maximum. */
    private List<Input> shared(String name, Map<String, String> labels, BigDecimal step) {
        var first = new TreeMap<>(labels);
        var second = new TreeMap<>(labels);
        first.put(PEER, "one");
        second.put(PEER, "three");
        BigDecimal part = step.multiply(QUARTER);
        return List.of(
                SeriesText.input(name, first, counter(part)),
                SeriesText.input(name, second, counter(step.subtract(part))));
    }

    /** What the selector just leaves out; where it counted, the ratio would be another one. */
    private List<Input> decoys(VectorSelector selector, Map<String, String> labels, BigDecimal step) {
        VectorSelector other = selector.equals(condition.bad()) ? condition.total() : condition.bad();
        return Decoys.of(labels, selector.matchers()).stream()
                .filter(decoy -> !sameMetric() || !SeriesText.matches(other, decoy))
                .map(decoy -> SeriesText.input(selector.metricName(), decoy, counter(step)))
                .toList();
    }

    private String counter(BigDecimal step) {
        return SeriesText.growing(START, step, timeline.recovers()) + " stale";
    }

    private SortedMap<String, String> labels(Map<String, String> base, String cluster) {
        var labels = new TreeMap<>(base);
        condition.by().forEach(label -> labels.putIfAbsent(label, "some-" + label));
        labels.put(LabelName.CLUSTER, cluster);
        return labels;
    }
}
