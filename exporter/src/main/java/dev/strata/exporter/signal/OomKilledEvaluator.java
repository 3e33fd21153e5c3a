package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ContainerFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Containers that the kernel kills at their memory limit, at least twice within an hour and the last time within a
 * quarter of one. The pod remembers its last end for ever, so only the time of that end counts. Pods of Jobs take no
 * part.
 */
final class OomKilledEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.OOM_KILLED;

    private static final Duration MEMORY = Duration.ofHours(1);
    private static final Duration RECENT = Duration.ofMinutes(15);
    private static final int ENOUGH = 2;

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
        return Culprits.among(
                        input.cluster(),
                        pod -> isSubject(pod) && !ends(pod, input, MEMORY).isEmpty())
                .read(SIGNAL, (owner, pods) -> judge(owner, pods, input));
    }

    private static boolean isSubject(PodFacts pod) {
        return hasRestarted(pod) && !pod.isFinished() && pod.meta().deleted() == null && !isOfJob(pod);
    }

    private static boolean hasRestarted(PodFacts pod) {
        for (ContainerFacts container : pod.containers()) {
            if (container.restartCount() > 0 || container.ended() != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfJob(PodFacts pod) {
        ObjectKey controller = pod.meta().controller();
        return controller != null && controller.kind().equals("Job");
    }

    /** Ends for want of memory within the window that the pod still knows of. */
    private static List<Instant> ends(PodFacts pod, SignalInput input, Duration window) {
        Instant from = input.now().minus(window);
        return pod.containers().stream()
                .flatMap(c -> Stream.of(Optional.ofNullable(c.ended()), Optional.ofNullable(c.previous())))
                .flatMap(Optional::stream)
                .filter(end -> end.reason().equals("OOMKilled"))
                .flatMap(end -> Optional.ofNullable(end.finishedAt()).stream())
                .filter(at -> at.isAfter(from))
                .toList();
    }

    private static Optional<Draft> judge(ObjectKey owner, List<PodFacts> pods, SignalInput input) {
        int kills = pods.stream().mapToInt(pod -> kills(pod, input)).sum();
        boolean recent = pods.stream().anyMatch(pod -> !ends(pod, input, RECENT).isEmpty());
        if (kills < ENOUGH || !recent) {
            return Optional.empty();
        }
        Severity severity = Availability.isBelowBudget(input.cluster(), owner) ? Severity.CRITICAL : Severity.WARNING;
        return Optional.of(Culprits.draft(SIGNAL, severity, input.cluster(), owner, pods)
                .since(Culprits.earliest(
                        pods,
                        pod -> ends(pod, input, MEMORY).stream()
                                .min(Instant::compareTo)
                                .orElse(null)))
                .reason("oom_killed")
                .evidence("kills", kills));
    }

    /** Those it knows of and the restarts that were watched; a container in its back-off has ended before. */
    private static int kills(PodFacts pod, SignalInput input) {
        int known = ends(pod, input, MEMORY).size();
        boolean again = pod.containers().stream()
                .anyMatch(c -> c.waitingReason().equals("CrashLoopBackOff") && c.restartCount() >= ENOUGH);
        int watched = input.cluster().history(pod.key()).restarts().size();
        return Math.max(Math.max(known, watched), again ? ENOUGH : 0);
    }
}
