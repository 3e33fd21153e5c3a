package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.BackupScheduleFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A Schedule of Velero. */
final class BackupScheduleDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String schedule = "";
    private boolean paused;
    private String phase = "";
    private @Nullable Instant lastBackup;

    static Fields<BackupScheduleDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<BackupScheduleDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<BackupScheduleDraft>()
                                .word("schedule", (d, v) -> d.schedule = v)
                                .flag("paused", (d, v) -> d.paused = v))
                .within(
                        "status",
                        new Fields<BackupScheduleDraft>()
                                .word("phase", (d, v) -> d.phase = v)
                                .time("lastBackup", (d, v) -> d.lastBackup = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public BackupScheduleFacts facts(KubeResource resource) {
        return new BackupScheduleFacts(meta.facts(resource), schedule, paused, phase, lastBackup);
    }
}
