package dev.strata.exporter.exposition;

import dev.strata.exporter.cluster.KubeResource;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the exporter says of its own work, counted since the start.
 *
 * @param watchRestarts by resource, then by reason
 * @param queries asked of Prometheus, by outcome
 * @param evaluations how long evaluations took
 * @param version of this build
 * @param revision of its sources, empty where the build does not know
 */
public record SelfFigures(
        SortedMap<KubeResource, SortedMap<String, Long>> watchRestarts,
        SortedMap<String, Long> queries,
        Evaluations evaluations,
        String version,
        String revision) {

    /** Durations counted into buckets; {@code counts} has one entry per bound and one for what is above the last. */
    public record Evaluations(List<Long> counts, double sumSeconds) {

        /** Upper bounds in seconds. */
        public static final List<Double> BOUNDS = List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5);

        public static final Evaluations NONE = new Evaluations(Collections.nCopies(BOUNDS.size() + 1, 0L), 0);

        public Evaluations {
            counts = List.copyOf(counts);
        }

        /** These and one more. */
        public Evaluations plus(Duration duration) {
            double seconds = duration.toNanos() / 1e9;
            var next = new java.util.ArrayList<>(counts);
            int bucket = 0;
            while (bucket < BOUNDS.size() && seconds > BOUNDS.get(bucket)) {
                bucket++;
            }
            next.set(bucket, next.get(bucket) + 1);
            return new Evaluations(next, sumSeconds + seconds);
        }
    }

    public SelfFigures {
        watchRestarts = Collections.unmodifiableSortedMap(new TreeMap<>(watchRestarts));
        queries = Collections.unmodifiableSortedMap(new TreeMap<>(queries));
    }

    /** Figures of a process that has done nothing yet. */
    public static SelfFigures none(String version) {
        return new SelfFigures(new TreeMap<>(), new TreeMap<>(Map.of()), Evaluations.NONE, version, "");
    }
}
