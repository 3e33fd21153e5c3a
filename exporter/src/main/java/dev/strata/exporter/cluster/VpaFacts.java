package dev.strata.exporter.cluster;

import java.util.List;

/**
 * A VerticalPodAutoscaler.
 *
 * @param target whose requests it sets
 * @param updateMode {@code Off}, {@code Initial}, {@code Recreate}, {@code Auto} or a newer one
 * @param resources that it controls; empty for both CPU and memory
 */
public record VpaFacts(
        KubeMeta meta, ObjectKey target, String updateMode, List<String> resources, List<KubeCondition> conditions)
        implements ObjectFacts {

    public VpaFacts {
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.VERTICALPODAUTOSCALERS;
    }
}
