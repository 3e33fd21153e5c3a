package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;

/** Sees what a live feed learns, beside the sink and in the same order; called from several threads. */
public interface ObjectTap {

    /** The object, with only the fields that {@link Projection#copy} leaves, was added or changed. */
    void upserted(KubeResource resource, ObjectKey key, byte[] json);

    void removed(KubeResource resource, ObjectKey key);

    void freshness(KubeResource resource, Freshness freshness);
}
