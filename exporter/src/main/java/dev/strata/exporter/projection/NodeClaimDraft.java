package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeClaimFacts;
import java.util.ArrayList;
import java.util.List;

/** A NodeClaim of Karpenter. */
final class NodeClaimDraft implements Draft {

    private static final String POOL = "karpenter.sh/nodepool";

    private final MetaDraft meta = new MetaDraft();
    private String nodeName = "";
    private final List<ConditionDraft> conditions = new ArrayList<>(4);

    static Fields<NodeClaimDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<NodeClaimDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "status",
                        ConditionDraft.into(new Fields<NodeClaimDraft>(), d -> d.conditions)
                                .word("nodeName", (d, v) -> d.nodeName = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public NodeClaimFacts facts(KubeResource resource) {
        return new NodeClaimFacts(
                meta.facts(resource), meta.labels.getOrDefault(POOL, ""), nodeName, ConditionDraft.facts(conditions));
    }
}
