package dev.strata.exporter.exposition;

import dev.strata.catalog.MetricFamily;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one family while it is filled. A row whose labels are there already is left out, because a second one
 * would fail the whole scrape; label values are cut at {@value #MAX_VALUE} characters; NaN never gets in.
 */
final class Family {

    static final int MAX_VALUE = 128;

    private final MetricFamily family;
    private final Map<Labels, Double> rows = new LinkedHashMap<>();

    Family(MetricFamily family) {
        this.family = family;
    }

    /** Adds a row; values in the order of the family's labels. An empty value leaves its label out. */
    Family row(double value, String... values) {
        if (values.length != family.labels().size()) {
            throw new IllegalArgumentException(family.name() + " has labels " + family.labels());
        }
        if (Double.isNaN(value)) {
            return this;
        }
        var names = new ArrayList<String>();
        var texts = new ArrayList<String>();
        for (int i = 0; i < values.length; i++) {
            if (!values[i].isEmpty()) {
                names.add(family.labels().get(i));
                texts.add(cut(values[i]));
            }
        }
        rows.putIfAbsent(Labels.of(names, texts), value);
        return this;
    }

    MetricSnapshot build() {
        return switch (family.type()) {
            case GAUGE -> gauge();
            case INFO -> info();
            case COUNTER -> counter();
            case HISTOGRAM -> throw new IllegalStateException(family.name() + " is no family of single values");
        };
    }

    int size() {
        return rows.size();
    }

    private MetricSnapshot gauge() {
        var builder = GaugeSnapshot.builder().name(family.name()).help(family.help());
        rows.forEach((labels, value) -> builder.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build()));
        return builder.build();
    }

    private MetricSnapshot info() {
        var builder = InfoSnapshot.builder().name(base("_info")).help(family.help());
        rows.keySet()
                .forEach(labels -> builder.dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                        .labels(labels)
                        .build()));
        return builder.build();
    }

    private MetricSnapshot counter() {
        var builder = CounterSnapshot.builder().name(base("_total")).help(family.help());
        rows.forEach((labels, value) -> builder.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build()));
        return builder.build();
    }

    private String base(String suffix) {
        return family.name().substring(0, family.name().length() - suffix.length());
    }

    private static String cut(String value) {
        return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE);
    }

    /** The built families that have rows, in order. */
    static List<MetricSnapshot> built(List<Family> families) {
        return families.stream()
                .filter(one -> one.size() > 0)
                .map(Family::build)
                .toList();
    }
}
