package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.KubeResource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sets of resources that several signals read. */
final class Reads {

    /** Pods and what may own them. */
    static final Set<KubeResource> OWNED_PODS = Set.of(
            KubeResource.PODS,
            KubeResource.DEPLOYMENTS,
            KubeResource.REPLICASETS,
            KubeResource.STATEFULSETS,
            KubeResource.DAEMONSETS);

    static final Set<KubeResource> NODES_AND_PODS = Set.of(KubeResource.NODES, KubeResource.PODS);

    private Reads() {}

    static Set<KubeResource> ownedPodsAnd(KubeResource... others) {
        var all = new HashSet<>(OWNED_PODS);
        all.addAll(List.of(others));
        return Set.copyOf(all);
    }
}
