package dev.strata.exporter.cluster;

/** An IngressClass. */
public record IngressClassFacts(KubeMeta meta, String controller, boolean isDefault) implements ObjectFacts {

    @Override
    public KubeResource resource() {
        return KubeResource.INGRESSCLASSES;
    }
}
