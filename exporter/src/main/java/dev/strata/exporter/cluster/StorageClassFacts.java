package dev.strata.exporter.cluster;

/** A StorageClass; one that waits for its consumer leaves claims pending until a pod uses them. */
public record StorageClassFacts(KubeMeta meta, String provisioner, boolean waitsForConsumer, boolean isDefault)
        implements ObjectFacts {

    @Override
    public KubeResource resource() {
        return KubeResource.STORAGECLASSES;
    }
}
