package dev.strata.exporter.cluster;

/** A CSIDriver; one that needs no attachment is not found missing by VolumeAttachments. */
public record CsiDriverFacts(KubeMeta meta, boolean attachRequired) implements ObjectFacts {

    @Override
    public KubeResource resource() {
        return KubeResource.CSIDRIVERS;
    }
}
