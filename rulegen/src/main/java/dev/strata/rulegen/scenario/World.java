package dev.strata.rulegen.scenario;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A healthy cluster as its exporters describe it.
 *
 * @param series what they write
 */
public record World(List<WorldSeries> series) {
    public World {
        series = List.copyOf(series);
    }

    /**
     * One series.
     *
     * @param labels with the name
     * @param history whether it has been there for weeks: rates over days need what counters did before
     * @param extra whether it belongs to an object that a perturbation may add
     */
    public record WorldSeries(SortedMap<String, String> labels, Motion motion, boolean history, String extra) {
        public WorldSeries {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        }
    }
}
