package dev.strata.exporter.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A NodePool of Karpenter.
 *
 * @param amounts what its nodes may have in all and have now; {@code hard} is NaN where there is no limit
 */
public record NodePoolFacts(KubeMeta meta, List<QuotaFacts.Amount> amounts, List<KubeCondition> conditions)
        implements ObjectFacts {

    public NodePoolFacts {
        amounts = List.copyOf(amounts);
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.NODEPOOLS;
    }

    public Optional<KubeCondition> condition(String type) {
        return KubeCondition.find(conditions, type);
    }
}
