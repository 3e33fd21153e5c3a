package dev.strata.exporter.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A CronJob.
 *
 * @param timeZone empty for that of the controller manager
 * @param deadlineSeconds how late a run may still start, null where it has no limit
 * @param active runs that go on
 */
public record CronJobFacts(
        KubeMeta meta,
        String schedule,
        String timeZone,
        boolean suspended,
        @Nullable Long deadlineSeconds,
        int active,
        @Nullable Instant lastScheduled,
        @Nullable Instant lastSucceeded)
        implements ObjectFacts {

    @Override
    public KubeResource resource() {
        return KubeResource.CRONJOBS;
    }
}
