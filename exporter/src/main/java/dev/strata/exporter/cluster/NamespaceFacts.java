package dev.strata.exporter.cluster;

import java.util.List;

/** A namespace; its labels say who owns what is in it where the object itself does not. */
public record NamespaceFacts(KubeMeta meta, List<KubeCondition> conditions) implements ObjectFacts {

    public NamespaceFacts {
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.NAMESPACES;
    }
}
