package dev.strata.rulegen.route;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An alert that fires for a while.
 *
 * @param labels all of them, {@code alertname} included
 * @param to when it is resolved; null while it fires to the end
 */
public record AlertSpan(
        SortedMap<String, String> labels,
        Duration from,
        @Nullable Duration to) {
    public AlertSpan {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    public static AlertSpan of(Map<String, String> labels, Duration from, @Nullable Duration to) {
        return new AlertSpan(new TreeMap<>(labels), from, to);
    }

    boolean firesAt(Duration now) {
        return from.compareTo(now) <= 0 && (to == null || to.compareTo(now) > 0);
    }
}
