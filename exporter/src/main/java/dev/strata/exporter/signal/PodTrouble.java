package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ContainerFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Why a pod does not serve, as one slug, and since when. */
final class PodTrouble {

    static final Set<String> IMAGE =
            Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");
    static final Set<String> CONFIGURATION =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

    private PodTrouble() {}

    /** The slug of a pod that is not ready. */
    static String of(ClusterView cluster, PodFacts pod) {
        if (isUnschedulable(pod)) {
            return "unschedulable";
        }
        if (isOnLostNode(cluster, pod)) {
            return "node_not_ready";
        }
        for (ContainerFacts container : pod.containers()) {
            String waiting = container.waitingReason();
            if (waiting.equals("CrashLoopBackOff")) {
                return "crash_loop";
            }
            if (IMAGE.contains(waiting)) {
                return "image_pull";
            }
            if (CONFIGURATION.contains(waiting)) {
                return "config_error";
            }
        }
        if (pod.meta().deleted() != null) {
            return "terminating";
        }
        return switch (pod.phase()) {
            case "Failed" -> "failed";
            case "Pending" -> "creating";
            default -> "not_ready";
        };
    }

    /** The slugs of all the pods, the most frequent first. */
    static List<String> histogram(ClusterView cluster, Collection<PodFacts> pods) {
        Map<String, Integer> counts = new TreeMap<>();
        pods.forEach(pod -> counts.merge(of(cluster, pod), 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Pods that should serve and do not. */
    static List<PodFacts> notServing(Collection<PodFacts> pods) {
        return pods.stream().filter(pod -> !pod.isFinished() && !pod.isReady()).toList();
    }

    /** The earliest instant since which one of the pods does not serve; null without pods. */
    static @Nullable Instant since(Collection<PodFacts> pods) {
        return pods.stream()
                .map(PodTrouble::since)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    static boolean isUnschedulable(PodFacts pod) {
        return pod.phase().equals("Pending")
                && pod.condition("PodScheduled")
                        .filter(c -> c.isFalse() && c.reason().equals("Unschedulable"))
                        .isPresent();
    }

    private static Instant since(PodFacts pod) {
        Instant transition = pod.condition("Ready").map(KubeCondition::since).orElse(null);
        return transition == null ? pod.meta().created() : transition;
    }

    static boolean isOnLostNode(ClusterView cluster, PodFacts pod) {
        return !pod.nodeName().isEmpty()
                && cluster.node(pod.nodeName())
                        .flatMap(node -> node.condition("Ready"))
                        .filter(ready -> !ready.isTrue())
                        .isPresent();
    }
}
