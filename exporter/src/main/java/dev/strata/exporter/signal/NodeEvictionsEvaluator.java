package dev.strata.exporter.signal;

import dev.strata.catalog.ClusterSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeEventFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeFacts;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Pods that a node has put out for want of its own resources within a quarter of an hour. Single ones are a remark,
 * three on one node are a warning.
 */
final class NodeEvictionsEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ClusterSignals.NODE_EVICTIONS;

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int MANY = 3;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.NODES, KubeResource.PODS, KubeResource.EVENTS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        Map<String, List<PodFacts>> evicted = new TreeMap<>();
        for (PodFacts pod : input.cluster().unsettledPods()) {
            if (pod.phase().equals("Failed")
                    && !PodEvents.recent(input, List.of(pod), WINDOW, Set.of("Evicted"))
                            .isEmpty()) {
                evicted.computeIfAbsent(pod.nodeName(), node -> new ArrayList<>())
                        .add(pod);
            }
        }
        var sheet = new Sheet(SIGNAL);
        for (NodeFacts node : input.cluster().nodes()) {
            List<PodFacts> pods = evicted.getOrDefault(node.key().name(), List.of());
            if (pods.isEmpty()) {
                sheet.healthy();
            } else {
                sheet.add(bad(node, pods, input));
            }
        }
        return sheet.done();
    }

    private static Draft bad(NodeFacts node, List<PodFacts> pods, SignalInput input) {
        List<KubeEventFacts> events = PodEvents.recent(input, pods, WINDOW, Set.of("Evicted"));
        return Draft.bad(SIGNAL, node.key(), pods.size() >= MANY ? Severity.WARNING : Severity.INFORMATION)
                .since(events.stream()
                        .map(KubeEventFacts::last)
                        .min(Instant::compareTo)
                        .orElse(null))
                .reasons(PodEvents.slugs(events, NodeEvictionsEvaluator::slug))
                .evidence("evicted_pods", pods.size())
                .affects(pods.stream().map(ObjectFacts::key).toList());
    }

    private static String slug(String message) {
        if (message.contains("ephemeral-storage")
                || message.contains("inodes")
                || message.contains("ephemeral local")) {
            return "disk";
        }
        if (message.contains("memory")) {
            return "memory";
        }
        return message.contains("pids") ? "process_ids" : "evicted";
    }
}
