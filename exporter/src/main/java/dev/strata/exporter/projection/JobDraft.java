package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.JobFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Job. */
final class JobDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private boolean suspended;
    private long active;
    private long failed;
    private long succeeded;
    private @Nullable Instant started;
    private @Nullable Long deadline;
    private final List<ConditionDraft> conditions = new ArrayList<>(1);

    static Fields<JobDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<JobDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<JobDraft>()
                                .flag("suspend", (d, v) -> d.suspended = v)
                                .whole("activeDeadlineSeconds", (d, v) -> d.deadline = v))
                .within(
                        "status",
                        ConditionDraft.into(new Fields<JobDraft>(), d -> d.conditions)
                                .whole("active", (d, v) -> d.active = v)
                                .whole("failed", (d, v) -> d.failed = v)
                                .whole("succeeded", (d, v) -> d.succeeded = v)
                                .time("startTime", (d, v) -> d.started = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public JobFacts facts(KubeResource resource) {
        return new JobFacts(
                meta.facts(resource),
                suspended,
                Drafts.clamped(active),
                Drafts.clamped(failed),
                Drafts.clamped(succeeded),
                started,
                deadline,
                ConditionDraft.facts(conditions));
    }
}
