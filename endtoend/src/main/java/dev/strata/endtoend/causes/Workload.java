package dev.strata.endtoend.causes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A Deployment, StatefulSet or DaemonSet with its pods. */
final class Workload {

    final String kind;
    final String namespace;
    final String name;
    final Map<String, String> podLabels = new TreeMap<>();
    final Map<String, String> labels = new TreeMap<>();
    final Instant created;
    final List<Pod> pods = new ArrayList<>();

    /** When each revision was made. */
    final Map<Integer, Instant> revisions = new TreeMap<>();

    /** What is wrong with the pods of a revision. */
    private final Map<Integer, Fault> faults = new HashMap<>();

    int replicas;
    double cpu = 0.25;
    int priority;
    int startSeconds = 15;
    boolean claims;
    boolean recreate;

    /** Pods may be missing this many by a disruption budget; negative without one. */
    int budget = -1;

    int revision = 1;
    int generation = 1;
    int observed = 1;

    /** What the node selector asks for, as the scheduler will say. */
    String unplaceable = "";

    /** Wrong with all pods, new and old. */
    Fault fault = Fault.NONE;

    /** What the API server answers to new pods. */
    String refusal = "";

    /** Who manages it, as managedFields say. */
    String manager = "argocd-controller";

    private int serial;
    private Instant progressed;
    private boolean exceeded;
    private boolean minimum = true;
    private Instant minimumSince;
    private Instant exceededSince;
    private @Nullable Instant refusedSince;

    Workload(String kind, String namespace, String name, int replicas, Instant created) {
        this.kind = kind;
        this.namespace = namespace;
        this.name = name;
        this.replicas = replicas;
        this.created = created;
        this.progressed = created;
        this.minimumSince = created;
        this.exceededSince = created;
        podLabels.put("app", name);
        labels.put("app", name);
        revisions.put(1, created);
    }

    String image() {
        return image(revision);
    }

    String image(int of) {
        return "registry.example/" + name + ":1." + of + ".0";
    }

    /** A new template whose pods have this wrong with them. */
    void release(Fault wrong, Instant now) {
        revision++;
        generation++;
        revisions.put(revision, now);
        faults.put(revision, wrong);
        progressed = now;
    }

    Fault faultOf(Pod pod) {
        if (pod.fault.kind() != Fault.Kind.NONE) {
            return pod.fault;
        }
        return fault.kind() != Fault.Kind.NONE ? fault : faults.getOrDefault(pod.revision, Fault.NONE);
    }

    void heal() {
        fault = Fault.NONE;
        faults.clear();
    }

    long ready() {
        return pods.stream().filter(Pod::isServing).count();
    }

    /** Pods that exist and are not on their way out. */
    List<Pod> live() {
        return pods.stream().filter(Pod::isLive).toList();
    }

    Pod add(Instant now) {
        var pod = new Pod(this, podName(), now);
        pods.add(pod);
        progressed = now;
        return pod;
    }

    Pod addNamed(String podName, Instant now) {
        var pod = new Pod(this, podName, now);
        pods.add(pod);
        return pod;
    }

    private String podName() {
        serial++;
        String code = Integer.toString(serial * 7919 + 46_656, 36);
        return kind.equals("Deployment") ? "%s-%s".formatted(set(revision), code) : "%s-%s".formatted(name, code);
    }

    /** The ReplicaSet of a revision. */
    String set(int of) {
        return name + "-" + Integer.toString(of * 104_729 + 1_679_616, 36);
    }

    Map<String, Object> podOwner(int of) {
        return kind.equals("Deployment")
                ? Tree.owner("apps/v1", "ReplicaSet", set(of))
                : Tree.owner("apps/v1", kind, name);
    }

    int surge() {
        return recreate ? 0 : (int) Math.ceil(replicas * 0.25);
    }

    int mayMiss() {
        return recreate ? replicas : (int) Math.floor(replicas * 0.25);
    }

    /** What its controller finds. */
    void judge(Instant now) {
        boolean enough = ready() >= replicas - mayMiss();
        if (enough != minimum) {
            minimum = enough;
            minimumSince = now;
        }
        boolean complete =
                live().stream().allMatch(p -> p.revision == revision && p.isReady()) && live().size() >= replicas;
        if (complete) {
            progressed = now;
        }
        boolean late = !complete
                && revision > 1
                && isRolling()
                && !progressed.plusSeconds(600).isAfter(now);
        if (late != exceeded) {
            exceeded = late;
            exceededSince = now;
        }
        if (refusal.isEmpty()) {
            refusedSince = null;
        } else if (refusedSince == null) {
            refusedSince = now;
        }
    }

    /** A pod became ready or was made. */
    void progress(Instant now) {
        progressed = now;
    }

    private boolean isRolling() {
        return live().stream().anyMatch(p -> p.revision != revision)
                || live().stream().anyMatch(p -> p.revision == revision && !p.isReady());
    }

    Map<String, Object> manifest() {
        int updated = (int) live().stream().filter(p -> p.revision == revision).count();
        var conditions = new ArrayList<Object>();
        if (kind.equals("Deployment")) {
            conditions.add(
                    minimum
                            ? Tree.condition(
                                    "Available",
                                    "True",
                                    "MinimumReplicasAvailable",
                                    "Deployment has minimum availability.",
                                    minimumSince)
                            : Tree.condition(
                                    "Available",
                                    "False",
                                    "MinimumReplicasUnavailable",
                                    "Deployment does not have minimum availability.",
                                    minimumSince));
            boolean done = updated >= replicas && live().stream().allMatch(Pod::isReady);
            conditions.add(
                    exceeded
                            ? Tree.condition(
                                    "Progressing",
                                    "False",
                                    "ProgressDeadlineExceeded",
                                    "ReplicaSet \"%s\" has timed out progressing.".formatted(set(revision)),
                                    exceededSince)
                            : Tree.condition(
                                    "Progressing",
                                    "True",
                                    done || !isRolling() ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                                    "",
                                    exceededSince));
            if (refusedSince != null) {
                conditions.add(Tree.condition("ReplicaFailure", "True", "FailedCreate", refusal, refusedSince));
            }
        }
        long ready = ready();
        boolean daemon = kind.equals("DaemonSet");
        var rolling = daemon
                ? Tree.of("maxUnavailable", 1)
                : kind.equals("Deployment") ? Tree.of("maxUnavailable", "25%", "maxSurge", "25%") : null;
        var strategy =
                Tree.of("type", recreate ? "Recreate" : "RollingUpdate", "rollingUpdate", recreate ? null : rolling);
        var container = Tree.of(
                "name",
                "app",
                "image",
                image(),
                "resources",
                Tree.of("requests", Tree.of("cpu", Math.round(cpu * 1000) + "m")));
        var spec = Tree.of(
                "replicas",
                daemon ? null : replicas,
                "selector",
                Tree.of("matchLabels", Tree.of("app", name)),
                kind.equals("Deployment") ? "strategy" : "updateStrategy",
                strategy,
                "progressDeadlineSeconds",
                kind.equals("Deployment") ? 600 : null,
                "template",
                Tree.of(
                        "metadata",
                        Tree.of("labels", new TreeMap<>(podLabels)),
                        "spec",
                        Tree.of("containers", List.of(container))));
        int current = kind.equals("Deployment") ? live().size() : pods.size();
        var status = daemon
                ? Tree.of(
                        "observedGeneration", observed,
                        "desiredNumberScheduled", replicas,
                        "currentNumberScheduled", live().size(),
                        "updatedNumberScheduled", updated,
                        "numberReady", ready,
                        "numberAvailable", ready)
                : Tree.of(
                        "observedGeneration", observed,
                        "replicas", current,
                        "updatedReplicas", updated,
                        "readyReplicas", ready,
                        "availableReplicas", ready,
                        "currentRevision",
                                kind.equals("StatefulSet") ? "%s-%d".formatted(name, Math.max(1, revision - 1)) : null,
                        "updateRevision",
                                kind.equals("StatefulSet")
                                        ? "%s-%d"
                                                .formatted(
                                                        name,
                                                        updated >= replicas ? Math.max(1, revision - 1) : revision)
                                        : null,
                        "conditions", conditions);
        return Tree.of(
                "metadata",
                        Tree.of(
                                "name", name,
                                "namespace", namespace,
                                "creationTimestamp", created,
                                "generation", generation,
                                "labels", new TreeMap<>(labels),
                                "annotations",
                                        kind.equals("DaemonSet")
                                                ? Tree.of(
                                                        "deprecated.daemonset.template.generation",
                                                        Integer.toString(revision))
                                                : null,
                                "managedFields",
                                        List.of(Tree.of(
                                                "manager",
                                                manager,
                                                "operation",
                                                "Apply",
                                                "time",
                                                revisions.get(revision)))),
                "spec", spec,
                "status", status);
    }

    Map<String, Object> setManifest(int of) {
        int count =
                (int) pods.stream().filter(p -> p.revision == of && p.isLive()).count();
        int readyCount = (int)
                pods.stream().filter(p -> p.revision == of && p.isServing()).count();
        var conditions = new ArrayList<Object>();
        if (refusedSince != null && of == revision) {
            conditions.add(Tree.condition("ReplicaFailure", "True", "FailedCreate", refusal, refusedSince));
        }
        return Tree.of(
                "metadata",
                        Tree.of(
                                "name", set(of),
                                "namespace", namespace,
                                "creationTimestamp", revisions.get(of),
                                "annotations", Tree.of("deployment.kubernetes.io/revision", Integer.toString(of)),
                                "labels", new TreeMap<>(labels),
                                "ownerReferences", List.of(Tree.owner("apps/v1", "Deployment", name))),
                "spec",
                        Tree.of(
                                "replicas",
                                of == revision ? Math.max(count, refusedSince == null ? 0 : replicas) : count,
                                "template",
                                Tree.of(
                                        "spec",
                                        Tree.of("containers", List.of(Tree.of("name", "app", "image", image(of)))))),
                "status",
                        Tree.of(
                                "replicas",
                                count,
                                "readyReplicas",
                                readyCount,
                                "availableReplicas",
                                readyCount,
                                "conditions",
                                conditions));
    }
}
