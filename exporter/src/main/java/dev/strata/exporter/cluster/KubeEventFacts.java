package dev.strata.exporter.cluster;

import java.time.Instant;

/**
 * An Event object (not a watch event).
 *
 * @param type {@code Warning} or {@code Normal}
 * @param message cut at 512 characters
 * @param count how often it was seen, at least 1
 * @param last when it was last seen
 */
public record KubeEventFacts(
        KubeMeta meta, String type, String reason, ObjectKey regarding, String message, int count, Instant last)
        implements ObjectFacts {

    @Override
    public KubeResource resource() {
        return KubeResource.EVENTS;
    }
}
