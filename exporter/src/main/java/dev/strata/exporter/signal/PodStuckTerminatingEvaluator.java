package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ContainerFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Pods whose time to end has passed by two minutes. The time of deletion in the object already contains the grace period. */
final class PodStuckTerminatingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.POD_STUCK_TERMINATING;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

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
        Instant limit = input.now().minus(PATIENCE);
        return Culprits.among(
                        input.cluster(),
                        pod -> pod.meta().deleted() != null
                                && !pod.meta().deleted().isAfter(limit))
                .read(SIGNAL, (owner, pods) -> Optional.of(bad(owner, pods, input)));
    }

    private static Draft bad(ObjectKey owner, List<PodFacts> pods, SignalInput input) {
        Set<String> reasons = new TreeSet<>();
        pods.forEach(pod -> reasons.add(reason(pod, input.cluster())));
        return Culprits.draft(SIGNAL, Severity.WARNING, input.cluster(), owner, pods)
                .since(Culprits.earliest(pods, pod -> pod.meta().deleted()))
                .reasons(reasons);
    }

    private static String reason(PodFacts pod, ClusterView cluster) {
        if (!pod.nodeName().isEmpty() && cluster.node(pod.nodeName()).isEmpty()) {
            return "node_gone";
        }
        if (PodTrouble.isOnLostNode(cluster, pod)) {
            return "node_not_ready";
        }
        boolean runs = pod.containers().stream().anyMatch(ContainerFacts::running);
        return runs ? "containers_still_run" : "not_removed";
    }
}
