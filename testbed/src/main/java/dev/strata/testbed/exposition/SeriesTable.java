package dev.strata.testbed.exposition;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a target has counted and measured so far, written as one page. A family has the type of the method that fed it
 * first. Safe for use by several threads.
 */
public final class SeriesTable {
    private final Map<String, Family> families = new TreeMap<>();
    private final Map<String, Map<Labels, Histogram>> histograms = new HashMap<>();

    public synchronized void gauge(String name, Labels labels, double value) {
        family(name, "gauge").values().put(labels, value);
    }

    /** Adds to a counter; it stands at the delta after the first call, so call with 0 to make it exist. */
    public synchronized void counter(String name, Labels labels, double delta) {
        family(name, "counter").values().merge(labels, delta, Double::sum);
    }

    /** As {@link #counter}, for what its exporter leaves without a type. */
    public synchronized void untyped(String name, Labels labels, double delta) {
        family(name, "untyped").values().merge(labels, delta, Double::sum);
    }

    /** Adds observations of a known mean to a histogram with these bounds. */
    public synchronized void observe(String name, Labels labels, List<Double> bounds, double count, double mean) {
        family(name, "histogram");
        histograms
                .computeIfAbsent(name, it -> new LinkedHashMap<>())
                .computeIfAbsent(labels, it -> new Histogram(it, bounds))
                .record(count, mean);
    }

    /** Forgets the series that do not fit, as an exporter does when their subject is gone. */
    public synchronized void retain(Predicate<Labels> wanted) {
        families.values().forEach(it -> it.values().keySet().removeIf(wanted.negate()));
        histograms.values().forEach(it -> it.keySet().removeIf(wanted.negate()));
    }

    /** Returns the value of a gauge or counter, 0 where there is none. */
    public synchronized double value(String name, Labels labels) {
        Family family = families.get(name);
        return family == null ? 0 : family.values().getOrDefault(labels, 0.0);
    }

    public synchronized String page() {
        MetricsPage page = new MetricsPage();
        families.forEach((name, family) -> {
            page.family(name, family.type(), "Synthetic.");
            family.values().forEach((labels, value) -> page.sample(name, labels, value));
            histograms.getOrDefault(name, Map.of()).values().forEach(it -> it.write(name, page));
        });
        return page.text();
    }

    private Family family(String name, String type) {
        return families.computeIfAbsent(name, it -> new Family(type, new LinkedHashMap<>()));
    }

    private record Family(String type, Map<Labels, Double> values) {}
}
