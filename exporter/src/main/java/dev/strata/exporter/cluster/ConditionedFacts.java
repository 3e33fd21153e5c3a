package dev.strata.exporter.cluster;

import java.util.List;
import java.util.Optional;

/**
 * An object of which only the conditions are read: of Flux, or of a kind that somebody asked to be watched.
 *
 * @param suspended whether somebody has stopped its reconciliation
 * @param observedGeneration 0 where it does not say
 * @param revision that was applied last, empty where it does not say
 */
public record ConditionedFacts(
        KubeMeta meta,
        KubeResource resource,
        boolean suspended,
        long observedGeneration,
        String revision,
        List<KubeCondition> conditions)
        implements ObjectFacts {

    public ConditionedFacts {
        conditions = List.copyOf(conditions);
    }

    public Optional<KubeCondition> condition(String type) {
        return KubeCondition.find(conditions, type);
    }
}
