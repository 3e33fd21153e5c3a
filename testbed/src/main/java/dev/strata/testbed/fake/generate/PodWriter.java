package dev.strata.testbed.fake.generate;

import dev.strata.testbed.fake.template.Bound;
import dev.strata.testbed.fake.template.Template;
import dev.strata.testbed.fake.template.Templates;
import java.util.ArrayList;
import java.util.List;

/** Renders pods: the state decides phase, conditions and container statuses. */
final class PodWriter {

    private static final String ZERO_ID = "0".repeat(64);

    private final Words words;
    private final Templates templates;

    PodWriter(Words words, Templates templates) {
        this.words = words;
        this.templates = templates;
    }

    Bound write(PodModel pod) {
        WorkloadModel owner = pod.owner;
        WorkloadModel.Identity identity = owner.identity;
        boolean deployment = identity.kind() == WorkloadModel.Kind.DEPLOYMENT;
        byte[] created = words.moment(pod.created);
        Template.Filling filling = templates
                .get("pod")
                .fill()
                .set("name", pod.name)
                .set("generateName", words.shared(owner.podOwner() + "-"))
                .set("namespace", words.shared(identity.namespace()))
                .set("uid", pod.uid)
                .set("created", created)
                .set("changed", words.moment(pod.changed))
                .set("app", words.shared(identity.app()))
                .set("team", words.shared(identity.team()))
                .set("version", words.shared(owner.make.version()))
                .set("zone", words.shared(NodeWriter.zone(pod.node)))
                .set("hash", words.shared(owner.make.hash()))
                .set("rolled", words.moment(identity.created()))
                .set("ownerApi", words.shared(apiVersion(identity.kind())))
                .set("ownerKind", words.shared(ownerKind(identity.kind())))
                .set("owner", words.shared(owner.podOwner()))
                .set("ownerUid", words.shared(deployment ? owner.make.replicaSet() : identity.uid()))
                .set("containerFields", words.shared(owner.make.fields()))
                .set("containers", owner.make.containers())
                .set(
                        "restartPolicy",
                        words.shared(identity.kind() == WorkloadModel.Kind.CRON_JOB ? "OnFailure" : "Always"))
                .set("phase", words.shared(pod.state.phase()))
                .set("conditions", conditions(pod));
        if (pod.state == PodState.TERMINATING) {
            filling.set("deleted", Words.time(pod.changed.plusSeconds(30))).set("grace", words.shared("30"));
        }
        if (pod.state.isScheduled()) {
            String host = NodeWriter.address(pod.node);
            filling.set("node", words.shared(NodeWriter.name(pod.node)))
                    .set("hostIP", words.shared(host))
                    .set("hostIPs", List.of(ip(host)))
                    .set("started", created)
                    .set("statuses", statuses(pod));
        }
        if (pod.state.hasStarted()) {
            filling.set("podIP", pod.ip).set("podIPs", List.of(ip(pod.ip)));
        }
        return filling.bound();
    }

    private List<Bound> conditions(PodModel pod) {
        byte[] created = words.moment(pod.created);
        byte[] changed = words.moment(pod.changed);
        if (!pod.state.isScheduled()) {
            return List.of(condition(
                    "PodScheduled",
                    false,
                    created,
                    "Unschedulable",
                    "0/100 nodes are available: 60 Insufficient cpu, 40 node(s) had untolerated taint(s)"));
        }
        boolean ready = pod.state.isReady();
        boolean done = pod.state == PodState.DONE;
        String reason = ready ? "" : done ? "PodCompleted" : "ContainersNotReady";
        String message = ready || done ? "" : "containers with unready status: [app]";
        return List.of(
                condition("PodReadyToStartContainers", pod.state.hasStarted() && !done, created, "", ""),
                condition("Initialized", true, created, done ? reason : "", ""),
                condition("Ready", ready, changed, reason, message),
                condition("ContainersReady", ready, changed, reason, message),
                condition("PodScheduled", true, created, "", ""));
    }

    private Bound condition(String type, boolean status, byte[] since, String reason, String message) {
        Template.Filling filling = templates
                .get("condition")
                .fill()
                .set("type", words.shared(type))
                .set("status", words.shared(status ? "True" : "False"))
                .set("since", since);
        if (!reason.isEmpty()) {
            filling.set("reason", words.shared(reason));
        }
        if (!message.isEmpty()) {
            filling.set("message", words.shared(message));
        }
        return filling.bound();
    }

    /** The first container has the trouble, the others run wherever the pod has started. */
    private List<Bound> statuses(PodModel pod) {
        List<Bound> statuses = new ArrayList<>();
        List<String> names = pod.owner.make.names();
        for (int i = 0; i < names.size(); i++) {
            PodState state =
                    i == 0 || !pod.state.hasStarted() || pod.state == PodState.DONE ? pod.state : PodState.RUNNING;
            Template.Filling filling = templates
                    .get(template(state))
                    .fill()
                    .set("container", words.shared(names.get(i)))
                    .set(
                            "image",
                            words.shared(pod.owner
                                    .make
                                    .containers()
                                    .get(i)
                                    .text("image")
                                    .orElse("")))
                    .set("ready", words.shared(Boolean.toString(state.isReady())))
                    .set("restarts", words.shared(Integer.toString(i == 0 ? pod.restarts : 0)))
                    .set("at", words.moment(pod.changed))
                    .set("ended", words.moment(pod.changed))
                    .set("id", pod.uid.replace("-", "") + ZERO_ID.substring(32 + 2) + "0" + i);
            reasons(filling, state);
            statuses.add(filling.bound());
        }
        return statuses;
    }

    private static String template(PodState state) {
        return switch (state) {
            case PENDING, CREATING, IMAGE_PULL -> "waiting";
            case RUNNING, NOT_READY, TERMINATING -> "running";
            case RESTARTED -> "restarted";
            case CRASHING -> "crashing";
            case DONE -> "done";
        };
    }

    private void reasons(Template.Filling filling, PodState state) {
        switch (state) {
            case IMAGE_PULL -> fill(filling, "ImagePullBackOff", "Back-off pulling image", "0");
            case CRASHING -> fill(filling, "CrashLoopBackOff", "back-off 5m0s restarting failed container", "1");
            case RESTARTED -> fill(filling, "OOMKilled", "", "137");
            case DONE -> fill(filling, "Completed", "", "0");
            case PENDING, CREATING, RUNNING, NOT_READY, TERMINATING -> fill(filling, "ContainerCreating", "", "0");
        }
    }

    private void fill(Template.Filling filling, String reason, String message, String exitCode) {
        filling.set("reason", words.shared(reason))
                .set("message", words.shared(message))
                .set("exitCode", words.shared(exitCode));
    }

    private Bound ip(String address) {
        return templates.get("ip").fill().set("ip", address).bound();
    }

    static String apiVersion(WorkloadModel.Kind kind) {
        return kind == WorkloadModel.Kind.CRON_JOB ? "batch/v1" : "apps/v1";
    }

    private static String ownerKind(WorkloadModel.Kind kind) {
        return switch (kind) {
            case DEPLOYMENT -> "ReplicaSet";
            case STATEFUL_SET -> "StatefulSet";
            case DAEMON_SET -> "DaemonSet";
            case CRON_JOB -> "Job";
        };
    }
}
