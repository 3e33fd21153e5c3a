package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.IngressClassFacts;
import dev.strata.exporter.cluster.KubeResource;

/** An IngressClass. */
final class IngressClassDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String controller = "";

    static Fields<IngressClassDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<IngressClassDraft>()
                .part("metadata", d -> d.meta, meta)
                .within("spec", new Fields<IngressClassDraft>().word("controller", (d, v) -> d.controller = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public IngressClassFacts facts(KubeResource resource) {
        return new IngressClassFacts(
                meta.facts(resource), controller, "true".equals(meta.annotations.get(MetaDraft.DEFAULT_INGRESS_CLASS)));
    }
}
