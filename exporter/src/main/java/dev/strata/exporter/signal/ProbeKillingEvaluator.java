package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeEventFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Containers that the kubelet kills because their liveness or startup probe fails, at least twice within a quarter of an hour. */
final class ProbeKillingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.PROBE_KILLING;

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int ENOUGH = 2;
    private static final String REASON = "Killing";

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
        Instant from = input.now().minus(WINDOW);
        Set<ObjectKey> killed = new HashSet<>();
        for (KubeEventFacts event : input.cluster().all(KubeResource.EVENTS, KubeEventFacts.class)) {
            if (isKill(event) && event.last().isAfter(from)) {
                killed.add(event.regarding());
            }
        }
        return Culprits.among(
                        input.cluster(),
                        pod -> !killed.isEmpty()
                                && killed.contains(pod.key())
                                && pod.meta().deleted() == null
                                && !pod.isFinished())
                .read(SIGNAL, (owner, pods) -> judge(owner, pods, input));
    }

    private static List<KubeEventFacts> kills(List<PodFacts> pods, SignalInput input) {
        return PodEvents.recent(input, pods, WINDOW, Set.of(REASON)).stream()
                .filter(ProbeKillingEvaluator::isKill)
                .toList();
    }

    private static boolean isKill(KubeEventFacts event) {
        return event.reason().equals(REASON)
                && (event.message().contains("failed liveness probe")
                        || event.message().contains("failed startup probe"));
    }

    private static Optional<Draft> judge(ObjectKey owner, List<PodFacts> pods, SignalInput input) {
        List<KubeEventFacts> kills = kills(pods, input);
        int count = PodEvents.count(kills);
        if (count < ENOUGH) {
            return Optional.empty();
        }
        return Optional.of(Culprits.draft(SIGNAL, Severity.WARNING, input.cluster(), owner, pods)
                .since(kills.stream()
                        .map(KubeEventFacts::last)
                        .min(Instant::compareTo)
                        .orElse(null))
                .reasons(PodEvents.slugs(
                        kills, message -> message.contains("startup") ? "startup_probe" : "liveness_probe"))
                .evidence("kills", count));
    }
}
