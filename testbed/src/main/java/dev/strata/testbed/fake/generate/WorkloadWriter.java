package dev.strata.testbed.fake.generate;

import dev.strata.testbed.fake.template.Bound;
import dev.strata.testbed.fake.template.Template;
import dev.strata.testbed.fake.template.Templates;
import java.time.Instant;
import java.util.List;

/** Renders workloads, their ReplicaSets, autoscalers and budgets. */
final class WorkloadWriter {

    private final Words words;
    private final Templates templates;

    WorkloadWriter(Words words, Templates templates) {
        this.words = words;
        this.templates = templates;
    }

    /** The workload itself, with the counts of its pods. */
    Bound workload(WorkloadModel model, Instant changed) {
        String template = switch (model.identity.kind()) {
            case DEPLOYMENT -> "deployment";
            case STATEFUL_SET -> "statefulset";
            case DAEMON_SET -> "daemonset";
            case CRON_JOB -> "cronjob";
        };
        int replicas = model.replicas();
        int ready = model.ready();
        Template.Filling filling = common(template, model, model.identity.app(), model.identity.uid())
                .set("generation", model.generation)
                .set("revision", words.shared("3"))
                .set("changed", words.moment(changed))
                .set("ended", words.moment(changed))
                .set("replicas", replicas)
                .set("ready", ready)
                .set("conditions", conditions(model, ready, replicas));
        if (ready < replicas) {
            filling.set("unready", replicas - ready);
        }
        return filling.bound();
    }

    /** A ReplicaSet; of the current one the pods count, an older one has none. */
    Bound replicaSet(WorkloadModel model, String hash, String uid, int revision, boolean current) {
        int replicas = current ? model.replicas() : 0;
        int ready = current ? model.ready() : 0;
        Template.Filling filling = common("replicaset", model, model.identity.app() + "-" + hash, uid)
                .set("hash", hash)
                .set("generation", model.generation)
                .set("revision", words.shared(Integer.toString(revision)))
                .set("replicas", replicas)
                .set("ownerUid", words.shared(model.identity.uid()));
        if (replicas > 0) {
            filling.set("nonzero", replicas);
        }
        if (ready > 0) {
            filling.set("ready", ready);
        }
        return filling.bound();
    }

    Bound job(WorkloadModel model, String name, String uid, Instant created) {
        return common("job", model, name, uid)
                .set("created", Words.time(created))
                .set("ended", Words.time(created.plusSeconds(40)))
                .set("ownerUid", words.shared(model.identity.uid()))
                .bound();
    }

    Bound autoscaler(WorkloadModel model, Instant changed) {
        int replicas = model.replicas();
        boolean limited = replicas >= model.maxReplicas;
        return common("hpa", model, model.identity.app(), model.autoscalerUid)
                .set("changed", words.moment(changed))
                .set("min", words.shared("2"))
                .set("max", model.maxReplicas)
                .set("replicas", replicas)
                .set("use", limited ? 96 : 40 + replicas % 30)
                .set("inflight", limited ? 14_200 : 6_100 + replicas % 7 * 100)
                .set("limited", words.shared(limited ? "True" : "False"))
                .set("limitReason", words.shared(limited ? "TooManyReplicas" : "DesiredWithinRange"))
                .set(
                        "limitMessage",
                        words.shared(
                                limited
                                        ? "the desired replica count is more than the maximum replica count"
                                        : "the desired count is within the acceptable range"))
                .bound();
    }

    Bound budget(WorkloadModel model) {
        int replicas = model.replicas();
        int desired = (replicas + 1) / 2;
        return common("pdb", model, model.identity.app(), model.budgetUid)
                .set("replicas", replicas)
                .set("ready", model.ready())
                .set("desired", desired)
                .set("allowed", Math.max(0, model.ready() - desired))
                .bound();
    }

    private Template.Filling common(String template, WorkloadModel model, String name, String uid) {
        WorkloadModel.Identity identity = model.identity;
        byte[] created = words.moment(identity.created());
        return templates
                .get(template)
                .fill()
                .set("name", words.shared(name))
                .set("namespace", words.shared(identity.namespace()))
                .set("uid", words.shared(uid))
                .set("created", created)
                .set("rolled", created)
                .set("app", words.shared(identity.app()))
                .set("team", words.shared(identity.team()))
                .set("version", words.shared(model.make.version()))
                .set("hash", words.shared(model.make.hash()))
                .set("containers", model.make.containers())
                .set("containerFields", words.shared(model.make.fields()));
    }

    private List<Bound> conditions(WorkloadModel model, int ready, int replicas) {
        boolean enough = ready * 4 >= replicas * 3;
        return List.of(
                condition(
                        model,
                        "Available",
                        enough,
                        enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                        enough
                                ? "Deployment has minimum availability."
                                : "Deployment does not have minimum availability."),
                condition(
                        model,
                        "Progressing",
                        true,
                        "NewReplicaSetAvailable",
                        "ReplicaSet has successfully progressed."));
    }

    private Bound condition(WorkloadModel model, String type, boolean status, String reason, String message) {
        return templates
                .get("workloadCondition")
                .fill()
                .set("type", words.shared(type))
                .set("status", words.shared(status ? "True" : "False"))
                .set("since", words.moment(model.identity.created()))
                .set("reason", words.shared(reason))
                .set("message", words.shared(message))
                .bound();
    }
}
