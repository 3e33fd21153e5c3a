package dev.strata.exporter.health;

import dev.strata.catalog.RecordedSeries;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.ReplicaSetFacts;
import dev.strata.exporter.cluster.ServiceFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import dev.strata.exporter.health.HealthSnapshot.Change;
import dev.strata.exporter.health.HealthSnapshot.HpaState;
import dev.strata.exporter.health.HealthSnapshot.ResourceState;
import dev.strata.exporter.health.HealthSnapshot.ServiceJoin;
import dev.strata.exporter.health.HealthSnapshot.SloState;
import dev.strata.exporter.health.HealthSnapshot.SloState.Burn;
import dev.strata.exporter.measurement.Slo;
import dev.strata.exporter.measurement.Slos;
import dev.strata.exporter.signal.CallGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What stands beside the findings in a snapshot: autoscalers, joins, SLO figures, changes. All lists are in key order. */
final class Surroundings {

    private static final Duration LATELY = Duration.ofHours(1);

    private static final Comparator<ServiceJoin> BY_SERVICE =
            Comparator.comparing(ServiceJoin::service).thenComparing(ServiceJoin::workload);

    private Surroundings() {}

    static List<ResourceState> resources(ClusterView cluster) {
        return Arrays.stream(KubeResource.values())
                .map(r -> new ResourceState(r, cluster.count(r), cluster.freshness(r)))
                .toList();
    }

    static List<HpaState> hpas(ClusterView cluster) {
        return cluster.hpas().stream()
                .filter(hpa -> hpa.maxReplicas() > 0)
                .map(hpa -> new HpaState(hpa.key(), hpa.target(), (double) hpa.currentReplicas() / hpa.maxReplicas()))
                .toList();
    }

    /** Of Services with an SLO, and of those in front of an autoscaled workload. */
    static List<ServiceJoin> services(ClusterView cluster, Slos slos) {
        var joins = new TreeSet<>(BY_SERVICE);
        for (Slo slo : slos.all()) {
            var service = new ObjectKey(
                    "Service", slo.declared().namespace(), slo.declared().service());
            cluster.workloadsBehind(service).forEach(workload -> joins.add(new ServiceJoin(service, workload)));
        }
        for (HpaFacts hpa : cluster.hpas()) {
            for (ServiceFacts service : cluster.servicesOf(hpa.target())) {
                joins.add(new ServiceJoin(service.key(), hpa.target()));
            }
        }
        return List.copyOf(joins);
    }

    /** Services with an objective and all that they call, the workloads behind them, and those that objectives name. */
    static Set<ObjectKey> promised(ClusterView cluster, Slos slos, CallGraph calls) {
        var promised = new TreeSet<ObjectKey>();
        var open = new ArrayDeque<ObjectKey>();
        for (Slo slo : slos.all()) {
            open.add(new ObjectKey(
                    "Service", slo.declared().namespace(), slo.declared().service()));
            slo.dependsOn().forEach(d -> promised.add(new ObjectKey(d.kind(), d.namespace(), d.workload())));
        }
        while (!open.isEmpty()) {
            ObjectKey service = open.remove();
            if (promised.add(service)) {
                promised.addAll(cluster.workloadsBehind(service));
                open.addAll(calls.callees(service));
            }
        }
        return promised;
    }

    static List<SloState> slos(Slos slos) {
        return slos.all().stream()
                .map(slo -> new SloState(
                        slo.name(),
                        slo.declared().layer(),
                        slo.declared().namespace(),
                        slo.declared().service(),
                        burns(slo),
                        slo.budgetRemaining()))
                .toList();
    }

    private static List<Burn> burns(Slo slo) {
        return RecordedSeries.WINDOWS.stream()
                .flatMap(window -> slo.burn(window).stream().mapToObj(burn -> new Burn(window, burn)))
                .toList();
    }

    /** Of the last hour. A first revision is a beginning and no change. */
    static List<Change> changes(ClusterView cluster, Instant now) {
        Instant from = now.minus(LATELY);
        var changes = new ArrayList<Change>();
        for (ReplicaSetFacts newest : cluster.newestReplicaSets()) {
            ObjectKey owner = newest.meta().controller();
            boolean lately = newest.meta().created().isAfter(from);
            if (lately
                    && owner != null
                    && owner.kind().equals("Deployment")
                    && cluster.workload(owner).isPresent()) {
                newestRevision(newest, owner, from, changes);
            }
        }
        for (WorkloadFacts workload : cluster.workloads()) {
            if (workload.resource() != KubeResource.DEPLOYMENTS) {
                newest(cluster.history(workload.key()).specChanges(), workload.key(), "rollout", from, changes);
            }
        }
        for (HpaFacts hpa : cluster.hpas()) {
            newest(cluster.history(hpa.key()).specChanges(), hpa.key(), "hpa_edit", from, changes);
        }
        for (NodeFacts node : cluster.nodes()) {
            newest(List.of(node.meta().created()), node.key(), "node_join", from, changes);
        }
        changes.sort(Comparator.comparing(Change::object).thenComparing(Change::change));
        return changes;
    }

    private static void newestRevision(
            ReplicaSetFacts newest, ObjectKey deployment, Instant from, List<Change> changes) {
        boolean first = newest.revision().isEmpty() || newest.revision().equals("1");
        if (!first) {
            newest(List.of(newest.meta().created()), deployment, "rollout", from, changes);
        }
    }

    private static void newest(
            List<Instant> times, ObjectKey object, String change, Instant from, List<Change> changes) {
        Instant last = from;
        for (Instant time : times) {
            last = time.isAfter(last) ? time : last;
        }
        if (last.isAfter(from)) {
            changes.add(new Change(object, change, last));
        }
    }
}
