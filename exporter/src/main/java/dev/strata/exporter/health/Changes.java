package dev.strata.exporter.health;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ConfigMapFacts;
import dev.strata.exporter.cluster.Difference;
import dev.strata.exporter.cluster.FieldEdit;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeMeta;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeFacts;
import dev.strata.exporter.cluster.ObjectHistory.SpecChange;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.ReplicaSetFacts;
import dev.strata.exporter.cluster.TemplateFacts.Reference;
import dev.strata.exporter.cluster.WorkloadFacts;
import dev.strata.exporter.health.HealthSnapshot.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was changed within an hour: rollouts, edits of autoscalers and of content that workloads refer to, new nodes. */
final class Changes {

    private static final Duration LATELY = Duration.ofHours(1);

    /** A ReplicaSet is made, and its revision counted, so soon after the edit that it is of. */
    private static final Duration TOGETHER = Duration.ofMinutes(1);

    private final ClusterView cluster;
    private final Instant from;
    private final List<Change> found = new ArrayList<>();

    private Changes(ClusterView cluster, Instant from) {
        this.cluster = cluster;
        this.from = from;
    }

    /** In the order of objects. A first revision is a beginning and no change. */
    static List<Change> of(ClusterView cluster, Instant now) {
        var changes = new Changes(cluster, now.minus(LATELY));
        changes.rollouts();
        changes.autoscalers();
        changes.contents();
        changes.nodes();
        changes.found.sort(Comparator.comparing(Change::object).thenComparing(Change::change));
        return List.copyOf(changes.found);
    }

    private void rollouts() {
        var made = new HashSet<ObjectKey>();
        for (ReplicaSetFacts newest : cluster.newestReplicaSets()) {
            ObjectKey owner = newest.meta().controller();
            if (owner != null && newest.meta().created().isAfter(from)) {
                made.add(owner);
            }
        }
        for (WorkloadFacts workload : cluster.workloads()) {
            SpecChange edit = newestEdit(workload.key());
            FieldEdit written = workload.templateEdit();
            boolean wrote = written != null && written.at().isAfter(from);
            if (workload.resource() == KubeResource.DEPLOYMENTS) {
                if (edit != null || wrote || made.contains(workload.key())) {
                    deployment(workload, edit);
                }
            } else if (edit != null) {
                rollout(workload, edit.at(), edit.differences());
            } else {
                underWay(workload);
            }
        }
    }

    /** What ReplicaSets say holds whether or not we watched; an edit that we saw adds what they do not say. */
    private void deployment(WorkloadFacts workload, @Nullable SpecChange edit) {
        List<ReplicaSetFacts> sets = cluster.replicaSetsOf(workload.key()).stream()
                .filter(set -> revision(set) > 0)
                .sorted(Comparator.comparingLong(Changes::revision))
                .toList();
        if (sets.isEmpty()) {
            if (edit != null) {
                rollout(workload, edit.at(), edit.differences());
            }
            return;
        }
        ReplicaSetFacts current = sets.get(sets.size() - 1);
        ReplicaSetFacts before = sets.size() > 1 ? sets.get(sets.size() - 2) : null;
        var differences = new ArrayList<Difference>();
        if (before != null) {
            differences.addAll(Difference.ofImages(before.images(), current.images()));
            Difference.add(differences, Difference.REVISION, "", before.revision(), current.revision());
            Difference.add(differences, Difference.TEMPLATE, "", hash(before, workload), hash(current, workload));
        }
        if (edit != null) {
            edit.differences().stream()
                    .filter(seen -> differences.stream().noneMatch(known -> isSame(known, seen)))
                    .forEach(differences::add);
        }
        rollout(workload, at(workload, edit, current, before), differences);
    }

    /** A return to an older template makes no ReplicaSet: then the edit tells, or who wrote the template last. */
    private static Instant at(
            WorkloadFacts workload,
            @Nullable SpecChange edit,
            ReplicaSetFacts current,
            @Nullable ReplicaSetFacts before) {
        Instant made = current.meta().created();
        if (edit != null && edit.at().minus(TOGETHER).isAfter(made)) {
            return edit.at();
        }
        FieldEdit written = workload.templateEdit();
        if (before != null && written != null && before.meta().created().isAfter(made)) {
            return written.at();
        }
        return revision(current) > 1 ? made : Instant.MIN;
    }

    private static boolean isSame(Difference a, Difference b) {
        return a.field().equals(b.field()) && a.of().equals(b.of());
    }

    /** The number of a revision; 0 where there is none. */
    private static long revision(ReplicaSetFacts set) {
        String text = set.revision();
        boolean number = !text.isEmpty() && text.length() < 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(text) : 0;
    }

    /** A ReplicaSet is named after its Deployment and the hash of its pod template. */
    private static String hash(ReplicaSetFacts set, WorkloadFacts owner) {
        String prefix = owner.key().name() + "-";
        String name = set.key().name();
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    /** Without having watched it, an update of a StatefulSet or CloneSet shows while it lasts. */
    private void underWay(WorkloadFacts workload) {
        FieldEdit edit = workload.templateEdit();
        String before = workload.rollout().currentRevision();
        String after = workload.rollout().updateRevision();
        if (edit != null && !before.isEmpty() && !after.isEmpty() && !before.equals(after)) {
            rollout(workload, edit.at(), List.of(new Difference(Difference.REVISION, "", before, after)));
        }
    }

    private void rollout(WorkloadFacts workload, Instant at, List<Difference> differences) {
        if (at.isAfter(from)) {
            add(workload.meta(), "rollout", at, differences, workload.templateEdit(), List.of());
        }
    }

    private void autoscalers() {
        for (HpaFacts hpa : cluster.hpas()) {
            SpecChange edit = newestEdit(hpa.key());
            if (edit != null) {
                add(hpa.meta(), "hpa_edit", edit.at(), edit.differences(), hpa.specEdit(), List.of(hpa.target()));
            }
        }
    }

    private @Nullable SpecChange newestEdit(ObjectKey key) {
        List<SpecChange> edits = cluster.history(key).specChanges();
        SpecChange last = edits.isEmpty() ? null : edits.get(edits.size() - 1);
        return last != null && last.at().isAfter(from) ? last : null;
    }

    /** ConfigMaps that no workload refers to are somebody's notes. */
    private void contents() {
        for (ConfigMapFacts content : cluster.all(KubeResource.CONFIGMAPS, ConfigMapFacts.class)) {
            FieldEdit edit = content.dataEdit();
            if (edit != null && edit.at().isAfter(from)) {
                var reference = new Reference("ConfigMap", content.key().name());
                List<ObjectKey> users = cluster.workloads().stream()
                        .filter(workload ->
                                workload.key().namespace().equals(content.key().namespace())
                                        && workload.template().references().contains(reference))
                        .map(WorkloadFacts::key)
                        .toList();
                if (!users.isEmpty()) {
                    add(content.meta(), "config_edit", edit.at(), List.of(), edit, users);
                }
            }
        }
    }

    private void nodes() {
        for (NodeFacts node : cluster.nodes()) {
            Instant joined = node.meta().created();
            if (joined.isAfter(from)) {
                add(node.meta(), "node_join", joined, List.of(), null, List.of());
            }
        }
    }

    private void add(
            KubeMeta meta,
            String change,
            Instant at,
            List<Difference> differences,
            @Nullable FieldEdit edit,
            List<ObjectKey> reaches) {
        String manager = edit == null ? "" : edit.manager();
        found.add(
                new Change(meta.key(), change, at, differences, manager, Origins.of(meta, manager, cluster), reaches));
    }
}
