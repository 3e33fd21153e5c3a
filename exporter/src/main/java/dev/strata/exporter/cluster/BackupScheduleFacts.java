package dev.strata.exporter.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Schedule of Velero.
 *
 * @param schedule as of a CronJob
 * @param lastBackup when it last began one, null for never
 */
public record BackupScheduleFacts(
        KubeMeta meta,
        String schedule,
        boolean paused,
        String phase,
        @Nullable Instant lastBackup) implements ObjectFacts {

    @Override
    public KubeResource resource() {
        return KubeResource.SCHEDULES;
    }
}
