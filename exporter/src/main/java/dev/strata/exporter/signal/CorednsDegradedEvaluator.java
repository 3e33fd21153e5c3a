package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Cluster DNS with fewer than half of its endpoints. A cluster whose DNS runs elsewhere has no subject here. */
final class CorednsDegradedEvaluator implements SignalEvaluator {

    /** Where DNS is. */
    static final String NAMESPACE = "kube-system";

    private static final Signal SIGNAL = Signals.COREDNS_DEGRADED;
    private static final double ENOUGH = 0.5;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(
                KubeResource.DEPLOYMENTS,
                KubeResource.REPLICASETS,
                KubeResource.PODS,
                KubeResource.SERVICES,
                KubeResource.ENDPOINTSLICES);
    }

    @Override
    public Set<MeasurementQuery> queries() {
        return Set.of();
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        ClusterView cluster = input.cluster();
        var sheet = new Sheet(SIGNAL);
        for (WorkloadFacts workload : cluster.workloadsIn(NAMESPACE)) {
            if (!isDns(workload)) {
                continue;
            }
            int desired = workload.replicas().desired();
            if (desired == 0) {
                sheet.add(Draft.suspended(SIGNAL, workload.key(), "scaled_to_zero"));
                continue;
            }
            int ready = ready(cluster, workload);
            if (ready >= ENOUGH * desired) {
                sheet.healthy();
            } else {
                sheet.add(bad(SIGNAL, Severity.WARNING, cluster, workload, ready));
            }
        }
        return sheet.done();
    }

    /** Endpoints of its Service that answer; its ready replicas where no Service selects it. */
    static int ready(ClusterView cluster, WorkloadFacts workload) {
        return cluster.servicesOf(workload.key()).stream()
                .mapToInt(service -> Endpoints.ready(cluster, service.key()))
                .max()
                .orElse(workload.replicas().ready());
    }

    static boolean isDns(WorkloadFacts workload) {
        return workload.resource() == KubeResource.DEPLOYMENTS
                && (workload.meta().label("k8s-app").orElse("").equals("kube-dns")
                        || workload.key().name().equals("coredns"));
    }

    static Draft bad(Signal signal, Severity severity, ClusterView cluster, WorkloadFacts workload, int ready) {
        List<PodFacts> notServing = PodTrouble.notServing(cluster.podsOf(workload.key()));
        Instant since = PodTrouble.since(notServing);
        List<String> troubles = PodTrouble.histogram(cluster, notServing);
        return Draft.bad(signal, workload.key(), severity)
                .since(since)
                .reasons(troubles.isEmpty() ? List.of("no_pods") : troubles)
                .evidence("ready_endpoints", ready)
                .evidence("desired_replicas", workload.replicas().desired())
                .affects(notServing.stream().map(ObjectFacts::key).toList())
                .affects(cluster.servicesOf(workload.key()).stream()
                        .map(ObjectFacts::key)
                        .toList());
    }
}
