package dev.strata.exporter.recording;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened. Without a resource it is an answer and {@code text} its id; without a key it is a change of
 * freshness and {@code text} the state; without packed bytes it is a removal.
 */
final class FlightEntry {

    /** What an entry takes beside its bytes. */
    private static final int ENTRY = 192;

    private final Instant at;
    private final @Nullable KubeResource resource;
    private final @Nullable ObjectKey key;
    private final String text;
    private final byte @Nullable [] packed;

    FlightEntry(
            Instant at,
            @Nullable KubeResource resource,
            @Nullable ObjectKey key,
            String text,
            byte @Nullable [] packed) {
        this.at = at;
        this.resource = resource;
        this.key = key;
        this.text = text;
        this.packed = packed;
    }

    Instant at() {
        return at;
    }

    @Nullable
    KubeResource resource() {
        return resource;
    }

    @Nullable
    ObjectKey key() {
        return key;
    }

    String text() {
        return text;
    }

    byte @Nullable [] packed() {
        return packed;
    }

    /** Bytes that it takes, about. */
    long size() {
        return ENTRY + (packed == null ? 0 : packed.length) + 2L * text.length();
    }
}
