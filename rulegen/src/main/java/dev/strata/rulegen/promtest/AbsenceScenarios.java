package dev.strata.rulegen.promtest;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.definition.AlertCondition.Absence;
import dev.strata.rulegen.definition.Limit;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two series of a group: both stay, one goes, both go, both never were, both stay and are dead, and both go together
 * with everything else.
 */
final class AbsenceScenarios {
    /** The first sample that is missing. */
    static final int GONE_AT = 2;

    private final Absence condition;
    private final Timeline timeline;

    AbsenceScenarios(Absence condition, Timeline timeline) {
        this.condition = condition;
        this.timeline = timeline;
    }

    List<Scenario> all() {
        Optional<SortedMap<String, String>> labels = SeriesText.labels(condition.metric());
        if (labels.isEmpty() || labels.get().containsKey("instance")) {
            return List.of();
        }
        Map<String, String> base = labels.get();
        String lasting = SeriesText.flat(alive(), timeline.samples());
        String leaving = leaving(SeriesText.missing(timeline.recovers() - timeline.activeAt()));
        var scenarios = new ArrayList<Scenario>();
        scenarios.add(one(base, "fine", List.of(lasting, lasting), true, false));
        scenarios.add(one(base, "half", List.of(lasting, leaving), true, false));
        scenarios.add(one(base, "never", List.of(), true, false));
        scenarios.add(one(base, "dark", List.of(leaving, leaving), false, false));
        scenarios.add(one(base, "trouble", List.of(leaving, leaving), true, true));
        if (condition.alive() != null) {
            String dead = leaving(SeriesText.flat(dead(condition.alive()), timeline.recovers() - timeline.activeAt()));
            scenarios.add(one(base, "dead", List.of(dead, dead), true, true));
        }
        return scenarios;
    }

    private String leaving(String away) {
        return SeriesText.flat(alive(), timeline.activeAt()) + " " + away + " "
                + SeriesText.flat(alive(), timeline.samples() - timeline.recovers());
    }

    private BigDecimal alive() {
        Limit alive = condition.alive();
        if (alive == null) {
            return BigDecimal.ONE;
        }
        BigDecimal limit = alive.quantity().value();
        return alive.comparison().isUpper() ? limit.add(BigDecimal.ONE) : limit.subtract(BigDecimal.ONE);
    }

    private static BigDecimal dead(Limit alive) {
        BigDecimal limit = alive.quantity().value();
        if (!alive.comparison().includesLimit()) {
            return limit;
        }
        return alive.comparison().isUpper() ? limit.subtract(BigDecimal.ONE) : limit.add(BigDecimal.ONE);
    }

    private Scenario one(Map<String, String> base, String cluster, List<String> series, boolean others, boolean fires) {
        var labels = new TreeMap<>(base);
        condition.by().forEach(label -> labels.putIfAbsent(label, "some-" + label));
        labels.put(LabelName.CLUSTER, cluster);
        var input = new ArrayList<Input>();
        String up = others
                ? SeriesText.flat(BigDecimal.ONE, timeline.samples())
                : SeriesText.flat(BigDecimal.ONE, timeline.activeAt()) + " stale";
        input.add(SeriesText.input("up", Map.of("job", "some-other", LabelName.CLUSTER, cluster), up));
        for (int i = 0; i < series.size(); i++) {
            var own = new TreeMap<>(labels);
            own.put("instance", "instance-" + i);
            input.add(SeriesText.input(condition.metric().metricName(), own, series.get(i)));
        }
        labels.keySet()
                .removeIf(label ->
                        !label.equals(LabelName.CLUSTER) && !condition.by().contains(label));
        return new Scenario(fires, labels, 1, input, List.of());
    }
}
