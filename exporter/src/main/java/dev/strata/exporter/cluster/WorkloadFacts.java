package dev.strata.exporter.cluster;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Deployment, StatefulSet or DaemonSet, or a Rollout or CloneSet.
 *
 * @param rollout how it may be updated
 * @param podLabels labels of the pod template
 * @param template what else the pod template says
 * @param handEdited when it was last changed by kubectl, null for never
 * @param templateEdit who changed the pod template last, null where nobody did since it was made, or nothing says
 */
public record WorkloadFacts(
        KubeMeta meta,
        KubeResource resource,
        Replicas replicas,
        Rollout rollout,
        long observedGeneration,
        boolean paused,
        KubeSelector selector,
        List<KubeCondition> conditions,
        Resources podRequests,
        Map<String, String> podLabels,
        TemplateFacts template,
        @Nullable Instant handEdited,
        @Nullable FieldEdit templateEdit)
        implements ObjectFacts {

    /** Replica counts: wanted, existing, of the newest template, ready, available. */
    public record Replicas(int desired, int current, int updated, int ready, int available) {}

    /**
     * Update settings.
     *
     * @param strategy {@code RollingUpdate}, {@code Recreate} or {@code OnDelete}
     * @param maxUnavailable absolute or with a percent sign, empty where the kind has none
     * @param maxSurge as {@code maxUnavailable}
     * @param partition of a StatefulSet, 0 elsewhere
     * @param progressDeadlineSeconds of a Deployment, null elsewhere
     * @param currentRevision and {@code updateRevision} of a StatefulSet, empty elsewhere
     */
    public record Rollout(
            String strategy,
            String maxUnavailable,
            String maxSurge,
            int partition,
            int minReadySeconds,
            @Nullable Integer progressDeadlineSeconds,
            String currentRevision,
            String updateRevision) {}

    public WorkloadFacts {
        conditions = List.copyOf(conditions);
        podLabels = PairMap.of(podLabels);
    }

    /** The same, of the parts of an older state where these are equal. */
    WorkloadFacts sharing(WorkloadFacts older) {
        return new WorkloadFacts(
                meta.sharing(older.meta),
                resource,
                replicas,
                rollout.equals(older.rollout) ? older.rollout : rollout,
                observedGeneration,
                paused,
                selector.equals(older.selector) ? older.selector : selector,
                conditions.equals(older.conditions) ? older.conditions : conditions,
                podRequests.equals(older.podRequests) ? older.podRequests : podRequests,
                podLabels.equals(older.podLabels) ? older.podLabels : podLabels,
                template.equals(older.template) ? older.template : template,
                handEdited,
                templateEdit);
    }

    /** Images of the pod template, by container. */
    public Map<String, String> images() {
        var images = new HashMap<String, String>();
        template.containers().forEach(container -> images.put(container.name(), container.image()));
        return images;
    }

    /**
     * Whether as many replicas as are wanted are there and available, all of the newest template, and its controller has
     * seen everything and complains of nothing: then nothing can be wrong with it by itself, at no time.
     */
    public boolean isSettled() {
        if (meta.deleted() != null
                || paused
                || meta.generation() > observedGeneration
                || !rollout.updateRevision().equals(rollout.currentRevision())) {
            return false;
        }
        int least = Math.min(Math.min(replicas.current(), replicas.updated()), replicas.available());
        if (replicas.desired() == 0 || least < replicas.desired() || replicas.current() > replicas.updated()) {
            return false;
        }
        for (KubeCondition condition : conditions) {
            boolean well = switch (condition.type()) {
                case "Available" -> condition.isTrue();
                case "Progressing" -> condition.isTrue() && condition.reason().equals("NewReplicaSetAvailable");
                case "ReplicaFailure" -> condition.isFalse();
                default -> true;
            };
            if (!well) {
                return false;
            }
        }
        return true;
    }

    public Optional<KubeCondition> condition(String type) {
        return KubeCondition.find(conditions, type);
    }
}
