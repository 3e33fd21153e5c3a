package dev.strata.exporter.cluster;

import java.util.List;
import java.util.Optional;

/** A machine. */
public record NodeFacts(
        KubeMeta meta,
        boolean unschedulable,
        List<Taint> taints,
        List<KubeCondition> conditions,
        Resources allocatable,
        String kubeletVersion)
        implements ObjectFacts {

    /** A taint; {@code value} is empty where there is none. */
    public record Taint(String key, String value, String effect) {}

    public NodeFacts {
        taints = List.copyOf(taints);
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.NODES;
    }

    public Optional<KubeCondition> condition(String type) {
        return KubeCondition.find(conditions, type);
    }
}
