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

    /** What the freshness of a resource says that is on its way for the first time, with no trouble so far. */
    public static final String FIRST_PICTURE = "the first list is not complete";

    /** Whether it is followed, or is not there to be followed. */
    public boolean isFollowed() {
        return freshness.isFresh() || (resource.isOptional() && freshness.state() == Freshness.State.ABSENT);
    }

    public WatchStatus {
        restarts = Collections.unmodifiableSortedMap(new TreeMap<>(restarts));
    }
}
