package dev.strata.endtoend.causes;

import dev.strata.endtoend.causes.Fault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A pod and what a kubelet does with it. */
final class Pod {

    private enum State {
        CREATING,
        STUCK,
        RUNNING,
        BACKING_OFF
    }

    final Workload workload;
    final String name;
    final int revision;
    final Instant created;
    final Map<String, String> labels;

    @Nullable
    Node node;

    @Nullable
    Instant bound;

    @Nullable
    Instant deleted;

    boolean evicted;

    /** Wrong with this pod alone. */
    Fault fault = Fault.NONE;

    String evictionMessage = "";
    String unschedulable = "";
    Instant unschedulableSince;

    private State state = State.CREATING;
    private String waiting = "ContainerCreating";
    private String waitingMessage = "";
    private @Nullable Instant started;
    private boolean ready;
    private Instant readySince;
    private int restarts;
    private @Nullable Instant nextStart;
    private int lastExit;
    private String lastReason = "";
    private @Nullable Instant lastEnd;

    private List<Object> shownAs = List.of();
    private Map<String, Object> shown = Map.of();

    Pod(Workload workload, String name, Instant created) {
        this.workload = workload;
        this.name = name;
        this.revision = workload.revision;
        this.created = created;
        this.readySince = created;
        this.unschedulableSince = created;
        this.labels = new TreeMap<>(workload.podLabels);
    }

    boolean isReady() {
        return ready && !evicted;
    }

    /** Takes part in what its controller counts. */
    boolean isLive() {
        return deleted == null && !evicted;
    }

    boolean isServing() {
        return isReady() && deleted == null;
    }

    /** A pod that has been running for long. */
    void settle(Node home, Instant at) {
        node = home;
        bound = at;
        state = State.RUNNING;
        started = at;
        ready = true;
        readySince = at;
    }

    void bind(Node home, Instant now) {
        node = home;
        bound = now;
        unschedulable = "";
    }

    void setReady(boolean value, Instant now) {
        if (ready != value) {
            ready = value;
            readySince = now;
        }
    }

    /** One round of the kubelet, on a node that is alive. */
    void step(Fault fault, EventBook events, Instant now) {
        if (bound == null || evicted) {
            return;
        }
        switch (fault.kind()) {
            case IMAGE -> {
                if (state == State.CREATING || state == State.STUCK) {
                    boolean first = state == State.CREATING;
                    stuck(first ? "ErrImagePull" : "ImagePullBackOff", fault.message());
                    events.about(this, "Failed", fault.message(), now);
                    events.about(this, "Failed", "Error: " + waiting, now);
                    events.about(this, "BackOff", "Back-off pulling image \"" + workload.image() + "\"", now);
                }
            }
            case CONFIG -> {
                if (state != State.RUNNING) {
                    stuck("CreateContainerConfigError", fault.message());
                    events.about(this, "Failed", "Error: " + fault.message(), now);
                }
            }
            case MOUNT -> {
                if (state == State.CREATING) {
                    events.about(this, "FailedMount", fault.message(), now);
                }
            }
            case ATTACH -> {
                if (state == State.CREATING) {
                    events.about(this, "FailedAttachVolume", fault.message(), now);
                }
            }
            case SANDBOX -> {
                if (state == State.CREATING) {
                    events.about(this, "FailedCreatePodSandBox", fault.message(), now);
                    events.about(this, "FailedCreatePodSandBox", fault.message(), now);
                }
            }
            case SLOW_INIT -> waiting = "PodInitializing";
            case CRASH, OOM, LIVENESS -> crash(fault, events, now);
            case UNREADY -> {
                run(now);
                setReady(false, now);
                if (state == State.RUNNING) {
                    events.about(this, "Unhealthy", fault.message(), now);
                }
            }
            case NONE -> {
                run(now);
                if (state == State.RUNNING
                        && started != null
                        && !started.plusSeconds(10).isAfter(now)) {
                    setReady(true, now);
                }
            }
        }
    }

    private void stuck(String reason, String message) {
        state = State.STUCK;
        waiting = reason;
        waitingMessage = message;
    }

    private void run(Instant now) {
        boolean due = switch (state) {
            case CREATING, STUCK ->
                bound != null && !bound.plusSeconds(workload.startSeconds).isAfter(now);
            case BACKING_OFF -> nextStart != null && !nextStart.isAfter(now);
            case RUNNING -> false;
        };
        if (due) {
            state = State.RUNNING;
            started = now;
            waiting = "";
            waitingMessage = "";
        }
    }

    private void crash(Fault fault, EventBook events, Instant now) {
        run(now);
        if (state != State.RUNNING || started == null) {
            return;
        }
        boolean over = fault.seconds() < Play.STEP.toSeconds()
                || !started.plusSeconds(fault.seconds()).isAfter(now);
        if (!over) {
            setReady(fault.kind() == Kind.OOM && !started.plusSeconds(20).isAfter(now), now);
            if (fault.kind() == Kind.LIVENESS) {
                events.about(this, "Unhealthy", fault.message(), now);
            }
            return;
        }
        if (fault.kind() == Kind.LIVENESS) {
            events.about(this, "Unhealthy", fault.message(), now);
            events.normal(this, "Killing", "Container app failed liveness probe, will be restarted", now);
        }
        lastExit = fault.exitCode();
        lastReason = fault.kind() == Kind.OOM ? "OOMKilled" : "Error";
        lastEnd = now;
        restarts++;
        state = State.BACKING_OFF;
        Duration pause = Duration.ofSeconds(Math.min(300, 10L << Math.min(6, restarts - 1)));
        nextStart = now.plus(pause);
        waiting = "CrashLoopBackOff";
        waitingMessage =
                "back-off %s restarting failed container=app pod=%s_%s".formatted(pause, name, workload.namespace);
        setReady(false, now);
        events.about(
                this,
                "BackOff",
                "Back-off restarting failed container app in pod %s_%s".formatted(name, workload.namespace),
                now);
    }

    /** The same tree while nothing about the pod changes. */
    Map<String, Object> manifest() {
        var state = new ArrayList<Object>();
        Collections.addAll(
                state,
                node == null ? "" : node.name,
                bound == null ? "" : bound,
                deleted == null ? "" : deleted,
                evicted,
                isReady(),
                readySince,
                unschedulable,
                unschedulableSince,
                this.state,
                waiting,
                waitingMessage,
                started == null ? "" : started,
                restarts,
                workload.revision,
                workload.cpu,
                workload.priority,
                workload.claims);
        if (!state.equals(shownAs)) {
            shownAs = state;
            shown = tree();
        }
        return shown;
    }

    private Map<String, Object> tree() {
        var conditions = new ArrayList<Object>();
        boolean scheduled = node != null;
        if (scheduled) {
            conditions.add(Tree.condition("PodScheduled", "True", "", "", bound == null ? created : bound));
            conditions.add(Tree.condition(
                    "Ready", isReady() ? "True" : "False", isReady() ? "" : "ContainersNotReady", "", readySince));
        } else if (!unschedulable.isEmpty()) {
            conditions.add(Tree.condition("PodScheduled", "False", "Unschedulable", unschedulable, unschedulableSince));
        }
        boolean pending = !scheduled || state == State.CREATING || state == State.STUCK;
        String phase = evicted ? "Failed" : pending ? "Pending" : "Running";
        var spec = Tree.of(
                "nodeName",
                node == null ? null : node.name,
                "priority",
                workload.priority,
                "containers",
                List.of(Tree.of(
                        "name", "app",
                        "image", workload.image(),
                        "resources",
                                Tree.of(
                                        "requests",
                                        Tree.of("cpu", Math.round(workload.cpu * 1000) + "m", "memory", "256Mi")))),
                "volumes",
                volumes());
        return Tree.of(
                "metadata",
                        Tree.of(
                                "name",
                                name,
                                "namespace",
                                workload.namespace,
                                "creationTimestamp",
                                created,
                                "deletionTimestamp",
                                deleted == null ? null : deleted.plusSeconds(30),
                                "deletionGracePeriodSeconds",
                                deleted == null ? null : 30,
                                "labels",
                                labels,
                                "ownerReferences",
                                List.of(workload.podOwner(revision))),
                "spec", spec,
                "status",
                        Tree.of(
                                "phase", phase,
                                "reason", evicted ? "Evicted" : null,
                                "message", evicted ? evictionMessage : null,
                                "conditions", conditions,
                                "containerStatuses", scheduled && !evicted ? List.of(container()) : null));
    }

    private @Nullable List<Object> volumes() {
        return workload.claims
                ? List.of(Tree.of("name", "data", "persistentVolumeClaim", Tree.of("claimName", claim())))
                : null;
    }

    /** Its PersistentVolumeClaim. */
    String claim() {
        return workload.kind.equals("StatefulSet") ? "data-" + name : "data-" + workload.name;
    }

    private Map<String, Object> container() {
        Map<String, Object> now = state == State.RUNNING
                ? Tree.of("running", Tree.of("startedAt", started))
                : Tree.of(
                        "waiting",
                        Tree.of("reason", waiting, "message", waitingMessage.isEmpty() ? null : waitingMessage));
        Map<String, Object> last = lastEnd == null
                ? null
                : Tree.of("terminated", Tree.of("exitCode", lastExit, "reason", lastReason, "finishedAt", lastEnd));
        return Tree.of(
                "name",
                "app",
                "ready",
                isReady(),
                "restartCount",
                restarts,
                "image",
                workload.image(),
                "state",
                now,
                "lastState",
                last);
    }
}
