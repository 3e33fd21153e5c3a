package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.TemplateFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
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
        var sheet = new Sheet(SIGNAL);
        for (WorkloadFacts workload : input.cluster().workloads()) {
            int budget = workload.template().containers().stream()
                    .map(TemplateFacts.Container::probes)
                    .mapToInt(TemplateFacts.Probes::startSeconds)
                    .filter(seconds -> seconds > 0)
                    .min()
                    .orElse(0);
            int slowest = 0;
            if (budget > 0) {
                for (PodFacts pod : input.cluster().podsOf(workload.key())) {
                    slowest = Math.max(slowest, pod.startSeconds());
                }
            }
            if (budget == 0 || slowest < SIGNAL.limit("budget_ratio") * budget) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, workload.key(), Severity.WARNING)
                        .reason("near_start_budget")
                        .evidence("start_seconds", slowest)
                        .evidence("budget_seconds", budget));
            }
        }
        return sheet.done();
    }
}
