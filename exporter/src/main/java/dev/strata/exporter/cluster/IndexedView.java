package dev.strata.exporter.cluster;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A view over tables of facts and their joins. Safe for any number of readers.
 */
public final class IndexedView implements ClusterView {

    private final Instant at;
    private final Map<KubeResource, Freshness> freshness;
    private final Map<ObjectKey, ObjectHistory> histories;
    private final Joins joins;
    private final FactTable<NamespaceFacts> namespaces;
    private final FactTable<NodeFacts> nodes;
    private final FactTable<PodFacts> pods;
    private final FactTable<HpaFacts> hpas;
    private final FactTable<ServiceFacts> services;
    private final FactTable<PdbFacts> pdbs;
    private volatile @Nullable Map<String, Resources> requested;

    private IndexedView(
            Instant at, Map<KubeResource, Freshness> freshness, Map<ObjectKey, ObjectHistory> histories, Joins joins) {
        this.at = at;
        this.freshness = Map.copyOf(freshness);
        this.histories = Map.copyOf(histories);
        this.joins = joins;
        this.namespaces = joins.typed(KubeResource.NAMESPACES);
        this.nodes = joins.typed(KubeResource.NODES);
        this.pods = joins.typed(KubeResource.PODS);
        this.hpas = joins.typed(KubeResource.HORIZONTALPODAUTOSCALERS);
        this.services = joins.typed(KubeResource.SERVICES);
        this.pdbs = joins.typed(KubeResource.PODDISRUPTIONBUDGETS);
    }

    /** A view of the given facts; resources without an entry in {@code freshness} are absent. */
    public static IndexedView of(
            Instant at,
            Collection<? extends ObjectFacts> facts,
            Map<KubeResource, Freshness> freshness,
            Map<ObjectKey, ObjectHistory> histories) {
        return ofJoins(at, Joins.of(facts), freshness, histories);
    }

    /** As {@link #of}, of joins that are ready. */
    public static IndexedView ofJoins(
            Instant at, Joins joins, Map<KubeResource, Freshness> freshness, Map<ObjectKey, ObjectHistory> histories) {
        return new IndexedView(at, freshness, histories, joins);
    }

    /** The same facts at another instant, with their indexes. */
    public IndexedView at(Instant instant, Map<KubeResource, Freshness> newest) {
        return new IndexedView(instant, newest, histories, joins);
    }

    @Override
    public Instant at() {
        return at;
    }

    @Override
    public Freshness freshness(KubeResource resource) {
        return freshness.getOrDefault(resource, new Freshness(Freshness.State.ABSENT, at, null, "not watched"));
    }

    @Override
    public int count(KubeResource resource) {
        return joins.table(resource).size();
    }

    @Override
    public List<NodeFacts> nodes() {
        return nodes.all();
    }

    @Override
    public List<PodFacts> pods() {
        return pods.all();
    }

    @Override
    public List<PodFacts> unsettledPods() {
        return joins.unsettledPods();
    }

    @Override
    public List<PodFacts> claimingPods() {
        return joins.claimingPods();
    }

    @Override
    public List<PodFacts> podsIn(String namespace) {
        return pods.in(namespace);
    }

    @Override
    public List<WorkloadFacts> workloads() {
        return joins.workloads().all();
    }

    @Override
    public List<WorkloadFacts> unsettledWorkloads() {
        return joins.unsettledWorkloads();
    }

    @Override
    public List<WorkloadFacts> workloadsIn(String namespace) {
        return joins.workloads().in(namespace);
    }

    @Override
    public List<ReplicaSetFacts> looseReplicaSets() {
        return joins.looseReplicaSets();
    }

    @Override
    public List<ReplicaSetFacts> replicaSets() {
        return joins.<ReplicaSetFacts>typed(KubeResource.REPLICASETS).all();
    }

    @Override
    public List<HpaFacts> hpas() {
        return hpas.all();
    }

    @Override
    public List<ServiceFacts> services() {
        return services.all();
    }

    @Override
    public List<ServiceFacts> servicesIn(String namespace) {
        return services.in(namespace);
    }

    @Override
    public List<ServiceFacts> unservedServices() {
        return joins.unservedServices();
    }

    @Override
    public List<PdbFacts> pdbs() {
        return pdbs.all();
    }

    @Override
    public List<NamespaceFacts> namespaces() {
        return namespaces.all();
    }

    @Override
    public <T extends ObjectFacts> List<T> all(KubeResource resource, Class<T> type) {
        return joins.<T>typed(resource).all();
    }

    @Override
    public <T extends ObjectFacts> Optional<T> find(KubeResource resource, Class<T> type, ObjectKey key) {
        return joins.table(resource).find(key).filter(type::isInstance).map(type::cast);
    }

    @Override
    public Optional<NamespaceFacts> namespace(String name) {
        return namespaces.find(ObjectKey.of("Namespace", name));
    }

    @Override
    public Optional<NodeFacts> node(String name) {
        return nodes.find(ObjectKey.of("Node", name));
    }

    @Override
    public Optional<PodFacts> pod(ObjectKey key) {
        return pods.find(key);
    }

    @Override
    public Optional<WorkloadFacts> workload(ObjectKey key) {
        return joins.workloads().find(key);
    }

    @Override
    public Optional<ServiceFacts> service(String namespace, String name) {
        return services.find(new ObjectKey("Service", namespace, name));
    }

    @Override
    public List<PodFacts> podsOn(String nodeName) {
        return joins.podsOn(nodeName);
    }

    /** Many ask for all nodes: they are added up once. */
    @Override
    public Resources requestedOn(String nodeName) {
        Map<String, Resources> known = requested;
        if (known == null) {
            known = joins.requested();
            requested = known;
        }
        return known.getOrDefault(nodeName, Resources.NONE);
    }

    @Override
    public List<ReplicaSetFacts> newestReplicaSets() {
        return joins.newestReplicaSets();
    }

    @Override
    public List<PodFacts> podsOf(ObjectKey workload) {
        return joins.podsOf(workload);
    }

    @Override
    public ObjectKey ownerOf(PodFacts pod) {
        return joins.ownerOf(pod);
    }

    @Override
    public List<ReplicaSetFacts> replicaSetsOf(ObjectKey deployment) {
        return joins.replicaSetsOf(deployment);
    }

    @Override
    public List<PodFacts> podsBehind(ObjectKey service) {
        return services.find(service)
                .filter(s -> !s.selector().isEmpty())
                .map(s -> podsSelected(service.namespace(), s.selector()))
                .orElse(List.of());
    }

    @Override
    public List<ObjectKey> workloadsBehind(ObjectKey service) {
        Optional<ServiceFacts> held =
                services.find(service).filter(s -> !s.selector().isEmpty());
        if (held.isEmpty()) {
            return List.of();
        }
        var found = new TreeSet<ObjectKey>();
        podsBehind(service).stream()
                .map(this::ownerOf)
                .filter(k -> !k.kind().equals("Pod"))
                .forEach(found::add);
        joins.workloads().in(service.namespace()).stream()
                .filter(w -> held.get().selector().matches(w.podLabels()))
                .forEach(w -> found.add(w.key()));
        return List.copyOf(found);
    }

    @Override
    public List<ServiceFacts> servicesOf(ObjectKey workload) {
        var covered = new Coverage(workload);
        return services.in(workload.namespace()).stream()
                .filter(s -> !s.selector().isEmpty() && covered.by(s.selector()))
                .toList();
    }

    @Override
    public List<EndpointSliceFacts> slicesOf(ObjectKey service) {
        return joins.slicesOf(service);
    }

    @Override
    public List<HpaFacts> hpasOf(ObjectKey workload) {
        return hpas.in(workload.namespace()).stream()
                .filter(h -> h.target().equals(workload))
                .toList();
    }

    @Override
    public List<PdbFacts> pdbsOf(ObjectKey workload) {
        var covered = new Coverage(workload);
        return pdbs.in(workload.namespace()).stream()
                .filter(p -> covered.by(p.selector()))
                .toList();
    }

    @Override
    public List<KubeEventFacts> eventsAbout(ObjectKey key) {
        return joins.eventsAbout(key);
    }

    @Override
    public ObjectHistory history(ObjectKey key) {
        return histories.getOrDefault(key, ObjectHistory.NONE);
    }

    private List<PodFacts> podsSelected(String namespace, KubeSelector selector) {
        return pods.in(namespace).stream()
                .filter(pod -> selector.matches(pod.meta().labels()))
                .toList();
    }

    /** Which selectors take a workload's pods: those it has, or those its template would make. */
    private final class Coverage {

        private final ObjectKey workload;
        private final @Nullable WorkloadFacts held;
        private @Nullable List<PodFacts> pods;

        Coverage(ObjectKey workload) {
            this.workload = workload;
            this.held = workload(workload).orElse(null);
        }

        /** The pods of a settled workload have all labels of its template: they are asked for others only. */
        boolean by(KubeSelector selector) {
            if (held != null) {
                if (selector.matches(held.podLabels())) {
                    return true;
                }
                if (held.isSettled() && selector.isOfNames(held.podLabels().keySet())) {
                    return false;
                }
            }
            List<PodFacts> known = pods;
            if (known == null) {
                known = podsOf(workload);
                pods = known;
            }
            for (PodFacts pod : known) {
                if (selector.matches(pod.meta().labels())) {
                    return true;
                }
            }
            return false;
        }
    }
}
