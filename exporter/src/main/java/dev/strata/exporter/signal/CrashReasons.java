package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ContainerFacts;
import dev.strata.exporter.cluster.ContainerFacts.Ended;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.ReplicaSetFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Why containers ended, as slugs: the most frequent first, then what the surroundings tell. */
final class CrashReasons {

    private CrashReasons() {}

    static List<String> of(ClusterView cluster, List<PodFacts> pods) {
        Map<String, Integer> counts = new TreeMap<>();
        for (PodFacts pod : pods) {
            boolean probe = wasKilledByProbe(cluster, pod);
            pod.containers().stream()
                    .filter(c -> c.restartCount() > 0)
                    .forEach(c -> counts.merge(slug(c, probe), 1, Integer::sum));
        }
        var reasons = new ArrayList<String>(counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList());
        if (areAllOfANewRevision(cluster, pods)) {
            reasons.add("new_revision");
        }
        return reasons;
    }

    private static String slug(ContainerFacts container, boolean killedByProbe) {
        Ended ended = container.ended() == null ? container.previous() : container.ended();
        if (ended == null) {
            return killedByProbe ? "liveness_probe" : "error";
        }
        if (ended.reason().equals("OOMKilled")) {
            return "oom_killed";
        }
        if (killedByProbe) {
            return "liveness_probe";
        }
        return ended.exitCode() >= 0 && ended.exitCode() <= 255 ? "exit_code_" + ended.exitCode() : "error";
    }

    private static boolean wasKilledByProbe(ClusterView cluster, PodFacts pod) {
        return cluster.eventsAbout(pod.key()).stream()
                .anyMatch(e -> e.message().contains("failed liveness probe")
                        || (e.reason().equals("Unhealthy") && e.message().startsWith("Liveness probe failed")));
    }

    /** Only pods of the newest revision crash, and there was one before it: a release is the first suspect. */
    private static boolean areAllOfANewRevision(ClusterView cluster, List<PodFacts> pods) {
        if (pods.isEmpty()) {
            return false;
        }
        ObjectKey owner = cluster.ownerOf(pods.get(0));
        List<ReplicaSetFacts> revisions = cluster.replicaSetsOf(owner);
        if (revisions.size() < 2) {
            return false;
        }
        ObjectKey newest = revisions.get(revisions.size() - 1).key();
        return pods.stream().allMatch(pod -> newest.equals(pod.meta().controller()));
    }
}
