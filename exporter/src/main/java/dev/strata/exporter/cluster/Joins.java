package dev.strata.exporter.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tables of facts with the joins between them. Does not change; a newer one is made from an older one and what
 * changed of one resource, and shares the rest.
 */
public final class Joins {

    private static final Comparator<PodFacts> BY_NODE =
            Comparator.comparing(PodFacts::nodeName).thenComparing(PodFacts::key);

    private static final Comparator<PodFacts> BY_CONTROLLER =
            Comparator.<PodFacts, ObjectKey>comparing(Joins::controller).thenComparing(PodFacts::key);

    private static final Comparator<ReplicaSetFacts> BY_AGE = Comparator.<ReplicaSetFacts, ObjectKey>comparing(
                    Joins::controller)
            .thenComparingLong(Joins::revision)
            .thenComparing(rs -> rs.meta().created())
            .thenComparing(ReplicaSetFacts::key);

    private static final Comparator<EndpointSliceFacts> BY_SERVICE = Comparator.<EndpointSliceFacts, String>comparing(
                    slice -> slice.key().namespace())
            .thenComparing(EndpointSliceFacts::service)
            .thenComparing(EndpointSliceFacts::key);

    private static final Comparator<KubeEventFacts> BY_TIME = Comparator.comparing(KubeEventFacts::regarding)
            .thenComparing(KubeEventFacts::last)
            .thenComparing(KubeEventFacts::key);

    private static final Joins EMPTY = new Joins(
            Map.of(),
            FactTable.empty(),
            Subset.of(workload -> !workload.isSettled()),
            Subset.of(pod -> !pod.isSettled()),
            Subset.of(pod -> !pod.claims().isEmpty()),
            Subset.of(Joins::isLoose),
            FactIndex.of(BY_NODE, List.of()),
            FactIndex.of(BY_CONTROLLER, List.of()),
            FactIndex.of(BY_AGE, List.of()),
            FactIndex.of(BY_SERVICE, List.of()),
            FactIndex.of(BY_TIME, List.of()));

    private final Map<KubeResource, FactTable<ObjectFacts>> tables;
    private final FactTable<WorkloadFacts> workloads;
    private final Subset<WorkloadFacts> unsettledWorkloads;
    private final Subset<PodFacts> unsettledPods;
    private final Subset<PodFacts> claimingPods;
    private final Subset<ReplicaSetFacts> looseReplicaSets;
    private final FactIndex<PodFacts> podsByNode;
    private final FactIndex<PodFacts> podsByController;
    private final FactIndex<ReplicaSetFacts> replicaSetsByController;
    private final FactIndex<EndpointSliceFacts> slicesByService;
    private final FactIndex<KubeEventFacts> eventsByObject;

    private Joins(
            Map<KubeResource, FactTable<ObjectFacts>> tables,
            FactTable<WorkloadFacts> workloads,
            Subset<WorkloadFacts> unsettledWorkloads,
            Subset<PodFacts> unsettledPods,
            Subset<PodFacts> claimingPods,
            Subset<ReplicaSetFacts> looseReplicaSets,
            FactIndex<PodFacts> podsByNode,
            FactIndex<PodFacts> podsByController,
            FactIndex<ReplicaSetFacts> replicaSetsByController,
            FactIndex<EndpointSliceFacts> slicesByService,
            FactIndex<KubeEventFacts> eventsByObject) {
        this.tables = tables;
        this.workloads = workloads;
        this.unsettledWorkloads = unsettledWorkloads;
        this.unsettledPods = unsettledPods;
        this.claimingPods = claimingPods;
        this.looseReplicaSets = looseReplicaSets;
        this.podsByNode = podsByNode;
        this.podsByController = podsByController;
        this.replicaSetsByController = replicaSetsByController;
        this.slicesByService = slicesByService;
        this.eventsByObject = eventsByObject;
    }

    public static Joins empty() {
        return EMPTY;
    }

    /** Of several facts with the same key the last one counts. */
    static Joins of(Collection<? extends ObjectFacts> facts) {
        var byResource = new EnumMap<KubeResource, Map<ObjectKey, Optional<ObjectFacts>>>(KubeResource.class);
        for (ObjectFacts each : facts) {
            byResource.computeIfAbsent(each.resource(), r -> new HashMap<>()).put(each.key(), Optional.of(each));
        }
        Joins joins = EMPTY;
        for (Map.Entry<KubeResource, Map<ObjectKey, Optional<ObjectFacts>>> changes : byResource.entrySet()) {
            joins = joins.with(changes.getKey(), changes.getValue());
        }
        return joins;
    }

    /** These joins after the changes of one resource; an empty value removes the key. */
    public Joins with(KubeResource resource, Map<ObjectKey, Optional<ObjectFacts>> changes) {
        FactTable<ObjectFacts> before = table(resource);
        var gone = new ArrayList<ObjectFacts>();
        var come = new ArrayList<ObjectFacts>();
        // In key order, which most joins nearly keep: sorted input is cheap to sort.
        new TreeMap<>(changes).forEach((key, change) -> {
            before.find(key).ifPresent(gone::add);
            change.ifPresent(come::add);
        });
        var next = new EnumMap<KubeResource, FactTable<ObjectFacts>>(KubeResource.class);
        next.putAll(tables);
        next.put(resource, before.with(changes));
        boolean workload = isWorkload(resource);
        boolean pods = resource == KubeResource.PODS;
        boolean replicaSets = resource == KubeResource.REPLICASETS;
        return new Joins(
                next,
                workload ? workloads.with(typed(changes)) : workloads,
                workload ? unsettledWorkloads.with(typed(changes)) : unsettledWorkloads,
                pods ? unsettledPods.with(typed(changes)) : unsettledPods,
                pods ? claimingPods.with(typed(changes)) : claimingPods,
                replicaSets ? looseReplicaSets.with(typed(changes)) : looseReplicaSets,
                pods ? podsByNode.with(typed(gone), typed(come)) : podsByNode,
                pods ? podsByController.with(typed(gone), typed(come)) : podsByController,
                replicaSets ? replicaSetsByController.with(typed(gone), typed(come)) : replicaSetsByController,
                resource == KubeResource.ENDPOINTSLICES
                        ? slicesByService.with(typed(gone), typed(come))
                        : slicesByService,
                resource == KubeResource.EVENTS ? eventsByObject.with(typed(gone), typed(come)) : eventsByObject);
    }

    private static boolean isWorkload(KubeResource resource) {
        return switch (resource) {
            case DEPLOYMENTS, STATEFULSETS, DAEMONSETS, ROLLOUTS, CLONESETS -> true;
            default -> false;
        };
    }

    public FactTable<ObjectFacts> table(KubeResource resource) {
        return tables.getOrDefault(resource, FactTable.empty());
    }

    @SuppressWarnings("unchecked") // each resource has one type of facts
    <T extends ObjectFacts> FactTable<T> typed(KubeResource resource) {
        return (FactTable<T>) table(resource);
    }

    @SuppressWarnings("unchecked") // each resource has one type of facts
    private static <T extends ObjectFacts> List<T> typed(List<ObjectFacts> facts) {
        return (List<T>) facts;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // each resource has one type of facts
    private static <T extends ObjectFacts> Map<ObjectKey, Optional<T>> typed(
            Map<ObjectKey, Optional<ObjectFacts>> changes) {
        return (Map) changes;
    }

    /** One that no Deployment controls. */
    private static boolean isLoose(ReplicaSetFacts set) {
        ObjectKey controller = set.meta().controller();
        return controller == null || !controller.kind().equals("Deployment");
    }

    List<WorkloadFacts> unsettledWorkloads() {
        return unsettledWorkloads.all();
    }

    List<PodFacts> unsettledPods() {
        return unsettledPods.all();
    }

    List<PodFacts> claimingPods() {
        return claimingPods.all();
    }

    List<ReplicaSetFacts> looseReplicaSets() {
        return looseReplicaSets.all();
    }

    FactTable<WorkloadFacts> workloads() {
        return workloads;
    }

    List<PodFacts> podsOn(String node) {
        return node.isEmpty()
                ? List.of()
                : podsByNode.group(pod -> pod.nodeName().compareTo(node));
    }

    /** The topmost controller of a pod as far as it is held; the pod itself when nothing owns it. */
    ObjectKey ownerOf(PodFacts pod) {
        ObjectKey controller = controller(pod);
        if (!controller.kind().equals("ReplicaSet")) {
            return controller;
        }
        return this.<ReplicaSetFacts>typed(KubeResource.REPLICASETS)
                .find(controller)
                .map(Joins::controller)
                .orElse(controller);
    }

    /** What is requested on each node that has pods. */
    Map<String, Resources> requested() {
        var requested = new HashMap<String, Resources>();
        podsByNode.forEachGroup(
                (a, b) -> a.nodeName().equals(b.nodeName()),
                pods -> requested.put(pods.get(0).nodeName(), Resources.ofPods(pods)));
        requested.remove("");
        return requested;
    }

    /** Of each controller the newest one. */
    List<ReplicaSetFacts> newestReplicaSets() {
        var newest = new ArrayList<ReplicaSetFacts>();
        replicaSetsByController.forEachGroup(
                (a, b) -> controller(a).equals(controller(b)), sets -> newest.add(sets.get(sets.size() - 1)));
        return newest;
    }

    /** Those that it controls itself, and those of the ReplicaSets that it controls. */
    List<PodFacts> podsOf(ObjectKey owner) {
        boolean isOwned = owner.kind().equals("ReplicaSet")
                && this.<ReplicaSetFacts>typed(KubeResource.REPLICASETS)
                        .find(owner)
                        .filter(rs -> rs.meta().controller() != null)
                        .isPresent();
        List<PodFacts> pods = isOwned ? List.of() : controlled(owner);
        boolean merged = false;
        for (ReplicaSetFacts replicaSet : replicaSetsOf(owner)) {
            List<PodFacts> more = replicaSet.key().equals(owner) ? List.of() : controlled(replicaSet.key());
            if (pods.isEmpty()) {
                pods = more;
            } else if (!more.isEmpty()) {
                pods = new ArrayList<>(pods);
                pods.addAll(more);
                merged = true;
            }
        }
        if (merged) {
            pods.sort(Comparator.comparing(PodFacts::key));
        }
        return pods;
    }

    /** Those that it controls itself. */
    List<PodFacts> controlled(ObjectKey controller) {
        return podsByController.group(pod -> controller(pod).compareTo(controller));
    }

    /** Newest last. */
    List<ReplicaSetFacts> replicaSetsOf(ObjectKey owner) {
        return replicaSetsByController.group(rs -> controller(rs).compareTo(owner));
    }

    List<EndpointSliceFacts> slicesOf(ObjectKey service) {
        return slicesByService.group(slice -> order(slice, service));
    }

    /** Services that no endpoint takes traffic for: both are walked in the order of their names. */
    List<ServiceFacts> unservedServices() {
        List<EndpointSliceFacts> slices = slicesByService.all();
        var unserved = new ArrayList<ServiceFacts>();
        int next = 0;
        for (ServiceFacts service :
                this.<ServiceFacts>typed(KubeResource.SERVICES).all()) {
            boolean served = false;
            for (int order = -1; next < slices.size() && order <= 0; ) {
                EndpointSliceFacts slice = slices.get(next);
                order = order(slice, service.key());
                served |= order == 0 && slice.hasReady();
                next += order <= 0 ? 1 : 0;
            }
            if (!served) {
                unserved.add(service);
            }
        }
        return unserved;
    }

    private static int order(EndpointSliceFacts slice, ObjectKey service) {
        int order = slice.key().namespace().compareTo(service.namespace());
        return order == 0 ? slice.service().compareTo(service.name()) : order;
    }

    /** Newest last. */
    List<KubeEventFacts> eventsAbout(ObjectKey key) {
        return eventsByObject.group(event -> event.regarding().compareTo(key));
    }

    private static ObjectKey controller(ObjectFacts facts) {
        ObjectKey controller = facts.meta().controller();
        return controller == null ? facts.key() : controller;
    }

    private static long revision(ReplicaSetFacts replicaSet) {
        String text = replicaSet.revision();
        boolean number = !text.isEmpty() && text.length() < 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(text) : 0;
    }
}
