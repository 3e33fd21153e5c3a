package dev.strata.exporter.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A ScaledObject of KEDA.
 *
 * @param target what it scales
 * @param hpa name of the HorizontalPodAutoscaler that it works through, empty before there is one
 * @param paused whether an annotation holds the number of replicas
 */
public record ScaledObjectFacts(
        KubeMeta meta,
        ObjectKey target,
        int minReplicas,
        int maxReplicas,
        String hpa,
        boolean paused,
        List<KubeCondition> conditions)
        implements ObjectFacts {

    public ScaledObjectFacts {
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.SCALEDOBJECTS;
    }

    public Optional<KubeCondition> condition(String type) {
        return KubeCondition.find(conditions, type);
    }
}
