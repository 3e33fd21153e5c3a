package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.CsiDriverFacts;
import dev.strata.exporter.cluster.KubeResource;

/** A CSIDriver. */
final class CsiDriverDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private boolean attachRequired = true;

    static Fields<CsiDriverDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<CsiDriverDraft>()
                .part("metadata", d -> d.meta, meta)
                .within("spec", new Fields<CsiDriverDraft>().flag("attachRequired", (d, v) -> d.attachRequired = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public CsiDriverFacts facts(KubeResource resource) {
        return new CsiDriverFacts(meta.facts(resource), attachRequired);
    }
}
