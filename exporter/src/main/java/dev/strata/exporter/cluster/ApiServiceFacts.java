package dev.strata.exporter.cluster;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An APIService; {@code service} is null where the API server itself answers. */
public record ApiServiceFacts(KubeMeta meta, @Nullable ObjectKey service, List<KubeCondition> conditions)
        implements ObjectFacts {

    public Optional<KubeCondition> condition(String type) {
        return KubeCondition.find(conditions, type);
    }

    public ApiServiceFacts {
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.APISERVICES;
    }
}
