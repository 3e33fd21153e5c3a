package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.AutoscalerStatusFacts;
import dev.strata.exporter.cluster.KubeResource;

/** The ConfigMap that the cluster autoscaler writes its state to. */
final class AutoscalerStatusDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String status = "";

    static Fields<AutoscalerStatusDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<AutoscalerStatusDraft>()
                .part("metadata", d -> d.meta, meta)
                .within("data", new Fields<AutoscalerStatusDraft>().text("status", (d, v) -> d.status = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public AutoscalerStatusFacts facts(KubeResource resource) {
        return new AutoscalerStatusFacts(meta.facts(resource), status);
    }
}
