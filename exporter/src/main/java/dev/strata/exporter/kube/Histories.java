package dev.strata.exporter.kube;

import dev.strata.exporter.cluster.ContainerFacts;
import dev.strata.exporter.cluster.Difference;
import dev.strata.exporter.cluster.EndpointSliceFacts;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.NodeFacts;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectHistory;
import dev.strata.exporter.cluster.ObjectHistory.ReplicaSample;
import dev.strata.exporter.cluster.ObjectHistory.SpecChange;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The recent past of objects, seen by comparing older facts with newer ones. Not safe for several threads. */
final class Histories {

    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final Duration EDITS_KEPT = Duration.ofHours(1);
    private static final Duration COUNTED_WITHIN = Duration.ofMinutes(1);
    private static final Duration PRUNED_EVERY = Duration.ofMinutes(1);
    private static final int MOST = 64;
    private static final String DEPLOYMENT_REVISION = "deployment.kubernetes.io/revision";
    private static final String DAEMON_REVISION = "deprecated.daemonset.template.generation";
    private static final String ROLLOUT_REVISION = "rollout.argoproj.io/revision";

    private final Map<ObjectKey, ObjectHistory> byKey = new HashMap<>();
    private Instant nextPrune = Instant.MIN;

    Map<ObjectKey, ObjectHistory> all() {
        return byKey;
    }

    /** {@code older} is null for an object that was not held; one of another uid counts as not held. */
    void changed(@Nullable ObjectFacts older, ObjectFacts newer, Instant now) {
        ObjectFacts same = older != null && older.meta().isOfSameObject(newer.meta()) ? older : null;
        if (newer instanceof PodFacts pod) {
            podChanged((PodFacts) same, pod, now);
        } else if (newer instanceof NodeFacts node) {
            nodeChanged((NodeFacts) same, node, now);
        } else if (newer instanceof WorkloadFacts workload) {
            workloadChanged((WorkloadFacts) same, workload, now);
        } else if (newer instanceof HpaFacts hpa) {
            hpaChanged((HpaFacts) same, hpa, now);
        } else if (newer instanceof EndpointSliceFacts slice) {
            sliceChanged((EndpointSliceFacts) older, slice, now);
        }
    }

    void removed(ObjectFacts older, Instant now) {
        if (older instanceof EndpointSliceFacts slice && isReady(slice)) {
            sawReadyEndpoint(slice, now);
        }
        byKey.remove(older.key());
    }

    /** Forgets what is too old, at most once a minute; true if something was forgotten. */
    boolean prune(Instant now) {
        if (now.isBefore(nextPrune)) {
            return false;
        }
        nextPrune = now.plus(PRUNED_EVERY);
        Instant oldest = now.minus(KEPT);
        Instant oldestEdit = now.minus(EDITS_KEPT);
        var changes = new HashMap<ObjectKey, ObjectHistory>();
        byKey.forEach((key, history) -> {
            ObjectHistory kept = pruned(history, oldest, oldestEdit);
            if (!kept.equals(history)) {
                changes.put(key, kept);
            }
        });
        changes.forEach(this::put);
        return !changes.isEmpty();
    }

    private void podChanged(@Nullable PodFacts older, PodFacts newer, Instant now) {
        int more = older == null ? 0 : restarts(newer) - restarts(older);
        if (more > 0) {
            ObjectHistory h = history(newer.key());
            var restarts = new ArrayList<>(h.restarts());
            Instant at = lastEnd(newer, now);
            for (int i = 0; i < Math.min(more, MOST); i++) {
                restarts.add(at);
            }
            put(newer.key(), h.withRestarts(newest(restarts)));
        }
    }

    private static int restarts(PodFacts pod) {
        return pod.containers().stream().mapToInt(ContainerFacts::restartCount).sum();
    }

    /** When the newest run before the current one ended, if that was lately; otherwise now. */
    private static Instant lastEnd(PodFacts pod, Instant now) {
        return pod.containers().stream()
                .map(ContainerFacts::previous)
                .filter(Objects::nonNull)
                .map(ended -> Optional.ofNullable(Objects.requireNonNull(ended).finishedAt()))
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .filter(end -> end.isAfter(now.minus(KEPT)) && !end.isAfter(now))
                .orElse(now);
    }

    private void nodeChanged(@Nullable NodeFacts older, NodeFacts newer, Instant now) {
        if (older == null || isReady(older) == isReady(newer)) {
            return;
        }
        ObjectHistory h = history(newer.key());
        var flips = new ArrayList<>(h.readyFlips());
        flips.add(newer.condition("Ready").map(KubeCondition::since).orElse(now));
        put(newer.key(), h.withReadyFlips(newest(flips)));
    }

    private static boolean isReady(NodeFacts node) {
        return node.condition("Ready").map(KubeCondition::isTrue).orElse(false);
    }

    private void workloadChanged(@Nullable WorkloadFacts older, WorkloadFacts newer, Instant now) {
        sample(newer.key(), newer.replicas().desired(), newer.replicas().ready(), now);
        if (older == null) {
            return;
        }
        List<Difference> differences = Difference.ofTemplates(older, newer);
        String before = revision(older);
        if (!before.isEmpty()) {
            Difference.add(differences, Difference.REVISION, "", before, revision(newer));
        }
        if (!differences.isEmpty()) {
            specChanged(newer.key(), differences, now);
        }
    }

    /** Changes with the pod template and with nothing else. */
    private static String revision(WorkloadFacts workload) {
        return switch (workload.resource()) {
            case STATEFULSETS, CLONESETS -> workload.rollout().updateRevision();
            case DAEMONSETS -> workload.meta().annotation(DAEMON_REVISION).orElse("");
            case ROLLOUTS -> workload.meta().annotation(ROLLOUT_REVISION).orElse("");
            default -> workload.meta().annotation(DEPLOYMENT_REVISION).orElse("");
        };
    }

    private void hpaChanged(@Nullable HpaFacts older, HpaFacts newer, Instant now) {
        sample(newer.key(), newer.desiredReplicas(), newer.currentReplicas(), now);
        if (older != null && older.specHash() != newer.specHash()) {
            specChanged(newer.key(), Difference.ofAutoscalers(older, newer), now);
        }
    }

    private void sample(ObjectKey key, int desired, int ready, Instant now) {
        ObjectHistory h = history(key);
        List<ReplicaSample> known = h.replicas();
        ReplicaSample last = known.isEmpty() ? null : known.get(known.size() - 1);
        if (last == null || last.desired() != desired || last.ready() != ready) {
            var samples = new ArrayList<>(known);
            samples.add(new ReplicaSample(now, desired, ready));
            put(key, h.withReplicas(newest(samples)));
        }
    }

    private void specChanged(ObjectKey key, List<Difference> differences, Instant now) {
        ObjectHistory h = history(key);
        var changes = new ArrayList<>(h.specChanges());
        SpecChange last = changes.isEmpty() ? null : changes.get(changes.size() - 1);
        if (last != null && isCountOf(last, differences, now)) {
            var all = new ArrayList<>(last.differences());
            all.addAll(differences);
            changes.set(changes.size() - 1, new SpecChange(last.at(), all));
        } else {
            changes.add(new SpecChange(now, differences));
        }
        put(key, h.withSpecChanges(newest(changes)));
    }

    /** The controller counts a revision a moment after the edit that it is of. */
    private static boolean isCountOf(SpecChange edit, List<Difference> differences, Instant now) {
        return !edit.isRevised()
                && differences.size() == 1
                && differences.get(0).field().equals(Difference.REVISION)
                && edit.at().plus(COUNTED_WITHIN).isAfter(now);
    }

    private void sliceChanged(@Nullable EndpointSliceFacts older, EndpointSliceFacts newer, Instant now) {
        boolean wasReady = older != null && isReady(older);
        if (wasReady != isReady(newer)) {
            sawReadyEndpoint(newer, now);
        }
    }

    private static boolean isReady(EndpointSliceFacts slice) {
        return slice.endpoints().stream().anyMatch(EndpointSliceFacts.Endpoint::ready);
    }

    private void sawReadyEndpoint(EndpointSliceFacts slice, Instant now) {
        if (!slice.service().isEmpty()) {
            var service = new ObjectKey("Service", slice.key().namespace(), slice.service());
            put(service, history(service).withLastReadyEndpoint(now));
        }
    }

    private ObjectHistory history(ObjectKey key) {
        return byKey.getOrDefault(key, ObjectHistory.NONE);
    }

    private void put(ObjectKey key, ObjectHistory history) {
        if (history.equals(ObjectHistory.NONE)) {
            byKey.remove(key);
        } else {
            byKey.put(key, history);
        }
    }

    private static <T> List<T> newest(List<T> all) {
        return all.size() <= MOST ? all : all.subList(all.size() - MOST, all.size());
    }

    private static ObjectHistory pruned(ObjectHistory h, Instant oldest, Instant oldestEdit) {
        return new ObjectHistory(
                h.restarts().stream().filter(t -> !t.isBefore(oldest)).toList(),
                h.readyFlips().stream().filter(t -> !t.isBefore(oldest)).toList(),
                prunedSamples(h.replicas(), oldest),
                h.specChanges().stream()
                        .filter(edit -> !edit.at().isBefore(oldestEdit))
                        .toList(),
                h.lastReadyEndpoint());
    }

    /** The newest sample of those that are too old stays: it still holds at the beginning of the time kept. */
    private static List<ReplicaSample> prunedSamples(List<ReplicaSample> samples, Instant oldest) {
        int first = 0;
        while (first + 1 < samples.size() && !samples.get(first + 1).at().isAfter(oldest)) {
            first++;
        }
        return samples.subList(first, samples.size());
    }
}
