package dev.strata.exporter.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One container of a pod and its state. When it was started is not kept: so those of a workload's healthy pods are the
 * same.
 *
 * @param waitingReason why it waits, empty while it does not
 * @param running whether its process runs
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
        boolean running,
        @Nullable Ended ended,
        @Nullable Ended previous) {

    /** Whether it has never ended but where it should, and waits for nothing. */
    boolean isSettled() {
        boolean well = ended == null || (init && ended.exitCode() == 0);
        return well && restartCount == 0 && previous == null && waitingReason.isEmpty();
    }

    /** The end of a run; {@code finishedAt} is null where the object does not say. */
    public record Ended(
            int exitCode, String reason, @Nullable Instant finishedAt) {}
}
