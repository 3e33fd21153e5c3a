package dev.strata.exporter.signal;

import dev.strata.catalog.PlatformSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeEventFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pods that have a node and wait for a volume: at least two failures to attach or mount within ten minutes. */
final class VolumeMountFailingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PlatformSignals.VOLUME_MOUNT_FAILING;

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int ENOUGH = 2;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.ownedPodsAnd(KubeResource.EVENTS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        return Culprits.of(
                        input.cluster(),
                        pod -> pod.phase().equals("Pending")
                                && !pod.nodeName().isEmpty()
                                && PodEvents.count(failures(List.of(pod), input)) >= ENOUGH)
                .read(SIGNAL, (owner, pods) -> Optional.of(bad(owner, pods, input)));
    }

    private static List<KubeEventFacts> failures(List<PodFacts> pods, SignalInput input) {
        return PodEvents.recent(input, pods, WINDOW, Set.of("FailedMount", "FailedAttachVolume"));
    }

    private static Draft bad(ObjectKey owner, List<PodFacts> pods, SignalInput input) {
        List<KubeEventFacts> failures = failures(pods, input);
        return Culprits.draft(SIGNAL, Severity.WARNING, input.cluster(), owner, pods)
                .since(Culprits.earliest(pods, Culprits::scheduled))
                .reasons(PodEvents.slugs(failures, VolumeMountFailingEvaluator::slug))
                .evidence("failures", PodEvents.count(failures));
    }

    private static String slug(String message) {
        if (message.contains("Multi-Attach")) {
            return "multi_attach";
        }
        if (message.contains("not found in the list of registered CSI drivers")) {
            return "driver_missing";
        }
        Optional<MissingReference> missing = MissingReference.in(message);
        if (missing.isPresent()) {
            return missing.get().slug();
        }
        return message.contains("timed out") || message.contains("DeadlineExceeded") ? "timeout" : "mount_failed";
    }
}
