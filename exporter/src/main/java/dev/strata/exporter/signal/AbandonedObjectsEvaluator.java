package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClaimFacts;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.JobFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.TemplateFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A namespace with claims that no pod and no template mounts, or with finished Jobs that nobody cleans up, for a week. The
 * claims of a StatefulSet that was scaled down are its own.
 */
final class AbandonedObjectsEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.ABANDONED_OBJECTS;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.ownedPodsAnd(KubeResource.JOBS, KubeResource.PERSISTENTVOLUMECLAIMS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        Instant old = input.now().minus(Duration.ofDays((long) input.limit(SIGNAL, "age_days")));
        Set<ObjectKey> mounted = mounted(input.cluster());
        Map<String, List<ObjectKey>> claims = new TreeMap<>();
        for (ClaimFacts claim : input.cluster().all(KubeResource.PERSISTENTVOLUMECLAIMS, ClaimFacts.class)) {
            if (claim.meta().created().isBefore(old)
                    && !mounted.contains(claim.key())
                    && input.cluster().workloadsIn(claim.key().namespace()).stream()
                            .noneMatch(workload -> mentions(workload, claim.key()))) {
                claims.computeIfAbsent(claim.key().namespace(), ns -> new ArrayList<>())
                        .add(claim.key());
            }
        }
        Map<String, List<ObjectKey>> jobs = new TreeMap<>();
        for (JobFacts job : input.cluster().all(KubeResource.JOBS, JobFacts.class)) {
            if (job.meta().controller() == null
                    && job.isFinished()
                    && job.meta().created().isBefore(old)) {
                jobs.computeIfAbsent(job.key().namespace(), ns -> new ArrayList<>())
                        .add(job.key());
            }
        }
        var all = new HashSet<>(claims.keySet());
        all.addAll(jobs.keySet());
        var sheet = new Sheet(SIGNAL);
        for (String namespace : all) {
            sheet.add(
                    bad(namespace, claims.getOrDefault(namespace, List.of()), jobs.getOrDefault(namespace, List.of())));
        }
        sheet.healthy(input.cluster().namespaces().size() - all.size());
        return sheet.done();
    }

    private static Draft bad(String namespace, List<ObjectKey> claims, List<ObjectKey> jobs) {
        Draft draft = Draft.bad(SIGNAL, ObjectKey.of("Namespace", namespace), Severity.INFORMATION);
        if (!claims.isEmpty()) {
            draft.reason("unused_claims").evidence("unused_claims", claims.size());
        }
        if (!jobs.isEmpty()) {
            draft.reason("finished_jobs").evidence("finished_jobs", jobs.size());
        }
        return draft.affects(claims.stream().limit(50).toList());
    }

    private static Set<ObjectKey> mounted(ClusterView cluster) {
        var mounted = new HashSet<ObjectKey>();
        for (PodFacts pod : cluster.claimingPods()) {
            for (String claim : pod.claims()) {
                mounted.add(new ObjectKey("PersistentVolumeClaim", pod.key().namespace(), claim));
            }
        }
        return mounted;
    }

    /** Whether its template names the claim, or it is a set from whose template the claim was made. */
    private static boolean mentions(WorkloadFacts workload, ObjectKey claim) {
        for (TemplateFacts.Reference reference : workload.template().references()) {
            if (reference.kind().equals(claim.kind()) && reference.name().equals(claim.name())) {
                return true;
            }
        }
        return workload.resource() == KubeResource.STATEFULSETS && isOf(workload.key(), claim);
    }

    /** A claim made from a template of the set, in its namespace, is named template, set, ordinal. */
    private static boolean isOf(ObjectKey set, ObjectKey claim) {
        return claim.name().matches(".+-" + Pattern.quote(set.name()) + "-[0-9]+");
    }
}
