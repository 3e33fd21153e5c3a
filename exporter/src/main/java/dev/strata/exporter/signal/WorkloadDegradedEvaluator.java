package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.ReplicaSetFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fewer replicas are available than wanted. While a rollout makes progress as many may be missing as its settings allow;
 * a paused Deployment is held to the same.
 */
final class WorkloadDegradedEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = Signals.WORKLOAD_DEGRADED;

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
        ClusterView cluster = input.cluster();
        var sheet = new Sheet(SIGNAL);
        sheet.healthy(cluster.workloads().size() - cluster.unsettledWorkloads().size());
        for (WorkloadFacts workload : cluster.unsettledWorkloads()) {
            WorkloadFacts.Replicas replicas = workload.replicas();
            int missing = replicas.desired() - replicas.available() - excused(workload, input);
            if (replicas.desired() == 0) {
                sheet.add(Draft.suspended(SIGNAL, workload.key(), "scaled_to_zero"));
            } else if (workload.paused() && missing <= Availability.maxUnavailable(workload)) {
                sheet.add(Draft.suspended(SIGNAL, workload.key(), "paused"));
            } else if (missing <= tolerated(workload)) {
                sheet.healthy();
            } else {
                sheet.add(bad(
                        cluster,
                        workload.key(),
                        replicas,
                        workload.condition("ReplicaFailure"),
                        Rollouts.isUnderWay(workload)));
            }
        }
        for (ReplicaSetFacts set : cluster.looseReplicaSets()) {
            if (set.meta().controller() == null && set.replicas().desired() > 0) {
                if (set.replicas().available() >= set.replicas().desired()) {
                    sheet.healthy();
                } else {
                    sheet.add(bad(cluster, set.key(), set.replicas(), set.condition("ReplicaFailure"), false));
                }
            }
        }
        return sheet.done();
    }

    /** A DaemonSet has a pod on every node; those on nodes that may be away may be missing. */
    private static int excused(WorkloadFacts workload, SignalInput input) {
        if (workload.resource() != KubeResource.DAEMONSETS) {
            return 0;
        }
        ClusterView cluster = input.cluster();
        return (int) cluster.podsOf(workload.key()).stream()
                .filter(pod -> !pod.isReady())
                .filter(pod -> cluster.node(pod.nodeName())
                        .filter(node -> node.condition("Ready")
                                        .filter(KubeCondition::isTrue)
                                        .isEmpty()
                                && !NodeNotReadyEvaluator.excuse(node, input).isEmpty())
                        .isPresent())
                .count();
    }

    private static int tolerated(WorkloadFacts workload) {
        boolean moves = Rollouts.isUnderWay(workload) && !Rollouts.hasFailed(workload) && !Rollouts.isBlocked(workload);
        return moves ? Availability.maxUnavailable(workload) : 0;
    }

    private static Draft bad(
            ClusterView cluster,
            ObjectKey key,
            WorkloadFacts.Replicas replicas,
            Optional<KubeCondition> failure,
            boolean rollout) {
        List<PodFacts> notServing = PodTrouble.notServing(cluster.podsOf(key));
        Optional<KubeCondition> blocked = failure.filter(KubeCondition::isTrue);
        Instant since = PodTrouble.since(notServing);
        Draft draft = Draft.bad(SIGNAL, key, Severity.WARNING)
                .since(since != null ? since : blocked.map(KubeCondition::since).orElse(null))
                .reasons(PodTrouble.histogram(cluster, notServing))
                .evidence("desired_replicas", replicas.desired())
                .evidence("available_replicas", replicas.available())
                .evidence("ready_replicas", replicas.ready())
                .affects(notServing.stream().map(ObjectFacts::key).toList());
        if (blocked.isPresent()) {
            draft.reason("pod_creation_blocked");
        }
        return rollout ? draft.evidence("updated_replicas", replicas.updated()) : draft;
    }
}
