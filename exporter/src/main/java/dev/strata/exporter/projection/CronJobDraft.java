package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.CronJobFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A CronJob. */
final class CronJobDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String schedule = "";
    private String timeZone = "";
    private boolean suspended;
    private @Nullable Long deadline;
    private int active;
    private @Nullable Instant lastScheduled;
    private @Nullable Instant lastSucceeded;

    static Fields<CronJobDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<CronJobDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<CronJobDraft>()
                                .word("schedule", (d, v) -> d.schedule = v)
                                .word("timeZone", (d, v) -> d.timeZone = v)
                                .flag("suspend", (d, v) -> d.suspended = v)
                                .whole("startingDeadlineSeconds", (d, v) -> d.deadline = v))
                .within(
                        "status",
                        new Fields<CronJobDraft>()
                                .parts("active", CronJobDraft::count, new Fields<>())
                                .time("lastScheduleTime", (d, v) -> d.lastScheduled = v)
                                .time("lastSuccessfulTime", (d, v) -> d.lastSucceeded = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public CronJobFacts facts(KubeResource resource) {
        return new CronJobFacts(
                meta.facts(resource), schedule, timeZone, suspended, deadline, active, lastScheduled, lastSucceeded);
    }

    private CronJobDraft count() {
        active++;
        return this;
    }
}
