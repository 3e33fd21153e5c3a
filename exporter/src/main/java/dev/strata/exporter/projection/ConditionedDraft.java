package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.ConditionedFacts;
import dev.strata.exporter.cluster.KubeResource;
import java.util.ArrayList;
import java.util.List;

/** An object of which only the conditions are read, and of Flux what was applied last: the newest release comes first. */
final class ConditionedDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String kind = "";
    private boolean suspended;
    private long observedGeneration;
    private String applied = "";
    private final List<String> released = new ArrayList<>(0);
    private final List<ConditionDraft> conditions = new ArrayList<>(2);

    static Fields<ConditionedDraft> fields(Fields<MetaDraft> meta) {
        var release = new Fields<ConditionedDraft>().word("chartVersion", (d, v) -> d.released.add(v));
        return new Fields<ConditionedDraft>()
                .word("kind", (d, v) -> d.kind = v)
                .part("metadata", d -> d.meta, meta)
                .within("spec", new Fields<ConditionedDraft>().flag("suspend", (d, v) -> d.suspended = v))
                .within(
                        "status",
                        ConditionDraft.into(new Fields<ConditionedDraft>(), d -> d.conditions)
                                .whole("observedGeneration", (d, v) -> d.observedGeneration = v)
                                .word("lastAppliedRevision", (d, v) -> d.applied = v)
                                .parts("history", d -> d, release));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public ConditionedFacts facts(KubeResource resource) {
        return new ConditionedFacts(
                resource == KubeResource.CUSTOMRESOURCES ? meta.facts(kind) : meta.facts(resource),
                resource,
                suspended,
                observedGeneration,
                applied.isEmpty() && !released.isEmpty() ? released.get(0) : applied,
                ConditionDraft.facts(conditions));
    }
}
