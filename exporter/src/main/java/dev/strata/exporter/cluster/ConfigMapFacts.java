package dev.strata.exporter.cluster;

/** A ConfigMap, of which nothing is read but the metadata: its version tells that it was changed. */
public record ConfigMapFacts(KubeMeta meta) implements ObjectFacts {

    @Override
    public KubeResource resource() {
        return KubeResource.CONFIGMAPS;
    }
}
