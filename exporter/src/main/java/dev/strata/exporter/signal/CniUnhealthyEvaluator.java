package dev.strata.exporter.signal;

import dev.strata.catalog.PlatformSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeEventFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A node on which pods get no network: it says so itself, or sandboxes of its pods failed three times within ten
 * minutes. One node is a warning; a fifth of the nodes, two at least, is critical.
 */
final class CniUnhealthyEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PlatformSignals.CNI_UNHEALTHY;

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int ENOUGH = 3;
    private static final double SHARE = 0.2;

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
        ClusterView cluster = input.cluster();
        Map<ObjectKey, Draft> bad = new TreeMap<>();
        Map<ObjectKey, List<KubeEventFacts>> failures = failures(input);
        for (NodeFacts node : cluster.nodes()) {
            judge(
                            node,
                            failures.getOrDefault(node.key(), List.of()),
                            cluster.nodes().size(),
                            failures.size())
                    .ifPresent(draft -> bad.put(node.key(), draft));
        }
        var sheet = new Sheet(SIGNAL);
        cluster.nodes().stream().filter(node -> !bad.containsKey(node.key())).forEach(node -> sheet.healthy());
        bad.values().forEach(sheet::add);
        return sheet.done();
    }

    /** By node, only where there are enough of them. */
    private static Map<ObjectKey, List<KubeEventFacts>> failures(SignalInput input) {
        Map<ObjectKey, List<KubeEventFacts>> byNode = new TreeMap<>();
        for (PodFacts pod : input.cluster().unsettledPods()) {
            if (!pod.nodeName().isEmpty() && pod.phase().equals("Pending")) {
                byNode.computeIfAbsent(ObjectKey.of("Node", pod.nodeName()), node -> new ArrayList<>())
                        .addAll(PodEvents.recent(input, List.of(pod), WINDOW, Set.of("FailedCreatePodSandBox")));
            }
        }
        byNode.values().removeIf(events -> PodEvents.count(events) < ENOUGH);
        return byNode;
    }

    private static Optional<Draft> judge(NodeFacts node, List<KubeEventFacts> failures, int nodes, int struck) {
        Optional<KubeCondition> unavailable =
                node.condition("NetworkUnavailable").filter(KubeCondition::isTrue);
        if (failures.isEmpty() && unavailable.isEmpty()) {
            return Optional.empty();
        }
        boolean many = struck >= 2 && struck >= SHARE * nodes;
        Draft draft = Draft.bad(SIGNAL, node.key(), many ? Severity.CRITICAL : Severity.WARNING)
                .evidence("failed_sandboxes", PodEvents.count(failures))
                .affects(failures.stream().map(KubeEventFacts::regarding).toList());
        if (unavailable.isPresent()) {
            return Optional.of(draft.since(unavailable.get().since()).reason("network_unavailable"));
        }
        return Optional.of(draft.since(failures.get(0).meta().created())
                .reasons(PodEvents.slugs(failures, CniUnhealthyEvaluator::slug)));
    }

    private static String slug(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        boolean exhausted = text.contains("no ip addresses available")
                || text.contains("no available ip")
                || text.contains("failed to allocate")
                || text.contains("failed to assign an ip");
        return exhausted ? "addresses_exhausted" : "sandbox_failed";
    }
}
