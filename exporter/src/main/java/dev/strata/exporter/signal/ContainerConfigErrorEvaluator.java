package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ContainerFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Containers that cannot be created: what they refer to is missing, or the runtime refuses their command. */
final class ContainerConfigErrorEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.CONTAINER_CONFIG_ERROR;

    private static final Duration MEMORY = Duration.ofMinutes(30);

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
        return Culprits.of(input.cluster(), ContainerConfigErrorEvaluator::isStruck)
                .read(SIGNAL, (owner, pods) -> Optional.of(bad(owner, pods, input)));
    }

    static boolean isStruck(PodFacts pod) {
        return pod.containers().stream().anyMatch(c -> PodTrouble.CONFIGURATION.contains(c.waitingReason()));
    }

    private static Draft bad(ObjectKey owner, List<PodFacts> pods, SignalInput input) {
        List<String> missing = PodEvents.recent(input, pods, MEMORY, Set.of("Failed")).stream()
                .flatMap(event -> MissingReference.in(event.message()).stream())
                .map(MissingReference::slug)
                .distinct()
                .sorted()
                .toList();
        List<String> states = pods.stream()
                .flatMap(pod -> pod.containers().stream())
                .map(ContainerFacts::waitingReason)
                .filter(PodTrouble.CONFIGURATION::contains)
                .map(Slugs::of)
                .distinct()
                .sorted()
                .toList();
        return Culprits.draft(SIGNAL, Severity.WARNING, input.cluster(), owner, pods)
                .since(Culprits.earliest(pods, Culprits::scheduled))
                .reasons(missing)
                .reasons(states);
    }
}
