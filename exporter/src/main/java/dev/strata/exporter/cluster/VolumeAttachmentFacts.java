package dev.strata.exporter.cluster;

/**
 * A VolumeAttachment.
 *
 * @param attacher name of the CSI driver
 * @param volume name of the PersistentVolume, empty for one that stands in a pod
 * @param error what went wrong last in attaching or detaching, empty where nothing did
 */
public record VolumeAttachmentFacts(
        KubeMeta meta, String attacher, String nodeName, String volume, boolean attached, String error)
        implements ObjectFacts {

    @Override
    public KubeResource resource() {
        return KubeResource.VOLUMEATTACHMENTS;
    }
}
