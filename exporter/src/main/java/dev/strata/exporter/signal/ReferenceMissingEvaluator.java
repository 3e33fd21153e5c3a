package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Pods that wait for a ConfigMap, a Secret, a key of one or a claim that does not exist. Existence is not looked up:
 * what the kubelet says about a container or a mount is enough, and needs no right on Secrets.
 */
final class ReferenceMissingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.REFERENCE_MISSING;

    /** The kubelet repeats itself every few minutes while the object is missing. */
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private static final Set<String> REASONS = Set.of("Failed", "FailedMount", "FailedScheduling");

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
                                && !missing(pod, input).isEmpty())
                .read(SIGNAL, (owner, pods) -> Optional.of(bad(owner, pods, input)));
    }

    private static List<MissingReference> missing(PodFacts pod, SignalInput input) {
        return PodEvents.recent(input, List.of(pod), MEMORY, REASONS).stream()
                .flatMap(event -> MissingReference.in(event.message()).stream())
                .distinct()
                .toList();
    }

    private static Draft bad(ObjectKey owner, List<PodFacts> pods, SignalInput input) {
        List<MissingReference> missing = pods.stream()
                .flatMap(pod -> missing(pod, input).stream())
                .distinct()
                .sorted(Comparator.comparing(MissingReference::slug).thenComparing(MissingReference::name))
                .toList();
        return Culprits.draft(SIGNAL, Severity.WARNING, input.cluster(), owner, pods)
                .since(Culprits.earliest(pods, Culprits::scheduled))
                .reasons(missing.stream().map(MissingReference::slug).toList())
                .affects(missing.stream()
                        .filter(m -> !m.name().isEmpty())
                        .map(m -> new ObjectKey(m.kind(), owner.namespace(), m.name()))
                        .toList());
    }
}
