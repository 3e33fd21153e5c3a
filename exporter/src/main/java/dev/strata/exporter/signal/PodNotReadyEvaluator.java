package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Pods that run and are not ready, on nodes that are. Pods whose containers crash, or are about to end, belong to others. */
final class PodNotReadyEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.POD_NOT_READY;

    private static final Duration MEMORY = Duration.ofMinutes(15);

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
        return Culprits.of(cluster, pod -> isStruck(pod) && !PodTrouble.isOnLostNode(cluster, pod))
                .read(SIGNAL, (owner, pods) -> Optional.of(bad(owner, pods, input)));
    }

    private static boolean isStruck(PodFacts pod) {
        return pod.phase().equals("Running")
                && pod.condition("Ready").filter(KubeCondition::isFalse).isPresent()
                && pod.containers().stream()
                        .noneMatch(c -> !c.waitingReason().isEmpty()
                                && !c.waitingReason().equals("PodInitializing"));
    }

    private static Draft bad(ObjectKey owner, List<PodFacts> pods, SignalInput input) {
        Set<String> reasons = new TreeSet<>();
        pods.forEach(pod -> reasons.add(reason(pod, input)));
        return Culprits.draft(SIGNAL, Severity.WARNING, input.cluster(), owner, pods)
                .since(Culprits.earliest(
                        pods,
                        pod -> pod.condition("Ready").map(KubeCondition::since).orElse(null)))
                .reasons(reasons);
    }

    private static String reason(PodFacts pod, SignalInput input) {
        if (pod.condition("ContainersReady").filter(KubeCondition::isTrue).isPresent()) {
            return "readiness_gate";
        }
        List<String> probes = PodEvents.slugs(
                PodEvents.recent(input, List.of(pod), MEMORY, Set.of("Unhealthy")),
                message -> message.startsWith("Startup") ? "startup_probe" : "readiness_probe");
        return probes.isEmpty() ? "not_ready" : probes.get(0);
    }
}
