package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.TemplateFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A workload whose pods took nearly all the time to become ready that their probes give them: the next one, on a busier
 * node, will be killed at its start.
 */
final class SlowStartEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.SLOW_START;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.OWNED_PODS;
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        ClusterView cluster = input.cluster();
        double share = input.limit(SIGNAL, "budget_ratio");
        double least = leastBudget(cluster) * share;
        Map<ObjectKey, Integer> slowest = new HashMap<>();
        for (PodFacts pod : cluster.pods()) {
            if (pod.startSeconds() >= least) {
                slowest.merge(cluster.ownerOf(pod), pod.startSeconds(), Math::max);
            }
        }
        var sheet = new Sheet(SIGNAL);
        int bad = 0;
        for (Map.Entry<ObjectKey, Integer> slow : slowest.entrySet()) {
            int budget = cluster.workload(slow.getKey())
                    .map(SlowStartEvaluator::budget)
                    .orElse(0);
            if (budget > 0 && slow.getValue() >= share * budget) {
                bad++;
                sheet.add(Draft.bad(SIGNAL, slow.getKey(), Severity.WARNING)
                        .reason("near_start_budget")
                        .evidence("start_seconds", slow.getValue())
                        .evidence("budget_seconds", budget));
            }
        }
        sheet.healthy(cluster.workloads().size() - bad);
        return sheet.done();
    }

    /** The shortest time that any workload's probes give; no pod that starts within its share of it is of interest. */
    private static double leastBudget(ClusterView cluster) {
        double least = Double.POSITIVE_INFINITY;
        for (WorkloadFacts workload : cluster.workloads()) {
            int budget = budget(workload);
            least = budget > 0 ? Math.min(least, budget) : least;
        }
        return least;
    }

    /** Seconds that its probes give a pod to become ready, 0 where none do. */
    private static int budget(WorkloadFacts workload) {
        int least = 0;
        for (TemplateFacts.Container container : workload.template().containers()) {
            int seconds = container.probes().startSeconds();
            least = seconds > 0 && (least == 0 || seconds < least) ? seconds : least;
        }
        return least;
    }
}
