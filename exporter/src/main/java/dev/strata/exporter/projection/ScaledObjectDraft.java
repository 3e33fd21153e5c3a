package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.ScaledObjectFacts;
import java.util.ArrayList;
import java.util.List;

/** A ScaledObject of KEDA. */
final class ScaledObjectDraft implements Draft {

    private static final int MOST_BY_DEFAULT = 100;

    private final MetaDraft meta = new MetaDraft();
    private String targetKind = "Deployment";
    private String target = "";
    private long minReplicas;
    private long maxReplicas = MOST_BY_DEFAULT;
    private String hpa = "";
    private final List<ConditionDraft> conditions = new ArrayList<>(3);

    static Fields<ScaledObjectDraft> fields(Fields<MetaDraft> meta) {
        return new Fields<ScaledObjectDraft>()
                .part("metadata", d -> d.meta, meta)
                .within(
                        "spec",
                        new Fields<ScaledObjectDraft>()
                                .within(
                                        "scaleTargetRef",
                                        new Fields<ScaledObjectDraft>()
                                                .word("kind", (d, v) -> d.targetKind = v)
                                                .word("name", (d, v) -> d.target = v))
                                .whole("minReplicaCount", (d, v) -> d.minReplicas = v)
                                .whole("maxReplicaCount", (d, v) -> d.maxReplicas = v))
                .within(
                        "status",
                        ConditionDraft.into(new Fields<ScaledObjectDraft>(), d -> d.conditions)
                                .word("hpaName", (d, v) -> d.hpa = v));
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public ScaledObjectFacts facts(KubeResource resource) {
        boolean paused = meta.annotations.containsKey(MetaDraft.PAUSED_REPLICAS)
                || "true".equals(meta.annotations.get(MetaDraft.PAUSED));
        return new ScaledObjectFacts(
                meta.facts(resource),
                meta.same(new ObjectKey(targetKind, meta.namespace, target)),
                Drafts.clamped(minReplicas),
                Drafts.clamped(maxReplicas),
                hpa,
                paused,
                ConditionDraft.facts(conditions));
    }
}
