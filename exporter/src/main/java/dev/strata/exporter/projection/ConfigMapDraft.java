package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.ConfigMapFacts;
import dev.strata.exporter.cluster.KubeResource;

/** A ConfigMap without its content. */
final class ConfigMapDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();

    static Fields<ConfigMapDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<ConfigMapDraft>().part("metadata", d -> d.meta, meta);
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public ConfigMapFacts facts(KubeResource resource) {
        return new ConfigMapFacts(meta.facts(resource), meta.edit());
    }
}
