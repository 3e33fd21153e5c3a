package dev.strata.exporter.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One container of a pod and its state.
 *
 * @param waitingReason why it waits, empty while it does not
 * @param runningSince when the running process started, null while none runs
 * @param ended how the container ended if it has ended, else null
 * @param previous how the run before the current one ended, null for the first run
 */
public record ContainerFacts(
        String name,
        String image,
        boolean init,
        boolean ready,
        int restartCount,
        String waitingReason,
        @Nullable Instant runningSince,
        @Nullable Ended ended,
        @Nullable Ended previous) {

    /** The end of a run; {@code finishedAt} is null where the object does not say. */
    public record Ended(
            int exitCode, String reason, @Nullable Instant finishedAt) {}
}
