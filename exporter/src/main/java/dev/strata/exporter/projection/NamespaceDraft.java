package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NamespaceFacts;

/** A namespace. */
final class NamespaceDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();

    static Fields<NamespaceDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<NamespaceDraft>().part("metadata", n -> n.meta, meta);
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public NamespaceFacts facts(KubeResource resource) {
        return new NamespaceFacts(meta.facts(resource));
    }
}
