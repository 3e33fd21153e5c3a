package dev.strata.rulegen.metric;

import dev.strata.catalog.MetricType;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One metric as a query spells it.
 *
 * @param unit base unit, empty for plain numbers
 * @param labels those that the exporter itself gives; those of the target come on top
 * @param open whether configuration can add labels
 */
public record KnownMetric(String name, MetricType type, String unit, SortedSet<String> labels, boolean open) {
    public KnownMetric {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(unit);
        labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    }
}
