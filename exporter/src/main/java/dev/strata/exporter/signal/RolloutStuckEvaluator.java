package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectHistory.SpecChange;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.ReplicaSetFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rollout that does not get on. A Deployment says so itself once its progress deadline has passed. StatefulSets and
 * DaemonSets have no deadline: their rollout is stuck when no pod was created or became ready for a while.
 */
final class RolloutStuckEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = Signals.ROLLOUT_STUCK;

    /** The longest a single pod may take beside its minReadySeconds. */
    private static final Duration STEP = Duration.ofMinutes(10);

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(
                KubeResource.DEPLOYMENTS,
                KubeResource.STATEFULSETS,
                KubeResource.DAEMONSETS,
                KubeResource.REPLICASETS,
                KubeResource.PODS);
    }

    @Override
    public Set<MeasurementQuery> queries() {
        return Set.of();
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        sheet.healthy(input.cluster().workloads().size()
                - input.cluster().unsettledWorkloads().size());
        for (WorkloadFacts workload : input.cluster().unsettledWorkloads()) {
            if (workload.replicas().desired() == 0) {
                sheet.add(Draft.suspended(SIGNAL, workload.key(), "scaled_to_zero"));
            } else if (workload.paused()) {
                sheet.add(Draft.suspended(SIGNAL, workload.key(), "paused"));
            } else if (workload.resource() == KubeResource.DEPLOYMENTS) {
                judgeDeployment(workload, input, sheet);
            } else {
                judgeWithoutDeadline(workload, input, sheet);
            }
        }
        return sheet.done();
    }

    private static void judgeDeployment(WorkloadFacts workload, SignalInput input, Sheet sheet) {
        if (Rollouts.hasFailed(workload)) {
            Instant since =
                    workload.condition("Progressing").map(KubeCondition::since).orElse(null);
            sheet.add(bad(workload, newestPods(input.cluster(), workload.key()), since, input.cluster()));
        } else {
            sheet.healthy();
        }
    }

    private static void judgeWithoutDeadline(WorkloadFacts workload, SignalInput input, Sheet sheet) {
        if (!Rollouts.isUnderWay(workload)) {
            sheet.healthy();
            return;
        }
        List<PodFacts> pods = input.cluster().podsOf(workload.key());
        Instant progress = lastProgress(workload, pods, input);
        Duration budget = STEP.plusSeconds(workload.rollout().minReadySeconds());
        if (progress == null || progress.plus(budget).isAfter(input.now())) {
            sheet.healthy();
        } else {
            sheet.add(bad(workload, pods, progress.plus(budget), input.cluster()));
        }
    }

    /** When a pod was last created or became ready, or the template was last seen to change; null when nothing says. */
    private static @Nullable Instant lastProgress(WorkloadFacts workload, List<PodFacts> pods, SignalInput input) {
        Instant last = null;
        for (SpecChange edit : input.cluster().history(workload.key()).specChanges()) {
            last = later(last, edit.at());
        }
        for (PodFacts pod : pods) {
            last = later(last, pod.meta().created());
            Instant ready = pod.condition("Ready")
                    .filter(KubeCondition::isTrue)
                    .map(KubeCondition::since)
                    .orElse(null);
            if (ready != null) {
                last = later(last, ready);
            }
        }
        return last;
    }

    private static Instant later(@Nullable Instant a, Instant b) {
        return a == null || b.isAfter(a) ? b : a;
    }

    private static List<PodFacts> newestPods(ClusterView cluster, ObjectKey deployment) {
        List<ReplicaSetFacts> revisions = cluster.replicaSetsOf(deployment);
        List<PodFacts> pods = cluster.podsOf(deployment);
        if (revisions.isEmpty()) {
            return pods;
        }
        ObjectKey newest = revisions.get(revisions.size() - 1).key();
        return pods.stream()
                .filter(pod -> newest.equals(pod.meta().controller()))
                .toList();
    }

    private static Draft bad(
            WorkloadFacts workload, List<PodFacts> pods, @Nullable Instant since, ClusterView cluster) {
        List<PodFacts> notServing = PodTrouble.notServing(pods);
        List<String> reasons = PodTrouble.histogram(cluster, notServing);
        return Draft.bad(SIGNAL, workload.key(), Severity.WARNING)
                .since(since)
                .reasons(reasons.isEmpty() ? List.of("no_progress") : reasons)
                .evidence("desired_replicas", workload.replicas().desired())
                .evidence("updated_replicas", workload.replicas().updated())
                .evidence("available_replicas", workload.replicas().available())
                .affects(notServing.stream().map(ObjectFacts::key).toList());
    }
}
