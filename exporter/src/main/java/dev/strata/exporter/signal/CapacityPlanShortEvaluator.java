package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.Resources;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replicas that an autoscaler may still ask for and that would find no room on the nodes as they are. An outlook, no
 * fault: where nodes are added on demand it is to be expected.
 */
final class CapacityPlanShortEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.CAPACITY_PLAN_SHORT;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.ownedPodsAnd(KubeResource.NODES, KubeResource.HORIZONTALPODAUTOSCALERS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        ClusterView cluster = input.cluster();
        List<Resources> free = NodeRoom.free(cluster);
        Map<Resources, Long> room = new HashMap<>();
        var sheet = new Sheet(SIGNAL);
        for (HpaFacts hpa : cluster.hpas()) {
            Optional<WorkloadFacts> target = cluster.workload(hpa.target());
            if (target.isEmpty() || hpa.maxReplicas() <= hpa.currentReplicas()) {
                sheet.healthy();
                continue;
            }
            long wanted = (long) hpa.maxReplicas() - hpa.currentReplicas();
            long fits = room.computeIfAbsent(target.get().podRequests(), pod -> NodeRoom.fits(free, pod));
            if (fits >= wanted) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, hpa.key(), Severity.INFORMATION)
                        .reason("peak_does_not_fit")
                        .evidence("max_replicas", hpa.maxReplicas())
                        .evidence("current_replicas", hpa.currentReplicas())
                        .evidence("more_that_fit", (double) fits)
                        .affects(hpa.target()));
            }
        }
        return sheet.done();
    }
}
