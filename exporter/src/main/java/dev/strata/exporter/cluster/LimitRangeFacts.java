package dev.strata.exporter.cluster;

import java.util.List;

/** A LimitRange; {@code types} are what it limits: {@code Container}, {@code Pod}, {@code PersistentVolumeClaim}. */
public record LimitRangeFacts(KubeMeta meta, List<String> types) implements ObjectFacts {

    public LimitRangeFacts {
        types = List.copyOf(types);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.LIMITRANGES;
    }
}
