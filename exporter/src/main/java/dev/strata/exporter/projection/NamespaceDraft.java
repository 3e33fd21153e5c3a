package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NamespaceFacts;
import java.util.ArrayList;
import java.util.List;

/** A namespace. */
final class NamespaceDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private final List<ConditionDraft> conditions = new ArrayList<>(0);

    static Fields<NamespaceDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<NamespaceDraft>()
                .part("metadata", n -> n.meta, meta)
                .within("status", ConditionDraft.into(new Fields<NamespaceDraft>(), n -> n.conditions));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public NamespaceFacts facts(KubeResource resource) {
        return new NamespaceFacts(meta.facts(resource), ConditionDraft.facts(conditions));
    }
}
