package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.CronJobFacts;
import dev.strata.exporter.cluster.JobFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Jobs of CronJobs. */
final class JobRuns {

    private final Map<ObjectKey, List<JobFacts>> byCronJob = new HashMap<>();

    JobRuns(ClusterView cluster) {
        for (JobFacts job : cluster.all(KubeResource.JOBS, JobFacts.class)) {
            ObjectKey controller = job.meta().controller();
            if (controller != null && controller.kind().equals("CronJob")) {
                byCronJob.computeIfAbsent(controller, key -> new ArrayList<>()).add(job);
            }
        }
    }

    /** Runs that failed after the last one that succeeded. */
    List<JobFacts> failedSince(CronJobFacts cronJob) {
        Instant success = cronJob.lastSucceeded();
        return byCronJob.getOrDefault(cronJob.key(), List.of()).stream()
                .filter(job -> failure(job).isPresent())
                .filter(job -> success == null || job.meta().created().isAfter(success))
                .toList();
    }

    static Optional<KubeCondition> failure(JobFacts job) {
        return job.condition("Failed").filter(KubeCondition::isTrue);
    }

    /** The zone of a CronJob's schedule; empty for one that is unknown here. */
    static Optional<ZoneId> zone(CronJobFacts cronJob) {
        try {
            return Optional.of(cronJob.timeZone().isEmpty() ? ZoneOffset.UTC : ZoneId.of(cronJob.timeZone()));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
