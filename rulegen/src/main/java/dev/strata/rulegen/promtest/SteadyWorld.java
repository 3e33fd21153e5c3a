package dev.strata.rulegen.promtest;

import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Series of which each does the same all the time. Does not change; more series make another world.
 *
 * @param series those that an expression is meant to see
 * @param beside those that must make no difference: calmer ones of the same group
 * @param shared those of {@code series} that are written as two, which add up to it
 */
record SteadyWorld(Map<Named, Wave> series, List<Beside> beside, Set<Named> shared) {
    static final SteadyWorld EMPTY = new SteadyWorld(Map.of(), List.of(), Set.of());

    SteadyWorld {
        series = new LinkedHashMap<>(series);
        beside = List.copyOf(beside);
        shared = Set.copyOf(shared);
    }

    /** What a series is called. */
    record Named(String name, SortedMap<String, String> labels) {
        Named {
            labels = new TreeMap<>(labels);
        }
    }

    /** What a series does. */
    enum Move {
        /** Stays at its value. */
        STAYS,
        /** Grows by its value each second, as a counter. */
        COUNTS,
        /** Changes by one with each sample, from its value on. */
        CHANGES
    }

    /** A series over time. */
    record Wave(Move move, double value) {}

    /** A series that must make no difference. */
    record Beside(Named key, Wave wave) {}

    /** What a series of this world does. */
    Wave wave(Named key) {
        return Objects.requireNonNull(series.get(key));
    }

    SteadyWorld with(Named key, Wave wave) {
        var more = new LinkedHashMap<>(series);
        more.put(key, wave);
        return new SteadyWorld(more, beside, shared);
    }

    SteadyWorld withBeside(Named key, Wave wave) {
        var more = new ArrayList<>(beside);
        more.add(new Beside(key, wave));
        return new SteadyWorld(series, more, shared);
    }

    SteadyWorld withShared(Named key) {
        var more = new HashSet<>(shared);
        more.add(key);
        return new SteadyWorld(series, beside, more);
    }

    /** What a selector finds, as far as the series have the given labels. */
    List<Named> found(VectorSelector selector, Map<String, String> labels) {
        return series.keySet().stream()
                .filter(key -> key.name().equals(selector.metricName()))
                .filter(key -> SeriesText.matches(selector, key.labels()))
                .filter(key -> labels.entrySet().stream()
                        .allMatch(label -> label.getValue().equals(key.labels().get(label.getKey()))))
                .toList();
    }
}
