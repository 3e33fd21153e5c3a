package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A HorizontalPodAutoscaler. */
final class HpaDraft implements Draft {

    private final MetaDraft meta = new MetaDraft();
    private String targetKind = "";
    private String targetName = "";
    private long minReplicas = 1;
    private long maxReplicas;
    private long currentReplicas;
    private long desiredReplicas;
    private @Nullable Instant lastScaleTime;
    private int behavior;
    private final List<HpaMetricDraft> wanted = new ArrayList<>(2);
    private final List<HpaMetricDraft> seen = new ArrayList<>(2);
    private final List<ConditionDraft> conditions = new ArrayList<>(3);

    static Fields<HpaDraft> fields(Fields<MetaDraft> meta) {
        var target = new Fields<HpaDraft>()
                .word("kind", (h, v) -> h.targetKind = v)
                .word("name", (h, v) -> h.targetName = v);
        var spec = new Fields<HpaDraft>()
                .within("scaleTargetRef", target)
                .whole("minReplicas", (h, v) -> h.minReplicas = v)
                .whole("maxReplicas", (h, v) -> h.maxReplicas = v)
                .parts("metrics", h -> Drafts.added(h.wanted, new HpaMetricDraft()), HpaMetricDraft.fields("target"))
                .hash("behavior", (h, v) -> h.behavior = v);
        var status = ConditionDraft.into(new Fields<HpaDraft>(), h -> h.conditions)
                .whole("currentReplicas", (h, v) -> h.currentReplicas = v)
                .whole("desiredReplicas", (h, v) -> h.desiredReplicas = v)
                .time("lastScaleTime", (h, v) -> h.lastScaleTime = v)
                .parts(
                        "currentMetrics",
                        h -> Drafts.added(h.seen, new HpaMetricDraft()),
                        HpaMetricDraft.fields("current"));
        return new Fields<HpaDraft>()
                .part("metadata", h -> h.meta, meta)
                .within("spec", spec)
                .within("status", status);
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public HpaFacts facts(KubeResource resource) {
        var unmatched = new ArrayList<>(seen);
        List<HpaFacts.HpaMetric> metrics =
                wanted.stream().map(metric -> metric.facts(unmatched)).toList();
        return new HpaFacts(
                meta.facts(resource),
                new ObjectKey(targetKind, meta.namespace, targetName),
                Drafts.clamped(minReplicas),
                Drafts.clamped(maxReplicas),
                Drafts.clamped(currentReplicas),
                Drafts.clamped(desiredReplicas),
                lastScaleTime,
                metrics,
                ConditionDraft.facts(conditions),
                specHash(),
                meta.edit());
    }

    private int specHash() {
        List<Object> spec = new ArrayList<>(List.of(targetKind, targetName, minReplicas, maxReplicas, behavior));
        wanted.forEach(metric -> spec.add(metric.identity()));
        return Objects.hash(spec.toArray());
    }
}
