package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectHistory;
import dev.strata.exporter.cluster.ObjectHistory.ReplicaSample;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.ServiceFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A Service whose ready replicas change again and again while nobody changes how many there shall be: neither a release nor
 * an autoscaler is at work.
 */
final class EndpointsFlappingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.ENDPOINTS_FLAPPING;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.ownedPodsAnd(KubeResource.SERVICES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        Instant from = input.now().minus(WINDOW);
        var sheet = new Sheet(SIGNAL);
        Map<ObjectKey, Draft> bad = new TreeMap<>();
        for (WorkloadFacts workload : input.cluster().workloads()) {
            ObjectHistory history = input.cluster().history(workload.key());
            if (history.specChanges().stream().anyMatch(edit -> from.isBefore(edit.at()))) {
                continue;
            }
            int changes = changes(history, from);
            if (changes <= input.limit(SIGNAL, "changes")) {
                continue;
            }
            for (ServiceFacts service : input.cluster().servicesOf(workload.key())) {
                bad.computeIfAbsent(
                                service.key(),
                                key -> Draft.bad(SIGNAL, key, Severity.WARNING)
                                        .reason("ready_changes")
                                        .evidence("changes", changes)
                                        .evidence(
                                                "ready_replicas",
                                                workload.replicas().ready()))
                        .affects(workload.key());
            }
        }
        bad.values().forEach(sheet::add);
        sheet.healthy(input.cluster().services().size() - bad.size());
        return sheet.done();
    }

    private static int changes(ObjectHistory history, Instant from) {
        int changes = 0;
        ReplicaSample last = null;
        for (ReplicaSample sample : history.replicas()) {
            if (last != null
                    && sample.at().isAfter(from)
                    && sample.desired() == last.desired()
                    && sample.ready() != last.ready()) {
                changes++;
            }
            last = sample;
        }
        return changes;
    }
}
