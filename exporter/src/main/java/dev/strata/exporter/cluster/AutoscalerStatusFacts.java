package dev.strata.exporter.cluster;

/**
 * What the cluster autoscaler says of itself in a ConfigMap of {@code kube-system}.
 *
 * @param status its own text: YAML of the newer ones, lines for people of the older ones
 */
public record AutoscalerStatusFacts(KubeMeta meta, String status) implements ObjectFacts {

    /** The ConfigMap's name. */
    public static final String NAME = "cluster-autoscaler-status";

    @Override
    public KubeResource resource() {
        return KubeResource.AUTOSCALERSTATUS;
    }
}
