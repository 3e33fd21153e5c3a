package dev.strata.exporter.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A HorizontalPodAutoscaler.
 *
 * @param target the scaled workload
 * @param specHash changes when the spec changes
 * @param specEdit who wrote the spec last, null where nobody did since it was made, or nothing says
 */
public record HpaFacts(
        KubeMeta meta,
        ObjectKey target,
        int minReplicas,
        int maxReplicas,
        int currentReplicas,
        int desiredReplicas,
        @Nullable Instant lastScaleTime,
        List<HpaMetric> metrics,
        List<KubeCondition> conditions,
        int specHash,
        @Nullable FieldEdit specEdit)
        implements ObjectFacts {

    /** One metric with its target in the same unit; {@code current} is NaN while it is not known. */
    public record HpaMetric(String name, double current, double target) {}

    public HpaFacts {
        metrics = List.copyOf(metrics);
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.HORIZONTALPODAUTOSCALERS;
    }

    public Optional<KubeCondition> condition(String type) {
        return KubeCondition.find(conditions, type);
    }
}
