package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.PdbFacts;
import java.util.ArrayList;
import java.util.List;

/** A PodDisruptionBudget. */
final class PdbDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private final SelectorDraft selector = new SelectorDraft();
    private final List<ConditionDraft> conditions = new ArrayList<>(1);
    private String minAvailable = "";
    private String maxUnavailable = "";
    private long disruptionsAllowed;
    private long currentHealthy;
    private long desiredHealthy;
    private long expectedPods;

    static Fields<PdbDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<PdbDraft>()
                .part("metadata", p -> p.meta, meta)
                .within(
                        "spec",
                        new Fields<PdbDraft>()
                                .part("selector", p -> p.selector, SelectorDraft.FIELDS)
                                .word("minAvailable", (p, v) -> p.minAvailable = v)
                                .word("maxUnavailable", (p, v) -> p.maxUnavailable = v))
                .within(
                        "status",
                        ConditionDraft.into(new Fields<PdbDraft>(), p -> p.conditions)
                                .whole("disruptionsAllowed", (p, v) -> p.disruptionsAllowed = v)
                                .whole("currentHealthy", (p, v) -> p.currentHealthy = v)
                                .whole("desiredHealthy", (p, v) -> p.desiredHealthy = v)
                                .whole("expectedPods", (p, v) -> p.expectedPods = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public PdbFacts facts(KubeResource resource) {
        return new PdbFacts(
                meta.facts(resource),
                selector.facts(meta),
                minAvailable,
                maxUnavailable,
                Drafts.clamped(disruptionsAllowed),
                Drafts.clamped(currentHealthy),
                Drafts.clamped(desiredHealthy),
                Drafts.clamped(expectedPods),
                ConditionDraft.facts(conditions));
    }
}
