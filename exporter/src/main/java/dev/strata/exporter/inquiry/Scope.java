package dev.strata.exporter.inquiry;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.ServiceFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.HealthSnapshot.Change;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The part of the cluster that is asked about: all of it, a namespace, or a workload with what belongs to it.
 *
 * @param namespace empty for all
 * @param workload as it was asked for, empty for all
 * @param objects of the workload: itself, its pods, Services and autoscalers; empty without one
 */
public record Scope(String namespace, String workload, Set<ObjectKey> objects) {

    public static final Scope ALL = new Scope("", "", Set.of());

    public Scope {
        objects = Set.copyOf(objects);
    }

    /**
     * The scope of a question.
     *
     * @param workload {@code name} or {@code kind/name}, empty for all
     * @throws IllegalArgumentException if there is no such thing in what can be seen, so that a slip of the pen is never
     *     answered with "nothing is wrong"
     */
    public static Scope of(ClusterView cluster, String namespace, String workload) {
        if (!namespace.isEmpty() && !holds(cluster, namespace)) {
            throw new IllegalArgumentException("namespace '" + namespace + "' is not in what can be seen");
        }
        if (workload.isEmpty()) {
            return new Scope(namespace, "", Set.of());
        }
        List<ObjectKey> found = named(cluster, namespace, workload);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("workload '" + workload + "' is not in what can be seen"
                    + (namespace.isEmpty() ? "" : " of namespace '" + namespace + "'"));
        }
        var objects = new HashSet<>(found);
        for (ObjectKey key : found) {
            cluster.podsOf(key).stream().map(PodFacts::key).forEach(objects::add);
            cluster.servicesOf(key).stream().map(ServiceFacts::key).forEach(objects::add);
            cluster.hpasOf(key).stream().map(HpaFacts::key).forEach(objects::add);
        }
        return new Scope(namespace, workload, objects);
    }

    private static boolean holds(ClusterView cluster, String namespace) {
        return cluster.namespace(namespace).isPresent()
                || !cluster.freshness(KubeResource.NAMESPACES).isFresh()
                || Stream.of(cluster.pods(), cluster.workloads(), cluster.services())
                        .flatMap(List::stream)
                        .anyMatch(facts -> facts.key().namespace().equals(namespace));
    }

    private static List<ObjectKey> named(ClusterView cluster, String namespace, String workload) {
        int slash = workload.indexOf('/');
        String kind = slash < 0 ? "" : workload.substring(0, slash).toLowerCase(Locale.ROOT);
        String name = workload.substring(slash + 1);
        return cluster.workloads().stream()
                .map(WorkloadFacts::key)
                .filter(key -> key.name().equals(name))
                .filter(key -> namespace.isEmpty() || key.namespace().equals(namespace))
                .filter(key ->
                        kind.isEmpty() || key.kind().toLowerCase(Locale.ROOT).startsWith(kind))
                .toList();
    }

    /** Whether nothing is left out. */
    public boolean isAll() {
        return namespace.isEmpty() && objects.isEmpty();
    }

    /** Whether the finding is about something of the scope, or strikes it. */
    public boolean covers(Finding finding, HealthSnapshot snapshot) {
        return isAll()
                || covers(finding.id().subject())
                || finding.affected().stream().anyMatch(this::covers)
                || isObjective(finding, snapshot);
    }

    /** Whether the change is to an object of the scope, or for a workload of it. */
    public boolean covers(Change change) {
        return covers(change.object()) || change.reaches().stream().anyMatch(this::covers);
    }

    /** Whether the object is of the scope. */
    public boolean covers(ObjectKey key) {
        return isAll() || (objects.isEmpty() ? key.namespace().equals(namespace) : objects.contains(key));
    }

    /** An objective belongs to the Service that it is about. */
    private boolean isObjective(Finding finding, HealthSnapshot snapshot) {
        return finding.id().subject().kind().equals("Slo")
                && snapshot.slos().stream()
                        .filter(slo -> slo.slo().equals(finding.id().subject().name()))
                        .anyMatch(slo -> covers(new ObjectKey("Service", slo.namespace(), slo.service())));
    }
}
