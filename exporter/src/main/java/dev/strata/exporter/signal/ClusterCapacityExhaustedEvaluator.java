package dev.strata.exporter.signal;

import dev.strata.catalog.ClusterSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeFacts;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.Resources;
import java.util.List;
import java.util.Set;

/** Pods find no node for want of CPU or memory, and more than nine tenths of either is requested on the nodes that are open. */
final class ClusterCapacityExhaustedEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ClusterSignals.CLUSTER_CAPACITY_EXHAUSTED;

    private static final double FULL = 0.9;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.ownedPodsAnd(KubeResource.NODES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        ClusterView cluster = input.cluster();
        List<PodFacts> waiting = cluster.unsettledPods().stream()
                .filter(pod -> PodPendingUnscheduledEvaluator.isSubject(pod)
                        && lacksRoom(pod)
                        && !PodPendingUnscheduledEvaluator.isPromised(pod, input))
                .toList();
        var sheet = new Sheet(SIGNAL);
        if (cluster.nodes().isEmpty()) {
            return sheet.done();
        }
        if (waiting.isEmpty()) {
            sheet.healthy();
            return sheet.done();
        }
        Resources all = Resources.NONE;
        Resources requested = Resources.NONE;
        for (NodeFacts node : cluster.nodes()) {
            if (NodeRoom.isOpen(node)) {
                all = all.plus(node.allocatable());
                requested = requested.plus(NodeRoom.requested(cluster, node));
            }
        }
        double cpu = share(requested.cpuMillis(), all.cpuMillis());
        double memory = share(requested.memoryBytes(), all.memoryBytes());
        if (cpu <= FULL && memory <= FULL) {
            sheet.healthy();
        } else {
            sheet.add(bad(cluster, waiting, cpu, memory));
        }
        return sheet.done();
    }

    private static boolean lacksRoom(PodFacts pod) {
        return PodTrouble.isUnschedulable(pod)
                && pod.condition("PodScheduled")
                        .filter(c -> c.message().contains("Insufficient cpu")
                                || c.message().contains("Insufficient memory"))
                        .isPresent();
    }

    /** Nothing open is as full as can be. */
    private static double share(long requested, long all) {
        return all <= 0 ? 1 : (double) requested / all;
    }

    private static Draft bad(ClusterView cluster, List<PodFacts> waiting, double cpu, double memory) {
        List<ObjectKey> owners =
                waiting.stream().map(cluster::ownerOf).distinct().toList();
        boolean hurts = owners.stream().anyMatch(owner -> Availability.isBelowBudget(cluster, owner));
        Draft draft = Draft.bad(SIGNAL, Subjects.CLUSTER, hurts ? Severity.CRITICAL : Severity.WARNING)
                .since(Culprits.earliest(
                        waiting,
                        pod -> pod.condition("PodScheduled")
                                .map(KubeCondition::since)
                                .orElse(null)))
                .evidence("pending_pods", waiting.size())
                .evidence("cpu_requested_ratio", cpu)
                .evidence("memory_requested_ratio", memory)
                .affects(owners)
                .affects(waiting.stream().map(ObjectFacts::key).toList());
        if (cpu > FULL) {
            draft.reason("cpu");
        }
        return memory > FULL ? draft.reason("memory") : draft;
    }
}
