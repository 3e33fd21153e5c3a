package dev.strata.exporter.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far what is held of a resource can be trusted.
 *
 * @param since when the state began
 * @param lastProgress last event, bookmark or complete list; null before the first
 * @param detail why it is not fresh, in words for people; empty when it is
 */
public record Freshness(
        State state, Instant since, @Nullable Instant lastProgress, String detail) {

    /** States of a resource. */
    public enum State {
        /** Listed completely once and followed since. */
        FRESH,
        /** Not yet listed completely. */
        SYNCING,
        /** Held, but the source has not answered for longer than its limit. */
        STALE,
        /** The API server refuses us. */
        FORBIDDEN,
        /** Never asked for, or not part of the recording. */
        ABSENT
    }

    public boolean isFresh() {
        return state == State.FRESH;
    }
}
