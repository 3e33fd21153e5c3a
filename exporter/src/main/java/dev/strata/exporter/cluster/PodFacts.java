package dev.strata.exporter.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A pod.
 *
 * @param nodeName empty while it is not scheduled
 * @param containers init containers first, each group in the order of the spec
 * @param requests sum over the containers, as the scheduler counts it
 * @param gates names of scheduling gates that still hold it
 * @param claims names of the PersistentVolumeClaims that it mounts
 */
public record PodFacts(
        KubeMeta meta,
        String phase,
        String nodeName,
        String nominatedNodeName,
        List<KubeCondition> conditions,
        List<ContainerFacts> containers,
        Resources requests,
        int priority,
        List<String> gates,
        List<String> claims)
        implements ObjectFacts {

    public PodFacts {
        conditions = List.copyOf(conditions);
        containers = List.copyOf(containers);
        gates = List.copyOf(gates);
        claims = List.copyOf(claims);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.PODS;
    }

    public Optional<KubeCondition> condition(String type) {
        return KubeCondition.find(conditions, type);
    }

    public boolean isReady() {
        return condition("Ready").map(KubeCondition::isTrue).orElse(false);
    }

    /** Has come to its end, well or badly; takes no part in service any more. */
    public boolean isFinished() {
        return phase.equals("Succeeded") || phase.equals("Failed");
    }
}
