package dev.strata.exporter.cluster;

import java.util.List;

/** A GatewayClass; {@code controller} names who implements it. */
public record GatewayClassFacts(KubeMeta meta, String controller, List<KubeCondition> conditions)
        implements ObjectFacts {

    public GatewayClassFacts {
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.GATEWAYCLASSES;
    }
}
