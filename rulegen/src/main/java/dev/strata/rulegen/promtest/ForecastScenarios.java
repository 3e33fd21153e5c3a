package dev.strata.rulegen.promtest;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.definition.AlertCondition.Forecast;
import dev.strata.rulegen.definition.Quantity;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Straight lines: one that passes the limit in time, one that does not get there, one that stands still, and one that
 * will pass it but has not come far yet. All samples are whole numbers, so that the shares are exact.
 */
final class ForecastScenarios {
    /** The whole; a share with up to six digits is then a whole number of it. */
    private static final BigDecimal WHOLE = new BigDecimal(1_000_000_000);

    private static final String PEER = "peer";
    private static final BigDecimal TWO = new BigDecimal(2);
    private static final BigDecimal TEN = BigDecimal.TEN;
    private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");

    private final Forecast condition;
    private final Timeline timeline;
    /** One where larger values are worse, else minus one. */
    private final BigDecimal worse;

    private final BigDecimal limit;
    private final BigDecimal unit;

    ForecastScenarios(Forecast condition, Timeline timeline) {
        this.condition = condition;
        this.timeline = timeline;
        boolean upper = condition.limit().value().comparison().isUpper();
        this.worse = upper ? BigDecimal.ONE : BigDecimal.ONE.negate();
        this.limit = condition.limit().value().quantity().value();
        boolean small = condition.of() != null || limit.abs().compareTo(BigDecimal.ONE) <= 0;
        this.unit = small ? BigDecimal.ONE : limit.abs();
    }

    List<Scenario> all() {
        Optional<SortedMap<String, String>> labels = SeriesText.labels(condition.metric());
        VectorSelector whole = condition.of();
        if (labels.isEmpty() || (whole != null && SeriesText.labels(whole).isEmpty())) {
            return List.of();
        }
        BigDecimal margin = unit.multiply(HUNDREDTH);
        BigDecimal reached = near();
        var scenarios = new ArrayList<Scenario>();
        scenarios.add(line("fine", reached, limit.subtract(worse.multiply(margin)), timeline.recovers(), false));
        scenarios.add(line("trouble", reached, limit.add(worse.multiply(margin)), timeline.activeAt(), true));
        scenarios.add(line("still", reached, reached, timeline.activeAt(), false));
        if (whole != null) {
            scenarios.add(nothing(reached, limit.add(worse.multiply(margin))));
        }
        Quantity now = condition.now();
        if (now != null) {
            BigDecimal gap = limit.subtract(now.value());
            BigDecimal early = now.value().subtract(gap.multiply(new BigDecimal("0.5")));
            scenarios.add(line("early", early, limit.add(worse.multiply(margin)), timeline.recovers(), false));
            for (String label : condition.by()) {
                scenarios.add(apart(label, early, reached, limit.add(worse.multiply(margin))));
            }
        }
        return scenarios;
    }

    /** A trouble of which the whole is nothing. */
    private Scenario nothing(BigDecimal reached, BigDecimal ahead) {
        Scenario trouble = line("nothing", reached, ahead, timeline.activeAt(), false);
        String whole = Objects.requireNonNull(condition.of()).metricName();
        List<Input> input = trouble.input().stream()
                .map(series -> series.series().startsWith(whole + "{")
                        ? new Input(series.series(), SeriesText.flat(BigDecimal.ZERO, timeline.recovers()) + " stale")
                        : series)
                .toList();
        return new Scenario(false, trouble.labels(), 0, input, List.of());
    }

    /** Of two neighbours one has come far and stands still, the other moves and has not come far. */
    private Scenario apart(String label, BigDecimal early, BigDecimal reached, BigDecimal ahead) {
        String cluster = "apart-by-" + label.replace('_', '-');
        Scenario still = line(cluster, reached, reached, timeline.activeAt(), false);
        Scenario moving = line(cluster, early, ahead, timeline.recovers(), false);
        String here = label + "=\"" + still.labels().getOrDefault(label, "") + "\"";
        var input = new ArrayList<>(still.input());
        for (Input series : moving.input()) {
            input.add(new Input(
                    series.series().replace(here, here.substring(0, here.length() - 1) + "-b\""), series.values()));
        }
        return new Scenario(false, still.labels(), 0, input, List.of());
    }

    /** A second series of the group, which is less bad than the first, and stays so. */
    private void addPeer(List<Input> input, String name, SortedMap<String, String> labels, BigDecimal value) {
        if (condition.by().contains(PEER)) {
            return;
        }
        var peer = new TreeMap<>(labels);
        peer.put(PEER, "beside-it");
        BigDecimal less = worse.signum() > 0 ? value.divide(TWO) : value.multiply(TWO);
        input.add(SeriesText.input(name, peer, SeriesText.flat(less, timeline.recovers()) + " stale"));
    }

    /** A value that the line is never better than. */
    private BigDecimal calm(BigDecimal value, BigDecimal ahead) {
        BigDecimal way = ahead.subtract(value).abs().add(value.abs()).add(BigDecimal.ONE);
        return limit.subtract(worse.multiply(way.multiply(TEN)));
    }

    /** A value on the way from {@code now} to the limit, far enough that it was past {@code now} before the wait. */
    private BigDecimal near() {
        Quantity now = condition.now();
        if (now == null) {
            return limit.subtract(worse.multiply(unit).multiply(new BigDecimal("0.5")));
        }
        BigDecimal waited = new BigDecimal(
                        timeline.step().multipliedBy(timeline.hold()).toSeconds())
                .divide(new BigDecimal(condition.ahead().toSeconds()), 2, RoundingMode.CEILING);
        BigDecimal way = waited.add(new BigDecimal("0.1")).min(new BigDecimal("0.9"));
        return now.value().add(limit.subtract(now.value()).multiply(way));
    }

    /** A line that stands at one value when the alert fires, and that the forecast made at {@code seenAt} ends at another. */
    private Scenario line(String cluster, BigDecimal value, BigDecimal ahead, int seenAt, boolean fires) {
        BigDecimal scale = condition.of() == null ? BigDecimal.ONE : WHOLE;
        BigDecimal stepSeconds = new BigDecimal(timeline.step().toMillis()).movePointLeft(3);
        BigDecimal steps = new BigDecimal(condition.ahead().toSeconds())
                .divide(stepSeconds, 9, RoundingMode.HALF_UP)
                .add(new BigDecimal(seenAt - timeline.firesAt()));
        int digits = condition.of() == null ? 9 : 0;
        BigDecimal growth = ahead.subtract(value).multiply(scale).divide(steps, digits, RoundingMode.HALF_UP);
        BigDecimal start = value.multiply(scale).subtract(growth.multiply(new BigDecimal(timeline.firesAt())));
        var labels = new TreeMap<>(SeriesText.labels(condition.metric()).orElseThrow());
        condition.by().forEach(label -> labels.putIfAbsent(label, "some-" + label));
        labels.put(LabelName.CLUSTER, cluster);
        var input = new ArrayList<Input>();
        String samples = SeriesText.growing(start, growth, timeline.recovers()) + " stale";
        input.add(SeriesText.input(condition.metric().metricName(), labels, samples));
        addPeer(
                input,
                condition.metric().metricName(),
                labels,
                calm(value, ahead).multiply(scale));
        if (condition.of() != null) {
            var whole = new TreeMap<>(SeriesText.labels(condition.of()).orElseThrow());
            condition.by().forEach(label -> whole.putIfAbsent(label, "some-" + label));
            whole.put(LabelName.CLUSTER, cluster);
            String values = SeriesText.flat(WHOLE, timeline.recovers()) + " stale";
            input.add(SeriesText.input(condition.of().metricName(), whole, values));
            addPeer(input, condition.of().metricName(), whole, WHOLE);
        }
        labels.keySet()
                .removeIf(label ->
                        !label.equals(LabelName.CLUSTER) && !condition.by().contains(label));
        BigDecimal shown = condition.now() == null ? ahead : value;
        return new Scenario(fires, labels, shown.doubleValue(), input, List.of());
    }
}
