package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.GatewayClassFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.util.ArrayList;
import java.util.List;

/** A GatewayClass. */
final class GatewayClassDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String controller = "";
    private final List<ConditionDraft> conditions = new ArrayList<>(1);

    static Fields<GatewayClassDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<GatewayClassDraft>()
                .part("metadata", d -> d.meta, meta)
                .within("spec", new Fields<GatewayClassDraft>().word("controllerName", (d, v) -> d.controller = v))
                .within("status", ConditionDraft.into(new Fields<GatewayClassDraft>(), d -> d.conditions));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public GatewayClassFacts facts(KubeResource resource) {
        return new GatewayClassFacts(meta.facts(resource), controller, ConditionDraft.facts(conditions));
    }
}
