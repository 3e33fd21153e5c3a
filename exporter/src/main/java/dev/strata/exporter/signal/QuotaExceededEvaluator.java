package dev.strata.exporter.signal;

import dev.strata.catalog.PlatformSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.QuotaFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A quota for which the API server refuses pods that workloads want. */
final class QuotaExceededEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PlatformSignals.QUOTA_EXCEEDED;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.ownedPodsAnd(KubeResource.EVENTS, KubeResource.RESOURCEQUOTAS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        Map<ObjectKey, List<ObjectKey>> blocked = new HashMap<>();
        for (WorkloadFacts workload : input.cluster().unsettledWorkloads()) {
            if (workload.replicas().desired() > 0) {
                Refusals.of(workload, input)
                        .flatMap(refusal -> refusal.quota(workload.key().namespace()))
                        .ifPresent(quota -> blocked.computeIfAbsent(quota, key -> new ArrayList<>())
                                .add(workload.key()));
            }
        }
        var sheet = new Sheet(SIGNAL);
        for (QuotaFacts quota : input.cluster().all(KubeResource.RESOURCEQUOTAS, QuotaFacts.class)) {
            List<ObjectKey> workloads = blocked.getOrDefault(quota.key(), List.of());
            if (workloads.isEmpty()) {
                sheet.healthy();
            } else {
                boolean hurts = workloads.stream().anyMatch(w -> Availability.isBelowBudget(input.cluster(), w));
                sheet.add(Draft.bad(SIGNAL, quota.key(), hurts ? Severity.CRITICAL : Severity.WARNING)
                        .reason("pods_refused")
                        .evidence("blocked_workloads", workloads.size())
                        .affects(workloads));
            }
        }
        return sheet.done();
    }
}
