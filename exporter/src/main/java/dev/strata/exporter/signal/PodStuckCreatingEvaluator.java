package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ContainerFacts;
import dev.strata.exporter.cluster.KubeEventFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pods that have a node and do not get to run: volumes, network, a long pull, an init container without end. Pods whose
 * image or configuration is at fault have signals of their own.
 */
final class PodStuckCreatingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.POD_STUCK_CREATING;

    private static final Duration MEMORY = Duration.ofMinutes(10);

    private static final Map<String, String> WORDS = Map.of(
            "FailedMount", "volume_mount",
            "FailedAttachVolume", "volume_attach",
            "FailedCreatePodSandBox", "network");

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.OWNED_PODS;
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        return Culprits.of(input.cluster(), PodStuckCreatingEvaluator::isCreating)
                .read(SIGNAL, (owner, pods) -> Optional.of(bad(owner, pods, input)));
    }

    private static boolean isCreating(PodFacts pod) {
        return pod.phase().equals("Pending")
                && !pod.nodeName().isEmpty()
                && pod.containers().stream()
                        .map(ContainerFacts::waitingReason)
                        .noneMatch(reason -> PodTrouble.IMAGE.contains(reason)
                                || PodTrouble.CONFIGURATION.contains(reason)
                                || reason.equals("CrashLoopBackOff"));
    }

    private static Draft bad(ObjectKey owner, List<PodFacts> pods, SignalInput input) {
        Set<String> reasons = new TreeSet<>();
        for (PodFacts pod : pods) {
            reasons.add(reason(pod, input));
        }
        return Culprits.draft(SIGNAL, Severity.WARNING, input.cluster(), owner, pods)
                .since(Culprits.earliest(pods, Culprits::scheduled))
                .reasons(reasons);
    }

    private static String reason(PodFacts pod, SignalInput input) {
        List<KubeEventFacts> events = PodEvents.recent(input, List.of(pod), MEMORY, WORDS.keySet());
        if (!events.isEmpty()) {
            return WORDS.getOrDefault(events.get(events.size() - 1).reason(), "creating");
        }
        boolean starting = pod.containers().stream().anyMatch(c -> c.init() && c.running());
        return starting ? "init_container_runs" : "creating";
    }
}
