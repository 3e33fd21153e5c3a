package dev.strata.exporter.signal;

import dev.strata.catalog.PlatformSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.util.Set;

/** Cluster DNS without a single ready endpoint. A cluster whose DNS runs elsewhere has no subject here. */
final class CorednsDownEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PlatformSignals.COREDNS_DOWN;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.ownedPodsAnd(KubeResource.SERVICES, KubeResource.ENDPOINTSLICES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        ClusterView cluster = input.cluster();
        var sheet = new Sheet(SIGNAL);
        for (WorkloadFacts workload : cluster.workloadsIn(CorednsDegradedEvaluator.NAMESPACE)) {
            if (!CorednsDegradedEvaluator.isDns(workload)) {
                continue;
            }
            if (workload.replicas().desired() == 0) {
                sheet.add(Draft.suspended(SIGNAL, workload.key(), "scaled_to_zero"));
            } else if (CorednsDegradedEvaluator.ready(cluster, workload) > 0) {
                sheet.healthy();
            } else {
                sheet.add(CorednsDegradedEvaluator.bad(SIGNAL, Severity.CRITICAL, cluster, workload, 0));
            }
        }
        return sheet.done();
    }
}
