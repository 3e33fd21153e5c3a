package dev.strata.exporter.signal;

import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Pods that share a trouble, counted for the workloads that own them. */
final class Culprits {

    private final ClusterView cluster;
    private final Map<ObjectKey, List<PodFacts>> byOwner = new TreeMap<>();

    private Culprits(ClusterView cluster) {
        this.cluster = cluster;
    }

    /** Of pods that should serve and do not. */
    static Culprits of(ClusterView cluster, Predicate<PodFacts> trouble) {
        return among(
                cluster,
                pod -> !pod.isReady() && pod.meta().deleted() == null && !pod.isFinished() && trouble.test(pod));
    }

    /** Of all pods; ready, deleted and finished ones included. */
    static Culprits among(ClusterView cluster, Predicate<PodFacts> trouble) {
        var culprits = new Culprits(cluster);
        for (PodFacts pod : cluster.unsettledPods()) {
            if (trouble.test(pod)) {
                culprits.byOwner
                        .computeIfAbsent(cluster.ownerOf(pod), owner -> new ArrayList<>())
                        .add(pod);
            }
        }
        return culprits;
    }

    /** A draft each for the owners, as far as there is one; every other workload that wants replicas is well. */
    SignalReadings read(Signal signal, BiFunction<ObjectKey, List<PodFacts>, Optional<Draft>> judge) {
        var sheet = new Sheet(signal);
        var bad = new HashSet<ObjectKey>();
        byOwner.forEach((owner, pods) -> judge.apply(owner, pods).ifPresent(draft -> {
            bad.add(owner);
            sheet.add(draft);
        }));
        sheet.healthy(wanted(cluster, bad));
        return sheet.done();
    }

    /** How many workloads want replicas and are not among the bad ones. */
    static int wanted(ClusterView cluster, Set<ObjectKey> bad) {
        int wanted = cluster.workloads().size();
        for (WorkloadFacts workload : cluster.unsettledWorkloads()) {
            wanted -= workload.replicas().desired() > 0 ? 0 : 1;
        }
        for (ObjectKey owner : bad) {
            boolean counted = cluster.workload(owner)
                    .filter(w -> w.replicas().desired() > 0)
                    .isPresent();
            wanted -= counted ? 1 : 0;
        }
        return wanted;
    }

    /** A finding about the owner with how many of its pods are struck. */
    static Draft draft(Signal signal, Severity severity, ClusterView cluster, ObjectKey owner, List<PodFacts> pods) {
        Draft draft = Draft.bad(signal, owner, severity)
                .evidence("affected_pods", pods.size())
                .affects(pods.stream().map(ObjectFacts::key).toList());
        cluster.workload(owner)
                .ifPresent(w -> draft.evidence("desired_replicas", w.replicas().desired())
                        .evidence("available_replicas", w.replicas().available()));
        return draft;
    }

    /** The earliest instant of its kind that one of the pods has; null where none has one. */
    static @Nullable Instant earliest(List<PodFacts> pods, Function<PodFacts, @Nullable Instant> instant) {
        return pods.stream()
                .map(instant)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** When it got its node; its creation where that is not said. */
    static Instant scheduled(PodFacts pod) {
        return pod.condition("PodScheduled")
                .filter(KubeCondition::isTrue)
                .map(KubeCondition::since)
                .orElse(pod.meta().created());
    }
}
