package dev.strata.exporter.cluster;

/** A namespace; its labels say who owns what is in it where the object itself does not. */
public record NamespaceFacts(KubeMeta meta) implements ObjectFacts {

    @Override
    public KubeResource resource() {
        return KubeResource.NAMESPACES;
    }
}
