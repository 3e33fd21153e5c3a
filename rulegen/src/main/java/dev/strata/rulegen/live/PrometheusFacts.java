package dev.strata.rulegen.live;

import dev.strata.rulegen.definition.MetricSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One server as it was found.
 *
 * @param version of two numbers, such as 3.15
 * @param scrapeInterval as Prometheus writes it
 * @param clusterLabels values of the label cluster, external ones included
 * @param metrics names of all that it has stored
 * @param sources by what is known of them
 */
public record PrometheusFacts(
        String version,
        String scrapeInterval,
        String evaluationInterval,
        SortedSet<String> clusterLabels,
        Set<String> metrics,
        Map<MetricSource, Found> sources) {
    public PrometheusFacts {
        clusterLabels = Collections.unmodifiableSortedSet(new TreeSet<>(clusterLabels));
        metrics = Set.copyOf(metrics);
        var copy = new EnumMap<MetricSource, Found>(MetricSource.class);
        copy.putAll(sources);
        sources = Collections.unmodifiableMap(copy);
    }

    /** The job of a source, and labels that are spelled as {@code exported_...} there. */
    public record Found(String job, SortedMap<String, String> labels) {
        public Found {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        }
    }
}
