package dev.strata.exporter.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A view over tables of facts. Lookups search the tables; joins that need more are indexed when they are first asked
 * for. Safe for any number of readers.
 */
public final class IndexedView implements ClusterView {

    private static final Comparator<ReplicaSetFacts> BY_AGE = Comparator.comparingLong(IndexedView::revision)
            .thenComparing(rs -> rs.meta().created())
            .thenComparing(ReplicaSetFacts::key);

    private static final Comparator<KubeEventFacts> BY_TIME =
            Comparator.comparing(KubeEventFacts::last).thenComparing(KubeEventFacts::key);

    private final Instant at;
    private final Map<KubeResource, Freshness> freshness;
    private final Map<ObjectKey, ObjectHistory> histories;
    private final Joins joins;

    private IndexedView(
            Instant at, Map<KubeResource, Freshness> freshness, Map<ObjectKey, ObjectHistory> histories, Joins joins) {
        this.at = at;
        this.freshness = Map.copyOf(freshness);
        this.histories = Map.copyOf(histories);
        this.joins = joins;
    }

    /** A view of the given facts; resources without an entry in {@code freshness} are absent. */
    public static IndexedView of(
            Instant at,
            Collection<? extends ObjectFacts> facts,
            Map<KubeResource, Freshness> freshness,
            Map<ObjectKey, ObjectHistory> histories) {
        var byResource = new EnumMap<KubeResource, List<ObjectFacts>>(KubeResource.class);
        facts.forEach(f ->
                byResource.computeIfAbsent(f.resource(), r -> new ArrayList<>()).add(f));
        var tables = new EnumMap<KubeResource, FactTable<ObjectFacts>>(KubeResource.class);
        byResource.forEach((resource, held) -> tables.put(resource, FactTable.of(held)));
        return ofTables(at, tables, freshness, histories);
    }

    /** As {@link #of}, of tables that are ready; each holds the type of facts that its resource has. */
    public static IndexedView ofTables(
            Instant at,
            Map<KubeResource, FactTable<ObjectFacts>> tables,
            Map<KubeResource, Freshness> freshness,
            Map<ObjectKey, ObjectHistory> histories) {
        return new IndexedView(at, freshness, histories, new Joins(tables));
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
        return joins.nodes.all();
    }

    @Override
    public List<PodFacts> pods() {
        return joins.pods.all();
    }

    @Override
    public List<WorkloadFacts> workloads() {
        return joins.workloads.get().all();
    }

    @Override
    public List<ReplicaSetFacts> replicaSets() {
        return joins.replicaSets.all();
    }

    @Override
    public List<HpaFacts> hpas() {
        return joins.hpas.all();
    }

    @Override
    public List<ServiceFacts> services() {
        return joins.services.all();
    }

    @Override
    public List<PdbFacts> pdbs() {
        return joins.pdbs.all();
    }

    @Override
    public Optional<NamespaceFacts> namespace(String name) {
        return joins.namespaces.find(ObjectKey.of("Namespace", name));
    }

    @Override
    public Optional<NodeFacts> node(String name) {
        return joins.nodes.find(ObjectKey.of("Node", name));
    }

    @Override
    public Optional<PodFacts> pod(ObjectKey key) {
        return joins.pods.find(key);
    }

    @Override
    public Optional<WorkloadFacts> workload(ObjectKey key) {
        return joins.workloads.get().find(key);
    }

    @Override
    public Optional<ServiceFacts> service(String namespace, String name) {
        return joins.services.find(new ObjectKey("Service", namespace, name));
    }

    @Override
    public List<PodFacts> podsOn(String nodeName) {
        return group(joins.podsByNode, nodeName);
    }

    @Override
    public List<PodFacts> podsOf(ObjectKey workload) {
        return group(joins.podsByOwner, workload);
    }

    @Override
    public ObjectKey ownerOf(PodFacts pod) {
        return joins.ownerOf(pod);
    }

    @Override
    public List<ReplicaSetFacts> replicaSetsOf(ObjectKey deployment) {
        return group(joins.replicaSetsByOwner, deployment);
    }

    @Override
    public List<PodFacts> podsBehind(ObjectKey service) {
        return joins.services
                .find(service)
                .filter(s -> !s.selector().isEmpty())
                .map(s -> joins.podsSelected(service.namespace(), s.selector()))
                .orElse(List.of());
    }

    @Override
    public List<ObjectKey> workloadsBehind(ObjectKey service) {
        Optional<ServiceFacts> held =
                joins.services.find(service).filter(s -> !s.selector().isEmpty());
        if (held.isEmpty()) {
            return List.of();
        }
        var found = new TreeSet<ObjectKey>();
        podsBehind(service).stream()
                .map(this::ownerOf)
                .filter(k -> !k.kind().equals("Pod"))
                .forEach(found::add);
        joins.workloads.get().in(service.namespace()).stream()
                .filter(w -> held.get().selector().matches(w.podLabels()))
                .forEach(w -> found.add(w.key()));
        return List.copyOf(found);
    }

    @Override
    public List<ServiceFacts> servicesOf(ObjectKey workload) {
        return joins.services.in(workload.namespace()).stream()
                .filter(s -> !s.selector().isEmpty() && covers(s.selector(), workload))
                .toList();
    }

    @Override
    public List<EndpointSliceFacts> slicesOf(ObjectKey service) {
        return group(joins.slicesByService, service);
    }

    @Override
    public List<HpaFacts> hpasOf(ObjectKey workload) {
        return joins.hpas.in(workload.namespace()).stream()
                .filter(h -> h.target().equals(workload))
                .toList();
    }

    @Override
    public List<PdbFacts> pdbsOf(ObjectKey workload) {
        return joins.pdbs.in(workload.namespace()).stream()
                .filter(p -> covers(p.selector(), workload))
                .toList();
    }

    @Override
    public List<KubeEventFacts> eventsAbout(ObjectKey key) {
        return group(joins.eventsByObject, key);
    }

    @Override
    public ObjectHistory history(ObjectKey key) {
        return histories.getOrDefault(key, ObjectHistory.NONE);
    }

    private static <K, T> List<T> group(Lazy<Map<K, List<T>>> index, K key) {
        return Collections.unmodifiableList(index.get().getOrDefault(key, List.of()));
    }

    /** Whether the selector takes the workload's pods: those it has, or those its template would make. */
    private boolean covers(KubeSelector selector, ObjectKey workload) {
        return workload(workload).filter(w -> selector.matches(w.podLabels())).isPresent()
                || podsOf(workload).stream()
                        .anyMatch(pod -> selector.matches(pod.meta().labels()));
    }

    private static long revision(ReplicaSetFacts replicaSet) {
        String text = replicaSet.revision();
        boolean number = !text.isEmpty() && text.length() < 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(text) : 0;
    }

    /** The tables and what is derived from them alone; shared by views that differ in their instant only. */
    private static final class Joins {

        private final Map<KubeResource, FactTable<ObjectFacts>> tables;
        private final FactTable<NamespaceFacts> namespaces;
        private final FactTable<NodeFacts> nodes;
        private final FactTable<PodFacts> pods;
        private final FactTable<ReplicaSetFacts> replicaSets;
        private final FactTable<HpaFacts> hpas;
        private final FactTable<ServiceFacts> services;
        private final FactTable<PdbFacts> pdbs;
        private final Lazy<FactTable<WorkloadFacts>> workloads = new Lazy<>(this::mergeWorkloads);
        private final Lazy<Map<String, List<PodFacts>>> podsByNode = new Lazy<>(this::placePods);
        private final Lazy<Map<ObjectKey, List<PodFacts>>> podsByOwner = new Lazy<>(this::ownPods);
        private final Lazy<Map<ObjectKey, List<ReplicaSetFacts>>> replicaSetsByOwner = new Lazy<>(this::ownReplicaSets);
        private final Lazy<Map<ObjectKey, List<EndpointSliceFacts>>> slicesByService = new Lazy<>(this::joinSlices);
        private final Lazy<Map<ObjectKey, List<KubeEventFacts>>> eventsByObject = new Lazy<>(this::joinEvents);

        Joins(Map<KubeResource, FactTable<ObjectFacts>> tables) {
            this.tables = Collections.unmodifiableMap(new HashMap<>(tables));
            this.namespaces = typed(KubeResource.NAMESPACES);
            this.nodes = typed(KubeResource.NODES);
            this.pods = typed(KubeResource.PODS);
            this.replicaSets = typed(KubeResource.REPLICASETS);
            this.hpas = typed(KubeResource.HORIZONTALPODAUTOSCALERS);
            this.services = typed(KubeResource.SERVICES);
            this.pdbs = typed(KubeResource.PODDISRUPTIONBUDGETS);
        }

        FactTable<ObjectFacts> table(KubeResource resource) {
            return tables.getOrDefault(resource, FactTable.empty());
        }

        @SuppressWarnings("unchecked") // each resource has one type of facts
        private <T extends ObjectFacts> FactTable<T> typed(KubeResource resource) {
            return (FactTable<T>) table(resource);
        }

        ObjectKey ownerOf(PodFacts pod) {
            ObjectKey controller = pod.meta().controller();
            if (controller == null) {
                return pod.key();
            }
            return replicaSets
                    .find(controller)
                    .map(rs -> rs.meta().controller())
                    .orElse(controller);
        }

        List<PodFacts> podsSelected(String namespace, KubeSelector selector) {
            return pods.in(namespace).stream()
                    .filter(pod -> selector.matches(pod.meta().labels()))
                    .toList();
        }

        private FactTable<WorkloadFacts> mergeWorkloads() {
            return FactTable.of(Stream.of(KubeResource.DEPLOYMENTS, KubeResource.STATEFULSETS, KubeResource.DAEMONSETS)
                    .flatMap(r -> this.<WorkloadFacts>typed(r).all().stream())
                    .toList());
        }

        private Map<String, List<PodFacts>> placePods() {
            Map<String, List<PodFacts>> byNode = grouped(pods, PodFacts::nodeName);
            byNode.remove("");
            return byNode;
        }

        private Map<ObjectKey, List<PodFacts>> ownPods() {
            return grouped(pods, this::ownerOf);
        }

        private Map<ObjectKey, List<ReplicaSetFacts>> ownReplicaSets() {
            Map<ObjectKey, List<ReplicaSetFacts>> byOwner = grouped(
                    replicaSets,
                    rs -> Optional.ofNullable(rs.meta().controller()).orElse(rs.key()));
            byOwner.values().forEach(list -> list.sort(BY_AGE));
            return byOwner;
        }

        private Map<ObjectKey, List<EndpointSliceFacts>> joinSlices() {
            return grouped(
                    this.<EndpointSliceFacts>typed(KubeResource.ENDPOINTSLICES),
                    slice -> new ObjectKey("Service", slice.key().namespace(), slice.service()));
        }

        private Map<ObjectKey, List<KubeEventFacts>> joinEvents() {
            Map<ObjectKey, List<KubeEventFacts>> byObject =
                    grouped(this.<KubeEventFacts>typed(KubeResource.EVENTS), KubeEventFacts::regarding);
            byObject.values().forEach(list -> list.sort(BY_TIME));
            return byObject;
        }

        /** Keeps key order within a group. */
        private static <K, T extends ObjectFacts> Map<K, List<T>> grouped(FactTable<T> table, Function<T, K> key) {
            var groups = new HashMap<K, List<T>>();
            table.all()
                    .forEach(f -> groups.computeIfAbsent(key.apply(f), k -> new ArrayList<>())
                            .add(f));
            return groups;
        }
    }
}
