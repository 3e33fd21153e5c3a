package dev.strata.exporter.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All facts at one instant, with the joins between them. Does not change while held; lists are in key order. */
public interface ClusterView {

    /** The instant that the view shows. */
    Instant at();

    Freshness freshness(KubeResource resource);

    /** Objects held of a resource. */
    int count(KubeResource resource);

    List<NodeFacts> nodes();

    List<PodFacts> pods();

    /** Those that are not settled: the only ones that something can be wrong with by themselves. */
    List<PodFacts> unsettledPods();

    /** Those that use claims. */
    List<PodFacts> claimingPods();

    /** Of one namespace. */
    List<PodFacts> podsIn(String namespace);

    /** Deployments, StatefulSets and DaemonSets, and what else owns ReplicaSets or pods and can be scaled. */
    List<WorkloadFacts> workloads();

    /** Those that are not settled. */
    List<WorkloadFacts> unsettledWorkloads();

    /** Of one namespace. */
    List<WorkloadFacts> workloadsIn(String namespace);

    List<ReplicaSetFacts> replicaSets();

    /** Those that no Deployment controls. */
    List<ReplicaSetFacts> looseReplicaSets();

    List<HpaFacts> hpas();

    List<ServiceFacts> services();

    /** Of one namespace. */
    List<ServiceFacts> servicesIn(String namespace);

    /** Those that no endpoint takes traffic for. */
    List<ServiceFacts> unservedServices();

    List<PdbFacts> pdbs();

    List<NamespaceFacts> namespaces();

    /** Facts of a resource that nothing is joined with, as the type that it has. */
    <T extends ObjectFacts> List<T> all(KubeResource resource, Class<T> type);

    /** The object as the type that its resource has. */
    <T extends ObjectFacts> Optional<T> find(KubeResource resource, Class<T> type, ObjectKey key);

    /** Empty where namespaces are not held. */
    default Optional<NamespaceFacts> namespace(String name) {
        return Optional.empty();
    }

    Optional<NodeFacts> node(String name);

    Optional<PodFacts> pod(ObjectKey key);

    Optional<WorkloadFacts> workload(ObjectKey key);

    Optional<ServiceFacts> service(String namespace, String name);

    List<PodFacts> podsOn(String nodeName);

    /** What the pods on a node that have not come to their end request together, with their number. */
    default Resources requestedOn(String nodeName) {
        return Resources.ofPods(podsOn(nodeName));
    }

    /** Of each controller of ReplicaSets the newest one of these. */
    default List<ReplicaSetFacts> newestReplicaSets() {
        return workloads().stream()
                .map(workload -> replicaSetsOf(workload.key()))
                .filter(sets -> !sets.isEmpty())
                .map(sets -> sets.get(sets.size() - 1))
                .toList();
    }

    /** Pods whose topmost controller is the given workload (through ReplicaSets). */
    List<PodFacts> podsOf(ObjectKey workload);

    /** The topmost controller of a pod as far as it is held; the pod itself when nothing owns it. */
    ObjectKey ownerOf(PodFacts pod);

    /** ReplicaSets of a Deployment, newest last. */
    List<ReplicaSetFacts> replicaSetsOf(ObjectKey deployment);

    /** Pods that the Service selects; none for a Service without a selector. */
    List<PodFacts> podsBehind(ObjectKey service);

    /** Workloads that own the pods behind the Service, or whose template it would select. */
    List<ObjectKey> workloadsBehind(ObjectKey service);

    /** Services that select pods of the workload. */
    List<ServiceFacts> servicesOf(ObjectKey workload);

    List<EndpointSliceFacts> slicesOf(ObjectKey service);

    List<HpaFacts> hpasOf(ObjectKey workload);

    List<PdbFacts> pdbsOf(ObjectKey workload);

    /** Newest last. */
    List<KubeEventFacts> eventsAbout(ObjectKey key);

    /** {@link ObjectHistory#NONE} where nothing was seen. */
    ObjectHistory history(ObjectKey key);
}
