package dev.strata.exporter.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A CustomResourceDefinition.
 *
 * @param defines the kind that it defines
 * @param versions those that are served
 */
public record CustomDefinitionFacts(
        KubeMeta meta, String group, String defines, List<String> versions, List<KubeCondition> conditions)
        implements ObjectFacts {

    public CustomDefinitionFacts {
        versions = List.copyOf(versions);
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.CUSTOMRESOURCEDEFINITIONS;
    }

    public Optional<KubeCondition> condition(String type) {
        return KubeCondition.find(conditions, type);
    }
}
