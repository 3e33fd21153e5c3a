package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.measurement.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Pods that no scheduler has looked at, which is told by their objects, or queues of the scheduler that grow, which is
 * told by Prometheus where it is scraped. Pods that it has looked at and found no place for do not count here.
 */
final class SchedulerBacklogEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = MachineSignals.SCHEDULER_BACKLOG;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<String> QUEUES = Set.of("active", "backoff");

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.PODS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        List<ObjectKey> unseen = unseen(input);
        Figures figures = input.families().of(FamilyQueries.SCHEDULER);
        double waiting = sum(figures, "pending_pods");
        double before = sum(figures, "pending_pods_before");
        boolean grows = waiting >= input.limit(SIGNAL, "pending_pods")
                && waiting > input.limit(SIGNAL, "growth_ratio") * before;
        var sheet = new Sheet(SIGNAL);
        if (unseen.size() >= input.limit(SIGNAL, "unseen_pods") || grows) {
            sheet.add(Draft.bad(SIGNAL, Subjects.CLUSTER, Severity.WARNING)
                    .reason(grows ? "queue_grows" : "not_looked_at")
                    .evidence("unseen_pods", unseen.size())
                    .evidence("pending_pods", waiting)
                    .evidence("pending_pods_before", before)
                    .affects(unseen.stream().limit(50).toList()));
        } else {
            sheet.healthy();
        }
        return sheet.done();
    }

    private static List<ObjectKey> unseen(SignalInput input) {
        Instant before = input.now().minus(PATIENCE);
        var unseen = new ArrayList<ObjectKey>();
        for (PodFacts pod : input.cluster().unsettledPods()) {
            if (pod.nodeName().isEmpty()
                    && pod.gates().isEmpty()
                    && pod.meta().deleted() == null
                    && pod.phase().equals("Pending")
                    && pod.meta().created().isBefore(before)
                    && pod.condition("PodScheduled").isEmpty()) {
                unseen.add(pod.key());
            }
        }
        return unseen;
    }

    private static double sum(Figures figures, String name) {
        return figures.has(name)
                ? figures.samples(name).stream()
                        .filter(queue -> QUEUES.contains(queue.label("queue")))
                        .mapToDouble(queue -> queue.value())
                        .sum()
                : Double.NaN;
    }
}
