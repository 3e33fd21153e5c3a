package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ContainerFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Containers of a workload that crash again and again: restarts in the last ten minutes, or a container that waits in
 * CrashLoopBackOff. Both are needed: between crashes a container runs, and at the longest back-off it restarts less than
 * three times in ten minutes.
 */
final class PodCrashloopEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = Signals.POD_CRASHLOOP;
    private static final String WAITING = "CrashLoopBackOff";

    /** After this many crashes in a row the back-off has reached its longest, so it has gone on for over five minutes. */
    private static final int LONG_BACKOFF = 5;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(
                KubeResource.PODS,
                KubeResource.DEPLOYMENTS,
                KubeResource.REPLICASETS,
                KubeResource.STATEFULSETS,
                KubeResource.DAEMONSETS);
    }

    @Override
    public Set<MeasurementQuery> queries() {
        return Set.of();
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        ClusterView cluster = input.cluster();
        Map<ObjectKey, List<PodFacts>> crashing = new TreeMap<>();
        for (PodFacts pod : cluster.unsettledPods()) {
            if (hasRestarted(pod) && !pod.isFinished()) {
                crashing.computeIfAbsent(cluster.ownerOf(pod), owner -> new ArrayList<>())
                        .add(pod);
            }
        }
        var sheet = new Sheet(SIGNAL);
        var bad = new TreeMap<ObjectKey, Draft>();
        crashing.forEach((owner, pods) -> judge(owner, pods, input).ifPresent(draft -> bad.put(owner, draft)));
        sheet.healthy(Culprits.wanted(cluster, bad.keySet()));
        bad.values().forEach(sheet::add);
        return sheet.done();
    }

    private static boolean hasRestarted(PodFacts pod) {
        for (ContainerFacts container : pod.containers()) {
            if (container.restartCount() > 0) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Draft> judge(ObjectKey owner, List<PodFacts> pods, SignalInput input) {
        List<Instant> restarts = pods.stream()
                .flatMap(pod -> restarts(pod, input).stream())
                .sorted()
                .toList();
        List<PodFacts> waiting =
                pods.stream().filter(pod -> waitsLong(pod, input)).toList();
        if (restarts.size() < input.thresholds().restarts() && waiting.isEmpty()) {
            return Optional.empty();
        }
        List<PodFacts> culprits = pods.stream()
                .filter(pod -> waiting.contains(pod)
                        || isBackingOff(pod)
                        || !restarts(pod, input).isEmpty())
                .toList();
        return Optional.of(draft(owner, culprits, restarts, input));
    }

    private static Draft draft(ObjectKey owner, List<PodFacts> culprits, List<Instant> restarts, SignalInput input) {
        ClusterView cluster = input.cluster();
        Severity severity = Availability.isBelowBudget(cluster, owner) ? Severity.CRITICAL : Severity.WARNING;
        Draft draft = Draft.bad(SIGNAL, owner, severity)
                .since(since(culprits, restarts))
                .reasons(CrashReasons.of(cluster, culprits))
                .evidence("crashing_pods", culprits.size())
                .evidence("restarts", restarts.size())
                .evidence(
                        "restarts_ever",
                        culprits.stream()
                                .flatMap(pod -> pod.containers().stream())
                                .mapToInt(ContainerFacts::restartCount)
                                .sum())
                .affects(culprits.stream().map(ObjectFacts::key).toList());
        cluster.workload(owner)
                .ifPresent(w -> draft.evidence("desired_replicas", w.replicas().desired())
                        .evidence("available_replicas", w.replicas().available()));
        return draft;
    }

    private static List<Instant> restarts(PodFacts pod, SignalInput input) {
        Instant from = input.now().minus(input.thresholds().restartWindow());
        return input.cluster().history(pod.key()).restarts().stream()
                .filter(at -> at.isAfter(from))
                .toList();
    }

    private static boolean isBackingOff(PodFacts pod) {
        return pod.containers().stream().anyMatch(c -> c.waitingReason().equals(WAITING));
    }

    private static boolean waitsLong(PodFacts pod, SignalInput input) {
        Instant limit = input.now().minus(input.thresholds().crashWait());
        Instant notReady = notReadySince(pod);
        return pod.containers().stream()
                .filter(c -> c.waitingReason().equals(WAITING))
                .anyMatch(c -> c.restartCount() >= LONG_BACKOFF
                        || isBy(c.previous() == null ? null : c.previous().finishedAt(), limit)
                        || isBy(notReady, limit));
    }

    private static boolean isBy(@Nullable Instant instant, Instant limit) {
        return instant != null && !instant.isAfter(limit);
    }

    private static @Nullable Instant notReadySince(PodFacts pod) {
        return pod.condition("Ready")
                .filter(ready -> !ready.isTrue())
                .map(KubeCondition::since)
                .orElse(null);
    }

    /** The first sign there still is; null where the pods carry no time. */
    private static @Nullable Instant since(List<PodFacts> culprits, List<Instant> restarts) {
        Stream<Instant> ends = culprits.stream()
                .flatMap(pod -> pod.containers().stream())
                .map(ContainerFacts::previous)
                .filter(Objects::nonNull)
                .map(ContainerFacts.Ended::finishedAt)
                .filter(Objects::nonNull);
        Stream<Instant> unready =
                culprits.stream().map(PodCrashloopEvaluator::notReadySince).filter(Objects::nonNull);
        return Stream.of(restarts.stream(), ends, unready)
                .flatMap(s -> s)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
