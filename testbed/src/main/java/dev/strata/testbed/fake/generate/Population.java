package dev.strata.testbed.fake.generate;

import dev.strata.testbed.fake.object.ApiKind;
import dev.strata.testbed.fake.object.ApiKinds;
import dev.strata.testbed.fake.object.ObjectStore;
import dev.strata.testbed.fake.template.Bound;
import dev.strata.testbed.fake.template.Templates;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The cluster as the generator thinks of it, and the one way from there into the store. */
final class Population {

    static final ApiKind PODS = ApiKinds.of("pods");
    static final ApiKind NODES = ApiKinds.of("nodes");
    static final ApiKind LEASES = ApiKinds.of("leases");
    static final ApiKind EVENTS = ApiKinds.of("events");
    static final ApiKind SERVICES = ApiKinds.of("services");
    static final ApiKind SLICES = ApiKinds.of("endpointslices");
    static final ApiKind REPLICA_SETS = ApiKinds.of("replicasets");
    static final ApiKind JOBS = ApiKinds.of("jobs");
    static final ApiKind AUTOSCALERS = ApiKinds.of("horizontalpodautoscalers");
    static final ApiKind BUDGETS = ApiKinds.of("poddisruptionbudgets");
    static final ApiKind NAMESPACES = ApiKinds.of("namespaces");

    /** A machine with what identifies it and its lease. */
    static final class NodeModel {
        final String uid;
        final String leaseUid;
        final Instant created;
        boolean ready;
        Instant changed;

        NodeModel(String uid, String leaseUid, Instant created, boolean ready) {
            this.uid = uid;
            this.leaseUid = leaseUid;
            this.created = created;
            this.ready = ready;
            this.changed = created;
        }
    }

    /** Where an Event is found again. */
    record EventName(String namespace, String name) {}

    final Tier tier;
    final Words words;
    final InstantSource clock;
    final Templates templates;
    final List<NodeModel> nodes = new ArrayList<>();
    final List<WorkloadModel> workloads = new ArrayList<>();
    final List<PodModel> pods = new ArrayList<>();
    final ArrayDeque<EventName> warnings = new ArrayDeque<>();
    final ArrayDeque<EventName> notes = new ArrayDeque<>();
    final PodWriter podWriter;
    final NodeWriter nodeWriter;
    final WorkloadWriter workloadWriter;
    final ServiceWriter serviceWriter;
    private final ObjectStore store;

    Population(Tier tier, long seed, InstantSource clock, ObjectStore store) {
        this.tier = tier;
        this.words = new Words(seed);
        this.clock = clock;
        this.store = store;
        this.templates = Templates.load(Population.class, "pods.yaml", "workloads.yaml", "others.yaml");
        this.podWriter = new PodWriter(words, templates);
        this.nodeWriter = new NodeWriter(words, templates);
        this.workloadWriter = new WorkloadWriter(words, templates);
        this.serviceWriter = new ServiceWriter(words, templates);
    }

    void put(ApiKind kind, String namespace, String name, Bound body) {
        store.put(kind, namespace, name, body);
    }

    void delete(ApiKind kind, String namespace, String name) {
        store.delete(kind, namespace, name);
    }

    void publish(PodModel pod) {
        store.put(PODS, pod.owner.identity.namespace(), pod.name, podWriter.write(pod));
    }

    void publishNode(int number) {
        NodeModel node = nodes.get(number);
        Instant now = clock.instant();
        Bound body = nodeWriter.node(number, node.uid, node.ready, node.created, node.changed, now);
        store.put(NODES, "", NodeWriter.name(number), body);
    }

    void publishLease(int number) {
        NodeModel node = nodes.get(number);
        String name = NodeWriter.name(number);
        Bound body = nodeWriter.lease(name, "kube-node-lease", node.leaseUid, node.created, clock.instant());
        store.put(LEASES, "kube-node-lease", name, body);
    }

    /** Publishes what counts pods: the workload, its ReplicaSet, autoscaler, budget and slices. */
    void publishCounts(WorkloadModel model) {
        Instant now = clock.instant();
        WorkloadModel.Identity identity = model.identity;
        put(
                ApiKinds.of(identity.kind().resource()),
                identity.namespace(),
                identity.app(),
                workloadWriter.workload(model, now));
        if (identity.kind() == WorkloadModel.Kind.DEPLOYMENT) {
            put(
                    REPLICA_SETS,
                    identity.namespace(),
                    model.podOwner(),
                    workloadWriter.replicaSet(model, model.make.hash(), model.make.replicaSet(), 3, true));
        }
        if (!model.autoscalerUid.isEmpty()) {
            put(AUTOSCALERS, identity.namespace(), identity.app(), workloadWriter.autoscaler(model, now));
        }
        if (!model.budgetUid.isEmpty()) {
            put(BUDGETS, identity.namespace(), identity.app(), workloadWriter.budget(model));
        }
        publishSlices(model);
    }

    /** Publishes the slices of the workload's Service, if it has one; they may become more, never fewer. */
    void publishSlices(WorkloadModel model) {
        if (model.serviceUid.isEmpty()) {
            return;
        }
        int needed = Math.max(1, (model.pods.size() + ServiceWriter.SLICE - 1) / ServiceWriter.SLICE);
        while (model.slices.size() < needed) {
            model.slices.add(model.identity.app() + "-" + model.suffix());
        }
        for (int i = 0; i < model.slices.size(); i++) {
            String name = model.slices.get(i);
            String uid = store.get(SLICES, model.identity.namespace(), name)
                    .map(known -> known.uid())
                    .orElseGet(words::uid);
            put(SLICES, model.identity.namespace(), name, serviceWriter.slice(model, i, uid, clock.instant()));
        }
    }
}
