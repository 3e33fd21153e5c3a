package dev.strata.exporter.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets newer facts use the parts of those that are held already where they are equal: of an older state of the object, or
 * of a sibling. So memory does not grow while objects change without end.
 */
public final class Kinship {

    private Kinship() {}

    /**
     * Equal facts, of parts that are held where that is possible.
     *
     * @param older what is held of the object, null for nothing
     * @param held everything that is held
     */
    public static ObjectFacts shared(ObjectFacts newer, @Nullable ObjectFacts older, Joins held) {
        if (newer instanceof PodFacts pod) {
            PodFacts kin = older instanceof PodFacts same ? same : sibling(pod, held);
            return kin == null ? pod : pod.sharing(kin, node(pod, held));
        } else if (newer instanceof EndpointSliceFacts slice && older instanceof EndpointSliceFacts same) {
            return slice.sharing(same);
        } else if (newer instanceof WorkloadFacts workload && older instanceof WorkloadFacts same) {
            return workload.sharing(same);
        } else if (newer instanceof ReplicaSetFacts set && older instanceof ReplicaSetFacts same) {
            return set.sharing(same);
        }
        return newer;
    }

    private static @Nullable PodFacts sibling(PodFacts pod, Joins held) {
        ObjectKey controller = pod.meta().controller();
        List<PodFacts> siblings = controller == null ? List.of() : held.controlled(controller);
        return siblings.isEmpty() ? null : siblings.get(siblings.size() - 1);
    }

    private static String node(PodFacts pod, Joins held) {
        return held.table(KubeResource.NODES)
                .find(ObjectKey.of("Node", pod.nodeName()))
                .map(node -> node.key().name())
                .orElse(pod.nodeName());
    }
}
