package dev.strata.exporter.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A ConfigMap, of which nothing is read but the metadata.
 *
 * @param dataEdit who changed its content last, null where nobody did since it was made, or nothing says
 */
public record ConfigMapFacts(KubeMeta meta, @Nullable FieldEdit dataEdit) implements ObjectFacts {

    @Override
    public KubeResource resource() {
        return KubeResource.CONFIGMAPS;
    }
}
