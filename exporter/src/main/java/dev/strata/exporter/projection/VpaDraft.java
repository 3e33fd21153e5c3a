package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.VpaFacts;
import java.util.ArrayList;
import java.util.List;

/** A VerticalPodAutoscaler. */
final class VpaDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String targetKind = "";
    private String target = "";
    private String updateMode = "Auto";
    private final List<String> resources = new ArrayList<>(0);
    private final List<ConditionDraft> conditions = new ArrayList<>(1);

    static Fields<VpaDraft> fields(Fields<MetaDraft> meta) {
        var policy = new Fields<VpaDraft>()
                .parts(
                        "containerPolicies",
                        d -> d,
                        new Fields<VpaDraft>().texts("controlledResources", (d, v) -> d.resources.add(v)));
        return new Fields<VpaDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<VpaDraft>()
                                .within(
                                        "targetRef",
                                        new Fields<VpaDraft>()
                                                .word("kind", (d, v) -> d.targetKind = v)
                                                .word("name", (d, v) -> d.target = v))
                                .within(
                                        "updatePolicy",
                                        new Fields<VpaDraft>().word("updateMode", (d, v) -> d.updateMode = v))
                                .within("resourcePolicy", policy))
                .within("status", ConditionDraft.into(new Fields<VpaDraft>(), d -> d.conditions));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public VpaFacts facts(KubeResource resource) {
        return new VpaFacts(
                meta.facts(resource),
                meta.same(new ObjectKey(targetKind, meta.namespace, target)),
                updateMode,
                resources.stream().distinct().sorted().toList(),
                ConditionDraft.facts(conditions));
    }
}
