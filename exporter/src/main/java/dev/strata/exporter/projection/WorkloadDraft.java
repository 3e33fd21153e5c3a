package dev.strata.exporter.projection;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.PairMap;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Deployment, StatefulSet or DaemonSet. */
final class WorkloadDraft implements Draft {

    /** Each Deployment has its own words for that all is well. */
    private static final Set<String> QUIET = Set.of("Available", "Progressing");

    private final MetaDraft meta = new MetaDraft();
    private final SelectorDraft selector = new SelectorDraft();
    private final TemplateDraft template = new TemplateDraft();
    private final List<ConditionDraft> conditions = new ArrayList<>(2);
    private final List<String> observed = new ArrayList<>(0);
    private long desired = 1;
    private long current;
    private long updated;
    private long ready;
    private long available;
    private long observedGeneration;
    private boolean paused;
    private String strategy = "";
    private String maxUnavailable = "";
    private String maxSurge = "";
    private long partition;
    private long minReadySeconds;
    private @Nullable Integer progressDeadlineSeconds;
    private String currentRevision = "";
    private String updateRevision = "";

    static Fields<WorkloadDraft> deployment(Fields<MetaDraft> meta) {
        var spec = spec("strategy")
                .whole("replicas", (w, v) -> w.desired = v)
                .flag("paused", (w, v) -> w.paused = v)
                .whole("progressDeadlineSeconds", (w, v) -> w.progressDeadlineSeconds = Drafts.clamped(v));
        return object(meta, spec, replicaStatus());
    }

    static Fields<WorkloadDraft> statefulSet(Fields<MetaDraft> meta) {
        var spec = spec("updateStrategy").whole("replicas", (w, v) -> w.desired = v);
        var status = replicaStatus()
                .word("currentRevision", (w, v) -> w.currentRevision = v)
                .word("updateRevision", (w, v) -> w.updateRevision = v);
        return object(meta, spec, status);
    }

    static Fields<WorkloadDraft> daemonSet(Fields<MetaDraft> meta) {
        var status = status().whole("desiredNumberScheduled", (w, v) -> w.desired = v)
                .whole("currentNumberScheduled", (w, v) -> w.current = v)
                .whole("updatedNumberScheduled", (w, v) -> w.updated = v)
                .whole("numberReady", (w, v) -> w.ready = v)
                .whole("numberAvailable", (w, v) -> w.available = v);
        return object(meta, spec("updateStrategy"), status);
    }

    /** Of Argo Rollouts. Its strategies all replace pods by and by. */
    static Fields<WorkloadDraft> rollout(Fields<MetaDraft> meta) {
        var steps = new Fields<WorkloadDraft>()
                .word("maxUnavailable", (w, v) -> w.maxUnavailable = v)
                .word("maxSurge", (w, v) -> w.maxSurge = v);
        var spec = template()
                .within("strategy", new Fields<WorkloadDraft>().within("canary", steps))
                .whole("replicas", (w, v) -> w.desired = v)
                .flag("paused", (w, v) -> w.paused = v)
                .whole("progressDeadlineSeconds", (w, v) -> w.progressDeadlineSeconds = Drafts.clamped(v));
        var status = replicas(ConditionDraft.into(new Fields<WorkloadDraft>(), w -> w.conditions))
                .word("observedGeneration", (w, v) -> w.observed.add(v));
        return object(meta, spec, status);
    }

    /** Of OpenKruise. Its settings of updates stand in one place. */
    static Fields<WorkloadDraft> cloneSet(Fields<MetaDraft> meta) {
        var update = new Fields<WorkloadDraft>()
                .word("maxUnavailable", (w, v) -> w.maxUnavailable = v)
                .word("maxSurge", (w, v) -> w.maxSurge = v)
                .whole("partition", (w, v) -> w.partition = v)
                .flag("paused", (w, v) -> w.paused = v);
        var spec = template().within("updateStrategy", update).whole("replicas", (w, v) -> w.desired = v);
        var status = replicaStatus()
                .word("currentRevision", (w, v) -> w.currentRevision = v)
                .word("updateRevision", (w, v) -> w.updateRevision = v);
        return object(meta, spec, status);
    }

    /** The number of a DaemonSet's pods stands in its status; before the controller has seen it, it wants none. */
    static WorkloadDraft newDaemonSet() {
        var draft = new WorkloadDraft();
        draft.desired = 0;
        return draft;
    }

    private static Fields<WorkloadDraft> object(
            Fields<MetaDraft> meta, Fields<WorkloadDraft> spec, Fields<WorkloadDraft> status) {
        return new Fields<WorkloadDraft>()
                .part("metadata", w -> w.meta, meta)
                .within("spec", spec)
                .within("status", status);
    }

    private static Fields<WorkloadDraft> spec(String strategy) {
        var rolling = new Fields<WorkloadDraft>()
                .word("maxUnavailable", (w, v) -> w.maxUnavailable = v)
                .word("maxSurge", (w, v) -> w.maxSurge = v)
                .whole("partition", (w, v) -> w.partition = v);
        return template()
                .within(
                        strategy,
                        new Fields<WorkloadDraft>()
                                .word("type", (w, v) -> w.strategy = v)
                                .within("rollingUpdate", rolling));
    }

    private static Fields<WorkloadDraft> template() {
        return new Fields<WorkloadDraft>()
                .part("selector", w -> w.selector, SelectorDraft.FIELDS)
                .part("template", w -> w.template, TemplateDraft.WORKLOAD)
                .whole("minReadySeconds", (w, v) -> w.minReadySeconds = v);
    }

    private static Fields<WorkloadDraft> status() {
        return ConditionDraft.into(new Fields<WorkloadDraft>(), w -> w.conditions)
                .whole("observedGeneration", (w, v) -> w.observedGeneration = v);
    }

    private static Fields<WorkloadDraft> replicaStatus() {
        return replicas(status());
    }

    private static Fields<WorkloadDraft> replicas(Fields<WorkloadDraft> status) {
        return status.whole("replicas", (w, v) -> w.current = v)
                .whole("updatedReplicas", (w, v) -> w.updated = v)
                .whole("readyReplicas", (w, v) -> w.ready = v)
                .whole("availableReplicas", (w, v) -> w.available = v);
    }

    @Override
    public MetaDraft meta() {
        return meta;
    }

    @Override
    public WorkloadFacts facts(KubeResource resource) {
        var replicas = new WorkloadFacts.Replicas(
                Drafts.clamped(desired),
                Drafts.clamped(current),
                Drafts.clamped(updated),
                Drafts.clamped(ready),
                Drafts.clamped(available));
        var rollout = new WorkloadFacts.Rollout(
                strategy.isEmpty() ? "RollingUpdate" : strategy,
                maxUnavailable,
                maxSurge,
                Drafts.clamped(partition),
                Drafts.clamped(minReadySeconds),
                progressDeadlineSeconds,
                currentRevision,
                updateRevision);
        return new WorkloadFacts(
                meta.facts(resource),
                resource,
                meta.same(replicas),
                meta.same(rollout),
                observedGeneration(),
                paused,
                selector.facts(meta),
                ConditionDraft.facts(conditions, QUIET),
                meta.same(template.spec.requests()),
                meta.same(PairMap.of(template.labels)),
                meta.same(template.spec.facts()),
                meta.handEdited(),
                meta.edit());
    }

    /** Rollouts write theirs as a text; older ones a hash, of which nothing can be said. */
    private long observedGeneration() {
        if (observed.isEmpty()) {
            return observedGeneration;
        }
        String text = observed.get(0);
        boolean number = !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(text) : meta.generation();
    }
}
