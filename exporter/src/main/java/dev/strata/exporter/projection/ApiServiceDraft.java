package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.ApiServiceFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.util.ArrayList;
import java.util.List;

/** An APIService. */
final class ApiServiceDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String namespace = "";
    private String service = "";
    private final List<ConditionDraft> conditions = new ArrayList<>(1);

    static Fields<ApiServiceDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<ApiServiceDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<ApiServiceDraft>()
                                .within(
                                        "service",
                                        new Fields<ApiServiceDraft>()
                                                .word("namespace", (d, v) -> d.namespace = v)
                                                .word("name", (d, v) -> d.service = v)))
                .within("status", ConditionDraft.into(new Fields<ApiServiceDraft>(), d -> d.conditions));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public ApiServiceFacts facts(KubeResource resource) {
        return new ApiServiceFacts(
                meta.facts(resource),
                service.isEmpty() ? null : new ObjectKey("Service", namespace, service),
                ConditionDraft.facts(conditions));
    }
}
