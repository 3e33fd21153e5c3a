package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.CronJobFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** A CronJob whose time has come and gone by five minutes without a run. While a run goes on that is no miss. */
final class CronjobMissedEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.CRONJOB_MISSED;

    private static final Duration GRACE = Duration.ofMinutes(5);

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.CRONJOBS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (CronJobFacts cronJob : input.cluster().all(KubeResource.CRONJOBS, CronJobFacts.class)) {
            if (cronJob.suspended()) {
                sheet.add(Draft.suspended(SIGNAL, cronJob.key(), "suspended"));
                continue;
            }
            Optional<CronSchedule> schedule = CronSchedule.of(cronJob.schedule());
            Optional<ZoneId> zone = JobRuns.zone(cronJob);
            if (schedule.isEmpty() || zone.isEmpty()) {
                sheet.add(Draft.unknown(SIGNAL, cronJob.key(), "schedule_not_understood"));
                continue;
            }
            Instant last = cronJob.lastScheduled();
            Optional<Instant> due =
                    schedule.get().after(last == null ? cronJob.meta().created() : last, zone.get());
            if (cronJob.active() > 0
                    || due.filter(at -> at.plus(GRACE).isBefore(input.now())).isEmpty()) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, cronJob.key(), Severity.WARNING)
                        .since(due.get())
                        .reason(last == null ? "never_started" : "not_started"));
            }
        }
        return sheet.done();
    }
}
