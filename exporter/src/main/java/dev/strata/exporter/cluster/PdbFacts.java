package dev.strata.exporter.cluster;

import java.util.List;

/**
 * A PodDisruptionBudget.
 *
 * @param minAvailable absolute or with a percent sign, empty where not set
 * @param maxUnavailable as {@code minAvailable}
 */
public record PdbFacts(
        KubeMeta meta,
        KubeSelector selector,
        String minAvailable,
        String maxUnavailable,
        int disruptionsAllowed,
        int currentHealthy,
        int desiredHealthy,
        int expectedPods,
        List<KubeCondition> conditions)
        implements ObjectFacts {

    public PdbFacts {
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.PODDISRUPTIONBUDGETS;
    }
}
