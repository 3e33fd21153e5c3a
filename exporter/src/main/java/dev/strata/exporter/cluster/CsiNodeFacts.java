package dev.strata.exporter.cluster;

import java.util.List;

/** A CSINode, named as its node; {@code drivers} are those that are registered there. */
public record CsiNodeFacts(KubeMeta meta, List<String> drivers) implements ObjectFacts {

    public CsiNodeFacts {
        drivers = List.copyOf(drivers);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.CSINODES;
    }
}
