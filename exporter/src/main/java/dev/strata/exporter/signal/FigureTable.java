package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Figures;
import dev.strata.exporter.measurement.Sample;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Figures by subject and by part of the subject: a mount point, a device, a pool, the empty text for the subject as a
 * whole. Of several values for one figure the largest counts.
 */
final class FigureTable {

    /** One part with its figures. */
    static final class Row {

        private final String part;
        private final Map<String, Double> figures = new HashMap<>(8);

        private Row(String part) {
            this.part = part;
        }

        String part() {
            return part;
        }

        /** NaN where there is none. */
        double get(String figure) {
            return figures.getOrDefault(figure, Double.NaN);
        }

        boolean has(String figure) {
            return figures.containsKey(figure);
        }
    }

    private final Map<ObjectKey, Map<String, Row>> rows = new TreeMap<>();

    private FigureTable() {}

    static FigureTable of(
            Figures figures,
            Collection<String> names,
            Function<Sample, List<ObjectKey>> subject,
            List<String> partLabels) {
        var table = new FigureTable();
        for (String name : names) {
            for (Sample sample : figures.samples(name)) {
                subject.apply(sample).forEach(key -> table.put(key, part(sample, partLabels), name, sample.value()));
            }
        }
        return table;
    }

    private void put(ObjectKey key, String part, String figure, double value) {
        rows.computeIfAbsent(key, k -> new TreeMap<>())
                .computeIfAbsent(part, Row::new)
                .figures
                .merge(figure, value, Math::max);
    }

    private static String part(Sample sample, List<String> labels) {
        for (String label : labels) {
            String part = sample.label(label);
            if (!part.isEmpty()) {
                return part;
            }
        }
        return "";
    }

    Set<ObjectKey> subjects() {
        return rows.keySet();
    }

    /** The subject as a whole; without figures where nothing is said of it. */
    Row whole(ObjectKey subject) {
        return rows.getOrDefault(subject, Map.of()).getOrDefault("", new Row(""));
    }

    /** In order of their parts. */
    Collection<Row> rows(ObjectKey subject) {
        return rows.getOrDefault(subject, Map.of()).values();
    }
}
