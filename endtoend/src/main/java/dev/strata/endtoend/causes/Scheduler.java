package dev.strata.endtoend.causes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds nodes for pods and says why there is none, in the scheduler's words. */
final class Scheduler {

    private final Play play;

    Scheduler(Play play) {
        this.play = play;
    }

    void step() {
        if (play.schedulerDown) {
            return;
        }
        for (Workload workload : play.workloads) {
            for (Pod pod : List.copyOf(workload.pods)) {
                if (pod.node == null && pod.isLive()) {
                    place(pod);
                }
            }
        }
    }

    double used(Node node) {
        double sum = 0;
        for (Workload workload : play.workloads) {
            for (Pod pod : workload.pods) {
                if (pod.node == node && !pod.evicted) {
                    sum += workload.cpu;
                }
            }
        }
        return sum;
    }

    private void place(Pod pod) {
        Instant now = play.now;
        String missing = play.missingClaim(pod);
        Map<String, Integer> reasons = new TreeMap<>();
        var fits = new ArrayList<Node>();
        for (Node node : play.nodes) {
            String why = missing.isEmpty() ? refusal(pod, node) : missing;
            if (why.isEmpty()) {
                fits.add(node);
            } else {
                reasons.merge(why, 1, Integer::sum);
            }
        }
        if (!fits.isEmpty()) {
            fits.sort(Comparator.<Node>comparingLong(n -> pod.workload.live().stream()
                            .filter(p -> p.node == n)
                            .count())
                    .thenComparingDouble(this::used));
            pod.bind(fits.get(0), now);
            return;
        }
        var text = new StringBuilder("0/%d nodes are available: ".formatted(play.nodes.size()));
        if (!missing.isEmpty()) {
            text.append(missing)
                    .append(". preemption: 0/%d nodes are available: %d Preemption is not helpful for scheduling."
                            .formatted(play.nodes.size(), play.nodes.size()));
        } else {
            var parts = new ArrayList<String>();
            reasons.forEach((why, count) -> parts.add(count + " " + why));
            text.append(String.join(", ", parts))
                    .append(". preemption: 0/%d nodes are available: %d No preemption victims found for incoming pod."
                            .formatted(play.nodes.size(), play.nodes.size()));
        }
        if (pod.unschedulable.isEmpty()) {
            pod.unschedulableSince = now;
        }
        pod.unschedulable = text.toString();
        play.events.about(pod, "FailedScheduling", pod.unschedulable, now);
    }

    private String refusal(Pod pod, Node node) {
        for (String taint : node.allTaints()) {
            String key = taint.substring(0, taint.lastIndexOf(':'));
            if (key.equals("node.kubernetes.io/unschedulable")) {
                return "node(s) were unschedulable";
            }
            if (!taint.endsWith("PreferNoSchedule")) {
                return "node(s) had untolerated taint {%s: }".formatted(key);
            }
        }
        if (!pod.workload.unplaceable.isEmpty()) {
            return pod.workload.unplaceable;
        }
        return used(node) + pod.workload.cpu > node.cpu ? "Insufficient cpu" : "";
    }
}
