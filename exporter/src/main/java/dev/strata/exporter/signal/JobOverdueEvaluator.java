package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.JobFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Job that runs longer than its deadline, or than twelve hours where it has none. */
final class JobOverdueEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.JOB_OVERDUE;

    private static final Duration LONGEST = Duration.ofHours(12);

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.JOBS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (JobFacts job : input.cluster().all(KubeResource.JOBS, JobFacts.class)) {
            if (job.suspended()) {
                sheet.add(Draft.suspended(SIGNAL, job.key(), "suspended"));
                continue;
            }
            Instant limit = limit(job);
            if (limit == null || limit.isAfter(input.now())) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, job.key(), Severity.WARNING)
                        .since(limit)
                        .reason("runs_too_long")
                        .evidence("active_pods", job.active()));
            }
        }
        return sheet.done();
    }

    /** When it should have ended; null where it does not run. */
    private static @Nullable Instant limit(JobFacts job) {
        Instant started = job.started();
        if (started == null || job.isFinished() || job.active() == 0) {
            return null;
        }
        Long deadline = job.deadlineSeconds();
        return started.plus(deadline == null ? LONGEST : Duration.ofSeconds(deadline));
    }
}
