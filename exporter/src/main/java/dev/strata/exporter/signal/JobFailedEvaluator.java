package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.JobFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A Job that has failed within a day. One of a CronJob is a remark: its CronJob has signals of its own. Jobs that
 * another controller runs, such as those of pipelines, are its business.
 */
final class JobFailedEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.JOB_FAILED;

    private static final Duration MEMORY = Duration.ofHours(24);

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
            ObjectKey controller = job.meta().controller();
            if (controller != null && !controller.kind().equals("CronJob")) {
                continue;
            }
            Optional<KubeCondition> failure = JobRuns.failure(job);
            if (job.suspended()) {
                sheet.add(Draft.suspended(SIGNAL, job.key(), "suspended"));
            } else if (failure.isEmpty() || isOld(failure.get(), input.now())) {
                sheet.healthy();
            } else {
                sheet.add(bad(job, failure.get()));
            }
        }
        return sheet.done();
    }

    private static boolean isOld(KubeCondition failure, Instant now) {
        return failure.since() != null && failure.since().plus(MEMORY).isBefore(now);
    }

    private static Draft bad(JobFacts job, KubeCondition failure) {
        ObjectKey controller = job.meta().controller();
        Draft draft = Draft.bad(SIGNAL, job.key(), controller == null ? Severity.WARNING : Severity.INFORMATION)
                .since(failure.since())
                .reason(Slugs.of(failure.reason()))
                .evidence("failed_pods", job.failed());
        return controller == null ? draft : draft.affects(controller);
    }
}
