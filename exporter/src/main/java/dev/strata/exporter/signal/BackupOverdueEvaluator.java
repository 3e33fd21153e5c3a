package dev.strata.exporter.signal;

import dev.strata.catalog.PlatformSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.CronJobFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A CronJob that makes backups, by its name or its label, without a success though it was due twice since the last one. */
final class BackupOverdueEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PlatformSignals.BACKUP_OVERDUE;

    private static final Pattern NAME = Pattern.compile("(^|-)(backup|etcd-snapshot|snapshot-etcd)($|-)");
    private static final Duration DURATION = Duration.ofHours(1);

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
            if (!isBackup(cronJob)) {
                continue;
            }
            Optional<Instant> late = late(cronJob);
            if (late.isEmpty()) {
                sheet.add(Draft.unknown(SIGNAL, cronJob.key(), "schedule_not_understood"));
            } else if (!late.get().isBefore(input.now())) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, cronJob.key(), Severity.WARNING)
                        .since(late.get())
                        .reason(
                                cronJob.suspended()
                                        ? "suspended"
                                        : cronJob.lastSucceeded() == null ? "never_succeeded" : "no_success"));
            }
        }
        return sheet.done();
    }

    private static boolean isBackup(CronJobFacts cronJob) {
        return cronJob.meta()
                        .label("app.kubernetes.io/component")
                        .filter("backup"::equals)
                        .isPresent()
                || NAME.matcher(cronJob.key().name()).find();
    }

    /** When the second run since the last success should long have ended. */
    private static Optional<Instant> late(CronJobFacts cronJob) {
        Instant success = cronJob.lastSucceeded();
        Instant from = success == null ? cronJob.meta().created() : success;
        return CronSchedule.of(cronJob.schedule())
                .flatMap(schedule -> JobRuns.zone(cronJob)
                        .flatMap(zone -> schedule.after(from, zone).flatMap(first -> schedule.after(first, zone))))
                .map(second -> second.plus(DURATION));
    }
}
