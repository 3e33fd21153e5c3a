package dev.strata.exporter.cluster;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the feed of one resource says of itself.
 *
 * @param restarts how often its watch had to be opened again since the start, by reason (a slug)
 * @param malformed objects that could not be read since the start
 */
public record WatchStatus(
        KubeResource resource, int objects, Freshness freshness, SortedMap<String, Long> restarts, long malformed) {

    public WatchStatus {
        restarts = Collections.unmodifiableSortedMap(new TreeMap<>(restarts));
    }
}
