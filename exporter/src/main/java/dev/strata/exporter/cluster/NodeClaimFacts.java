package dev.strata.exporter.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A NodeClaim of Karpenter: a node that is ordered or there.
 *
 * @param pool the NodePool that it is for, empty for none
 * @param nodeName empty while there is no node
 */
public record NodeClaimFacts(KubeMeta meta, String pool, String nodeName, List<KubeCondition> conditions)
        implements ObjectFacts {

    public NodeClaimFacts {
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.NODECLAIMS;
    }

    public Optional<KubeCondition> condition(String type) {
        return KubeCondition.find(conditions, type);
    }
}
