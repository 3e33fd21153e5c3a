package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.CronJobFacts;
import dev.strata.exporter.cluster.JobFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A CronJob whose last runs have failed: two in a row are a warning, three are critical. By default only the last failed Job
 * is kept, so those before it are counted by the times that were due since the last success.
 */
final class CronjobFailingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.CRONJOB_FAILING;

    private static final int FEW = 2;
    private static final int MANY = 3;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.CRONJOBS, KubeResource.JOBS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var runs = new JobRuns(input.cluster());
        var sheet = new Sheet(SIGNAL);
        for (CronJobFacts cronJob : input.cluster().all(KubeResource.CRONJOBS, CronJobFacts.class)) {
            List<JobFacts> failed = runs.failedSince(cronJob);
            int count = failed.isEmpty() ? 0 : Math.max(failed.size(), due(cronJob));
            if (cronJob.suspended()) {
                sheet.add(Draft.suspended(SIGNAL, cronJob.key(), "suspended"));
            } else if (count < FEW) {
                sheet.healthy();
            } else {
                sheet.add(bad(cronJob, failed, count, input));
            }
        }
        return sheet.done();
    }

    /** Runs that were due after the last success up to the last one that was started, as far as they matter. */
    private static int due(CronJobFacts cronJob) {
        Instant last = cronJob.lastScheduled();
        Optional<CronSchedule> schedule = CronSchedule.of(cronJob.schedule());
        Optional<ZoneId> zone = JobRuns.zone(cronJob);
        if (last == null || schedule.isEmpty() || zone.isEmpty()) {
            return 0;
        }
        Instant success = cronJob.lastSucceeded();
        Optional<Instant> next =
                schedule.get().after(success == null ? cronJob.meta().created() : success, zone.get());
        int due = 0;
        while (next.isPresent() && !next.get().isAfter(last) && due < MANY) {
            due++;
            next = schedule.get().after(next.get(), zone.get());
        }
        return due;
    }

    private static Draft bad(CronJobFacts cronJob, List<JobFacts> failed, int count, SignalInput input) {
        Draft draft = Draft.bad(SIGNAL, cronJob.key(), count >= MANY ? Severity.CRITICAL : Severity.WARNING)
                .since(failed.stream()
                        .flatMap(job -> JobRuns.failure(job).stream())
                        .flatMap(failure -> Optional.ofNullable(failure.since()).stream())
                        .min(Instant::compareTo)
                        .orElse(null))
                .reasons(failed.stream()
                        .flatMap(job -> JobRuns.failure(job).stream())
                        .map(failure -> Slugs.of(failure.reason()))
                        .distinct()
                        .sorted()
                        .toList())
                .evidence("failed_runs", count)
                .affects(failed.stream().map(ObjectFacts::key).toList());
        Instant success = cronJob.lastSucceeded();
        return success == null
                ? draft
                : draft.evidence("last_success_age_seconds", (double)
                        Duration.between(success, input.now()).toSeconds());
    }
}
