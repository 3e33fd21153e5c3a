package dev.strata.exporter.health;

import dev.strata.catalog.RecordedSeries;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.ServiceFacts;
import dev.strata.exporter.health.HealthSnapshot.HpaState;
import dev.strata.exporter.health.HealthSnapshot.ResourceState;
import dev.strata.exporter.health.HealthSnapshot.ServiceJoin;
import dev.strata.exporter.health.HealthSnapshot.SloState;
import dev.strata.exporter.health.HealthSnapshot.SloState.Burn;
import dev.strata.exporter.measurement.Slo;
import dev.strata.exporter.measurement.Slos;
import dev.strata.exporter.signal.CallGraph;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What stands beside the findings in a snapshot: autoscalers, joins, SLO figures. All lists are in key order. */
final class Surroundings {

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
}
