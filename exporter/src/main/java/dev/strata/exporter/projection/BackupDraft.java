package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.BackupFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A Backup of Velero. */
final class BackupDraft implements Draft {

    private static final String SCHEDULE = "velero.io/schedule-name";

    private final MetaDraft meta = new MetaDraft();
    private String phase = "";
    private @Nullable Instant completed;

    static Fields<BackupDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<BackupDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "status",
                        new Fields<BackupDraft>()
                                .word("phase", (d, v) -> d.phase = v)
                                .time("completionTimestamp", (d, v) -> d.completed = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public BackupFacts facts(KubeResource resource) {
        return new BackupFacts(meta.facts(resource), meta.labels.getOrDefault(SCHEDULE, ""), phase, completed);
    }
}
