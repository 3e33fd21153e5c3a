package dev.strata.rulegen.promtest;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import dev.strata.rulegen.promtest.SteadyCase.Element;
import dev.strata.rulegen.promtest.SteadyWorld.Named;
import dev.strata.rulegen.promtest.SteadyWorld.Wave;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An expression that its author wrote, turned round as far as that is possible: each case in a cluster of its own. What
 * begins to hold at different times is told apart, because a test knows one beginning only.
 */
final class ExpressionScenarios {
    private static final int MOST = 80;
    /** The cluster in which all cases are thought out. */
    private static final String HERE = "trouble";

    private static final double QUARTER = 0.25;
    private static final BigDecimal COUNTER_START = new BigDecimal(1_000_000);

    private final Expr expr;
    private final Timeline timeline;
    private final Set<Integer> rounded = new HashSet<>();

    ExpressionScenarios(Expr expr, Timeline timeline) {
        this.expr = expr;
        this.timeline = timeline;
    }

    /** Whether the values of what begins at an evaluation are known to the last digit; asked after they were made. */
    boolean isExact(int since) {
        return !rounded.contains(since);
    }

    /** By the evaluation at which they begin to hold; what never holds is with the first. Empty where it cannot be done. */
    SortedMap<Integer, List<Scenario>> byBeginning() {
        var groups = new TreeMap<Integer, List<Scenario>>();
        List<SteadyCase> cases = cases();
        var names = new TreeMap<String, Integer>();
        for (SteadyCase one : cases) {
            Element element = one.element();
            if (element != null && isClear(element)) {
                Timeline own = timeline.withActiveAt(element.since());
                if (!element.exact()) {
                    rounded.add(element.since());
                }
                groups.computeIfAbsent(element.since(), since -> new ArrayList<>())
                        .add(scenario(one, name(one, names), element, own));
            }
        }
        if (groups.isEmpty()) {
            return groups;
        }
        Timeline own = timeline.withActiveAt(groups.firstKey());
        List<Scenario> first = Objects.requireNonNull(groups.get(groups.firstKey()));
        for (SteadyCase one : cases) {
            if (one.element() == null) {
                String cluster = name(one, names);
                first.add(new Scenario(
                        false,
                        new TreeMap<>(Map.of(LabelName.CLUSTER, cluster)),
                        0,
                        inputs(one, cluster, own.samples(), ""),
                        List.of()));
            }
        }
        return groups;
    }

    private List<SteadyCase> cases() {
        var values = new TreeMap<>(SelectorLabels.fixed(expr));
        values.put(LabelName.CLUSTER, HERE);
        var scope = new Scope(values, Set.of(LabelName.CLUSTER), Want.ANYTHING, false);
        try {
            var inversion = new Inversion(expr, timeline.step(), timeline.hold() > 0);
            List<SteadyCase> all = inversion.solve(expr, SteadyWorld.EMPTY, scope);
            var looked = new ArrayList<SteadyCase>();
            for (SteadyCase one : all) {
                looked.add(inversion.look(expr, one.world(), scope).told(one.story()));
            }
            Element plain = looked.get(0).element();
            if (plain == null || !isClear(plain)) {
                return List.of();
            }
            Set<SteadyWorld> seen = new HashSet<>();
            return looked.stream()
                    .filter(one -> seen.add(one.world()))
                    .limit(MOST)
                    .toList();
        } catch (NotInvertible e) {
            return List.of();
        }
    }

    private static boolean isClear(Element element) {
        return HERE.equals(element.labels().get(LabelName.CLUSTER));
    }

    private static String name(SteadyCase one, Map<String, Integer> names) {
        String story = one.story().isEmpty() ? HERE : one.story();
        int number = names.merge(story, 1, Integer::sum);
        return number == 1 ? story : story + "-" + number;
    }

    private Scenario scenario(SteadyCase one, String cluster, Element element, Timeline timeline) {
        var labels = new TreeMap<>(element.labels());
        labels.put(LabelName.CLUSTER, cluster);
        return new Scenario(
                true, labels, element.value(), inputs(one, cluster, timeline.recovers(), " stale"), List.of());
    }

    private List<Input> inputs(SteadyCase one, String cluster, int samples, String end) {
        var inputs = new ArrayList<Input>();
        one.world().series().forEach((key, wave) -> {
            if (one.world().shared().contains(key)) {
                var second = new TreeMap<>(key.labels());
                second.put("peer", "the-rest");
                double part = wave.value() * QUARTER;
                Wave rest = new Wave(wave.move(), wave.value() - part);
                inputs.add(input(key, new Wave(wave.move(), part), cluster, samples, end));
                inputs.add(input(new Named(key.name(), second), rest, cluster, samples, end));
            } else {
                inputs.add(input(key, wave, cluster, samples, end));
            }
        });
        one.world().beside().forEach(beside -> inputs.add(input(beside.key(), beside.wave(), cluster, samples, end)));
        return inputs;
    }

    private Input input(Named key, Wave wave, String cluster, int samples, String end) {
        var labels = new TreeMap<>(key.labels());
        labels.computeIfPresent(
                LabelName.CLUSTER,
                (label, value) -> value.startsWith(HERE) ? cluster + value.substring(HERE.length()) : value);
        BigDecimal value = new BigDecimal(Double.toString(wave.value()));
        BigDecimal seconds = new BigDecimal(timeline.step().toMillis()).movePointLeft(3);
        String values = switch (wave.move()) {
            case STAYS -> SeriesText.flat(value, samples);
            case COUNTS -> SeriesText.growing(COUNTER_START, value.multiply(seconds), samples);
            case CHANGES -> SeriesText.growing(value, BigDecimal.ONE, samples);
        };
        return SeriesText.input(key.name(), labels, values + end);
    }
}
