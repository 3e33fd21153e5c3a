package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ReplicaSetFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.util.ArrayList;
import java.util.List;

/** A ReplicaSet. The labels and annotations of one that a Deployment owns are the
 * Deployment's, and are not kept. */
final class ReplicaSetDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private final TemplateDraft template = new TemplateDraft();
    private final List<ConditionDraft> conditions = new ArrayList<>(0);
    private long desired = 1;
    private long current;
    private long ready;
    private long available;

    static Fields<ReplicaSetDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<ReplicaSetDraft>()
                .part("metadata", r -> r.meta, meta)
                .within(
                        "spec",
                        new Fields<ReplicaSetDraft>()
                                .whole("replicas", (r, v) -> r.desired = v)
                                .part("template", r -> r.template, TemplateDraft.FIELDS))
                .within(
                        "status",
                        ConditionDraft.into(new Fields<ReplicaSetDraft>(), r -> r.conditions)
                                .whole("replicas", (r, v) -> r.current = v)
                                .whole("readyReplicas", (r, v) -> r.ready = v)
                                .whole("availableReplicas", (r, v) -> r.available = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public ReplicaSetFacts facts(KubeResource resource) {
        int existing = Drafts.clamped(current);
        return new ReplicaSetFacts(
                meta.controller() == null ? meta.facts(resource) : meta.bare(resource),
                meta.same(new WorkloadFacts.Replicas(
                        Drafts.clamped(desired), existing, existing, Drafts.clamped(ready), Drafts.clamped(available))),
                meta.annotations.getOrDefault(
                        MetaDraft.REVISION, meta.annotations.getOrDefault(MetaDraft.ROLLOUT_REVISION, "")),
                ConditionDraft.facts(conditions),
                meta.same(template.spec.images()));
    }
}
