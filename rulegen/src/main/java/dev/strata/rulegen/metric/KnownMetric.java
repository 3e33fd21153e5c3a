package dev.strata.rulegen.metric;

import dev.strata.rulegen.promql.infer.Interval;
import dev.strata.rulegen.promql.infer.LabelFact;
import dev.strata.rulegen.promql.infer.Labels;
import dev.strata.rulegen.promql.infer.Meaning;
import dev.strata.rulegen.promql.infer.MetricSchema;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One metric as a query spells it.
 *
 * @param unit base unit, empty for plain numbers
 * @param carried what the exporter itself gives; labels of the target come on top
 * @param usual values of labels that are known although others are possible
 * @param open whether configuration can add labels
 * @param since the exporter's version that brought it, empty when not known
 * @param until the exporter's version without it, empty while there is none
 */
public record KnownMetric(
        String name,
        SeriesType type,
        String unit,
        SortedMap<String, LabelFact> carried,
        Map<String, Set<String>> usual,
        boolean open,
        Interval values,
        String since,
        String until) {
    public KnownMetric {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(unit);
        Objects.requireNonNull(values);
        Objects.requireNonNull(since);
        Objects.requireNonNull(until);
        usual = Map.copyOf(usual);
        carried = Collections.unmodifiableSortedMap(new TreeMap<>(carried));
    }

    /** The names of {@link #carried()}. */
    public SortedSet<String> labels() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(carried.keySet()));
    }

    /** What inference may build on: the row of labels stays open, for those of the target. */
    MetricSchema.Facts facts() {
        Meaning meaning = new Meaning(type.kind(), MetricUnit.of(unit, type), true);
        return new MetricSchema.Facts(meaning, new Labels(carried, true), values);
    }
}
