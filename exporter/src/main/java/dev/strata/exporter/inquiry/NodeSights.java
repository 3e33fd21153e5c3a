package dev.strata.exporter.inquiry;

import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.NodeFacts;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What nodes show, and what hangs on them. */
final class NodeSights {

    /** A pod that is still there so long after its grace period is stuck. */
    private static final Duration STUCK = Duration.ofMinutes(5);

    private static final Set<String> PRESSURES = Set.of("MemoryPressure", "DiskPressure", "PIDPressure");

    private NodeSights() {}

    /** What a silent kubelet says of its machine is old. */
    static List<String> silent(Scene scene) {
        return lost(scene)
                .filter(entry -> !entry.getValue().isFalse())
                .map(entry -> entry.getKey().key() + " is silent, so this cannot be told of it")
                .toList();
    }

    static List<String> notReady(Scene scene) {
        return lost(scene)
                .map(entry -> entry.getKey().key() + ": "
                        + (entry.getValue().isFalse() ? "its kubelet says no" : "its kubelet is silent")
                        + (entry.getValue().since() == null
                                ? ""
                                : " since " + entry.getValue().since())
                        + ": " + Sights.words(entry.getValue()))
                .toList();
    }

    static List<String> pressure(Scene scene) {
        return conditions(scene)
                .filter(entry -> PRESSURES.contains(entry.getValue().type())
                        && entry.getValue().isTrue())
                .map(NodeSights::line)
                .toList();
    }

    static List<String> runtime(Scene scene) {
        return lost(scene)
                .filter(entry -> says(entry.getValue(), "container runtime") || says(entry.getValue(), "pleg"))
                .map(NodeSights::line)
                .toList();
    }

    static List<String> network(Scene scene) {
        return conditions(scene)
                .filter(entry -> (entry.getValue().type().equals("NetworkUnavailable")
                                && entry.getValue().isTrue())
                        || (entry.getValue().type().equals("Ready")
                                && !entry.getValue().isTrue()
                                && (says(entry.getValue(), "network plugin") || says(entry.getValue(), "cni"))))
                .map(NodeSights::line)
                .toList();
    }

    /** More than one at a time is no fault of a machine. */
    static List<String> many(Scene scene) {
        long lost = lost(scene).count();
        return lost < 2
                ? List.of()
                : List.of(lost + " of " + scene.nodes().size() + " nodes are not ready: look at what they share");
    }

    static List<String> fallout(Scene scene) {
        Instant before = scene.cluster().at().minus(STUCK);
        List<PodFacts> stuck = scene.pods().stream()
                .filter(pod ->
                        pod.meta().deleted() != null && pod.meta().deleted().isBefore(before))
                .toList();
        Stream<String> budgets = scene.cluster().pdbs().stream()
                .filter(pdb -> scene.scope().covers(pdb.key()) && pdb.expectedPods() > 0)
                .filter(pdb -> pdb.disruptionsAllowed() == 0)
                .map(pdb -> pdb.key() + ": allows no eviction, " + pdb.currentHealthy() + " of " + pdb.desiredHealthy()
                        + " needed pods are healthy");
        return Stream.concat(
                        Sights.byWorkload(scene, stuck, pod -> "still terminating on " + pod.nodeName()).stream(),
                        budgets)
                .toList();
    }

    private static boolean says(KubeCondition condition, String words) {
        return Sights.words(condition).toLowerCase(Locale.ROOT).contains(words);
    }

    private static String line(Map.Entry<NodeFacts, KubeCondition> entry) {
        return entry.getKey().key() + ": " + entry.getValue().type() + ": " + Sights.words(entry.getValue());
    }

    private static Stream<Map.Entry<NodeFacts, KubeCondition>> lost(Scene scene) {
        return conditions(scene)
                .filter(entry -> entry.getValue().type().equals("Ready")
                        && !entry.getValue().isTrue());
    }

    private static Stream<Map.Entry<NodeFacts, KubeCondition>> conditions(Scene scene) {
        return scene.nodes().stream()
                .flatMap(node -> node.conditions().stream().map(condition -> Map.entry(node, condition)));
    }
}
