package dev.strata.exporter.health;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeMeta;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PdbFacts;
import java.util.Optional;

/** Finds the objects that subjects of signals are; some subjects are none. */
final class Subjects {

    private Subjects() {}

    static Optional<KubeMeta> meta(ClusterView cluster, ObjectKey key) {
        return object(cluster, key).map(ObjectFacts::meta);
    }

    private static Optional<? extends ObjectFacts> object(ClusterView cluster, ObjectKey key) {
        return switch (key.kind()) {
            case "Namespace" -> cluster.namespace(key.name());
            case "Node" -> cluster.node(key.name());
            case "Pod" -> cluster.pod(key);
            case "Service" -> cluster.service(key.namespace(), key.name());
            case "HorizontalPodAutoscaler" -> cluster.find(KubeResource.HORIZONTALPODAUTOSCALERS, HpaFacts.class, key);
            case "PodDisruptionBudget" -> cluster.find(KubeResource.PODDISRUPTIONBUDGETS, PdbFacts.class, key);
            default -> cluster.workload(key);
        };
    }
}
