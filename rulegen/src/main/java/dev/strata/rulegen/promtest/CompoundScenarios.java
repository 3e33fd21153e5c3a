package dev.strata.rulegen.promtest;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.Compound;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** Sets the parts of a compound beside each other in one cluster, each either fine or in trouble. */
final class CompoundScenarios {
    private static final String FINE = "fine";
    private static final String TROUBLE = "trouble";

    private final Compound condition;
    private final List<Map<String, Scenario>> parts = new ArrayList<>();
    private final List<Map<String, Scenario>> excuses = new ArrayList<>();
    private final List<Scenario> all = new ArrayList<>();
    private boolean possible = true;

    CompoundScenarios(Compound condition, Function<AlertCondition, List<Scenario>> maker) {
        this.condition = condition;
        condition.parts().forEach(part -> parts.add(byCluster(maker.apply(part))));
        condition.unless().forEach(part -> excuses.add(byCluster(maker.apply(part))));
    }

    private static Map<String, Scenario> byCluster(List<Scenario> scenarios) {
        var map = new TreeMap<String, Scenario>();
        scenarios.forEach(one -> map.put(one.labels().getOrDefault(LabelName.CLUSTER, ""), one));
        return map;
    }

    /** Empty where a part cannot be turned round, or where the series of two parts get into each other's way. */
    List<Scenario> all() {
        boolean known = parts.stream().allMatch(CompoundScenarios::isKnown)
                && excuses.stream().allMatch(CompoundScenarios::isKnown);
        if (!known || !joins()) {
            return List.of();
        }
        add(FINE, -1, -1, false);
        if (condition.mode() == Compound.Mode.ALL) {
            add(TROUBLE, parts.size(), -1, true);
            for (int i = 0; parts.size() > 1 && i < parts.size(); i++) {
                addWithout(i);
            }
        } else {
            for (int i = 0; i < parts.size(); i++) {
                add(TROUBLE + "-" + (i + 1), i, -1, true);
            }
        }
        for (int i = 0; i < excuses.size(); i++) {
            add("excuse-" + (i + 1), condition.mode() == Compound.Mode.ALL ? parts.size() : 0, i, false);
        }
        return possible ? all : List.of();
    }

    private static boolean isKnown(Map<String, Scenario> part) {
        return part.containsKey(FINE) && part.containsKey(TROUBLE);
    }

    /** Whether the labels that join have the same values on all sides. */
    private boolean joins() {
        Map<String, String> first = scenario(parts.get(0), true).labels();
        var others = new ArrayList<>(parts);
        others.addAll(excuses);
        return others.stream()
                .map(part -> scenario(part, true).labels())
                .allMatch(labels -> condition.on().value().stream()
                        .allMatch(label -> Objects.equals(labels.get(label), first.get(label))));
    }

    private static Scenario scenario(Map<String, Scenario> part, boolean trouble) {
        return Objects.requireNonNull(part.get(trouble ? TROUBLE : FINE));
    }

    private void add(String cluster, int troubled, int excused, boolean fires) {
        var chosen = new ArrayList<Scenario>();
        for (int i = 0; i < parts.size(); i++) {
            chosen.add(scenario(parts.get(i), troubled == parts.size() || troubled == i));
        }
        for (int i = 0; i < excuses.size(); i++) {
            chosen.add(scenario(excuses.get(i), excused == i));
        }
        Scenario speaks = chosen.get(troubled < 0 || troubled == parts.size() ? 0 : troubled);
        merge(cluster, chosen, speaks, fires);
    }

    private void addWithout(int fine) {
        var chosen = new ArrayList<Scenario>();
        for (int i = 0; i < parts.size(); i++) {
            chosen.add(scenario(parts.get(i), i != fine));
        }
        excuses.forEach(excuse -> chosen.add(scenario(excuse, false)));
        merge("without-" + (fine + 1), chosen, chosen.get(0), false);
    }

    private void merge(String cluster, List<Scenario> chosen, Scenario speaks, boolean fires) {
        var series = new TreeMap<String, String>();
        for (Scenario one : chosen) {
            String from = LabelName.CLUSTER + "=\"" + one.labels().get(LabelName.CLUSTER) + "\"";
            for (Input input : one.input()) {
                String name = input.series().replace(from, LabelName.CLUSTER + "=\"" + cluster + "\"");
                String other = series.put(name, input.values());
                possible &= other == null || other.equals(input.values());
            }
        }
        var labels = new TreeMap<>(speaks.labels());
        labels.put(LabelName.CLUSTER, cluster);
        List<Input> input = series.entrySet().stream()
                .map(entry -> new Input(entry.getKey(), entry.getValue()))
                .toList();
        all.add(new Scenario(fires, labels, speaks.value(), input, List.of()));
    }

    /** Whether alternatives begin to hold at different times, which one test cannot tell apart. */
    static boolean beginDifferently(Compound condition, Timeline timeline) {
        long beginnings = condition.parts().stream()
                .map(part -> Timeline.activeAt(part, timeline.lingers()))
                .distinct()
                .count();
        return condition.mode() == Compound.Mode.ANY && beginnings > 1;
    }
}
