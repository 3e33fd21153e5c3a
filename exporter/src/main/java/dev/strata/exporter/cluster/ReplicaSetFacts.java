package dev.strata.exporter.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ReplicaSet.
 *
 * @param revision value of the Deployment's revision annotation, empty without one
 * @param images images of the pod template, by container
 */
public record ReplicaSetFacts(
        KubeMeta meta,
        WorkloadFacts.Replicas replicas,
        String revision,
        List<KubeCondition> conditions,
        Map<String, String> images)
        implements ObjectFacts {

    public ReplicaSetFacts {
        conditions = List.copyOf(conditions);
        images = PairMap.of(images);
    }

    /** The same, of the parts of an older state where these are equal. */
    ReplicaSetFacts sharing(ReplicaSetFacts older) {
        return new ReplicaSetFacts(
                meta.sharing(older.meta),
                replicas,
                revision,
                conditions,
                images.equals(older.images) ? older.images : images);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.REPLICASETS;
    }

    public Optional<KubeCondition> condition(String type) {
        return KubeCondition.find(conditions, type);
    }
}
