package dev.strata.endtoend.causes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The controllers of workloads: make, replace and remove pods. */
final class Controllers {

    private final Play play;

    Controllers(Play play) {
        this.play = play;
    }

    void step() {
        Instant now = play.now;
        for (Workload workload : play.workloads) {
            workload.pods.removeIf(pod -> pod.deleted != null
                    && (pod.node == null
                            || (pod.node.isAlive()
                                    && !pod.deleted.plusSeconds(20).isAfter(now))));
            if (play.controllersDown) {
                continue;
            }
            if (!workload.kind.equals("DaemonSet") && play.apiBrownOut && play.random.nextInt(3) > 0) {
                continue;
            }
            workload.observed = workload.generation;
            switch (workload.kind) {
                case "Deployment" -> deployment(workload, now);
                case "StatefulSet" -> statefulSet(workload, now);
                default -> daemonSet(workload, now);
            }
            workload.judge(now);
        }
    }

    private void deployment(Workload workload, Instant now) {
        List<Pod> live = workload.live();
        long fresh = live.stream().filter(p -> p.revision == workload.revision).count();
        long room = (long) workload.replicas + workload.surge() - live.size();
        long wanted = Math.min(workload.replicas - fresh, room);
        if (workload.recreate && live.stream().anyMatch(p -> p.revision != workload.revision)) {
            live.stream().filter(p -> p.revision != workload.revision).forEach(p -> p.deleted = now);
            return;
        }
        workload.refusal = wanted > 0 ? play.refusal(workload) : "";
        for (long i = 0; i < wanted; i++) {
            String refused = play.refusal(workload);
            if (refused.isEmpty()) {
                workload.add(now);
            } else {
                workload.refusal = refused;
                play.events.about(
                        "ReplicaSet",
                        workload.namespace,
                        workload.set(workload.revision),
                        "Warning",
                        "FailedCreate",
                        "Error creating: " + refused,
                        now);
                break;
            }
        }
        shrink(workload, now);
    }

    private static void shrink(Workload workload, Instant now) {
        var live = new ArrayList<>(workload.live());
        boolean rolling = live.stream().anyMatch(p -> p.revision != workload.revision);
        long available = live.stream().filter(Pod::isReady).count();
        int least = workload.replicas - workload.mayMiss();
        if (rolling) {
            live.removeIf(p -> p.revision == workload.revision);
            live.sort(Comparator.comparing(Pod::isReady));
            int fresh = workload.live().size() - live.size();
            for (Pod pod : live) {
                boolean needless = workload.live().size() > workload.replicas || fresh > 0;
                if (!pod.isReady() && needless) {
                    pod.deleted = now;
                } else if (available > least && workload.live().size() > least && needless) {
                    pod.deleted = now;
                    available--;
                }
            }
        } else if (live.size() > workload.replicas) {
            live.sort(Comparator.comparing(Pod::isReady)
                    .thenComparing(p -> p.node != null)
                    .thenComparing(p -> p.created, Comparator.reverseOrder()));
            live.stream().limit((long) live.size() - workload.replicas).forEach(p -> p.deleted = now);
        }
    }

    private void statefulSet(Workload workload, Instant now) {
        boolean settled = true;
        for (int i = 0; i < workload.replicas; i++) {
            String name = workload.name + "-" + i;
            Pod pod = workload.pods.stream()
                    .filter(p -> p.name.equals(name))
                    .findFirst()
                    .orElse(null);
            if (pod == null) {
                String refused = play.refusal(workload);
                if (!refused.isEmpty()) {
                    play.events.about(
                            "StatefulSet",
                            workload.namespace,
                            workload.name,
                            "Warning",
                            "FailedCreate",
                            "create Pod %s in StatefulSet %s failed error: %s".formatted(name, workload.name, refused),
                            now);
                    return;
                }
                workload.addNamed(name, now);
                return;
            }
            if (pod.evicted) {
                workload.pods.remove(pod);
                return;
            }
            settled &= pod.isServing();
        }
        workload.pods.stream()
                .filter(p -> p.isLive() && ordinal(p) >= workload.replicas)
                .forEach(p -> p.deleted = now);
        if (settled) {
            workload.pods.stream()
                    .filter(p -> p.isLive() && p.revision != workload.revision)
                    .max(Comparator.comparingInt(Controllers::ordinal))
                    .ifPresent(p -> p.deleted = now);
        }
    }

    private static int ordinal(Pod pod) {
        return Integer.parseInt(pod.name.substring(pod.name.lastIndexOf('-') + 1));
    }

    private void daemonSet(Workload workload, Instant now) {
        workload.replicas = play.nodes.size();
        for (Node node : play.nodes) {
            List<Pod> here = workload.pods.stream()
                    .filter(p -> p.node == node && p.isLive())
                    .toList();
            if (here.isEmpty() && workload.pods.stream().noneMatch(p -> p.node == node)) {
                Pod pod = workload.add(now);
                pod.bind(node, now);
            }
        }
        workload.pods.removeIf(p -> p.node != null && !play.nodes.contains(p.node));
        boolean whole = workload.live().stream().allMatch(Pod::isReady);
        if (whole) {
            workload.live().stream()
                    .filter(p -> p.revision != workload.revision)
                    .findFirst()
                    .ifPresent(p -> p.deleted = now);
        }
    }
}
