package dev.strata.exporter.cluster;

import java.util.List;

/**
 * A PersistentVolumeClaim.
 *
 * @param storageClass empty for none and for the default one as long as it has not been filled in
 * @param volume the volume that it is bound to, empty while it is not
 */
public record ClaimFacts(
        KubeMeta meta, String phase, String storageClass, String volume, List<KubeCondition> conditions)
        implements ObjectFacts {

    public ClaimFacts {
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.PERSISTENTVOLUMECLAIMS;
    }
}
