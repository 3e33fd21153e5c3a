package dev.strata.exporter.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Backup of Velero.
 *
 * @param schedule name of the Schedule that made it, empty for none
 * @param phase {@code Completed}, {@code PartiallyFailed}, {@code Failed}, {@code InProgress} and others
 * @param completed null while it is not at its end
 */
public record BackupFacts(
        KubeMeta meta,
        String schedule,
        String phase,
        @Nullable Instant completed) implements ObjectFacts {

    @Override
    public KubeResource resource() {
        return KubeResource.BACKUPS;
    }
}
