package dev.strata.exporter.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A PersistentVolume.
 *
 * @param reason in the words of the API, empty where nothing is wrong
 * @param claim the claim that it is for, null for none
 * @param driver name of its CSI driver, empty for none
 */
public record VolumeFacts(
        KubeMeta meta,
        String phase,
        String reason,
        @Nullable ObjectKey claim,
        String driver) implements ObjectFacts {

    @Override
    public KubeResource resource() {
        return KubeResource.PERSISTENTVOLUMES;
    }
}
