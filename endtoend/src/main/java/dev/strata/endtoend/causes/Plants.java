package dev.strata.endtoend.causes;

import dev.strata.exporter.cluster.KubeResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What happens in several incidents. */
final class Plants {

    private Plants() {}

    /** Requests to the order service and to what stands before it. */
    static void load(Town town, double factor) {
        town.serviceOf(town.orders).rate *= factor;
        Service entry = town.serviceOf(town.entry);
        entry.rate *= factor;
        entry.perPod *= factor;
        for (Workload callee : List.of(town.payments, town.stock, town.database)) {
            Service service = town.serviceOf(callee);
            service.rate *= factor;
            service.perPod *= factor;
        }
    }

    /** Leaves room for so few more pods of the order service in the whole cluster. */
    static void fillNodes(Town town, int room) {
        List<Node> nodes = new ArrayList<>(town.play.nodes);
        Workload batch = town.place(
                "Deployment", town.neighbours.get(0).namespace, town.neighbours.get(0).namespace + "-heavy", 0);
        int left = room;
        for (Node node : nodes) {
            double free = node.cpu - town.play.used(node);
            double keep = left > 0 ? town.orders.cpu : 0;
            left--;
            double step = batch.cpu;
            while (free - keep >= step) {
                Pod pod = batch.add(batch.created);
                pod.settle(node, batch.created);
                batch.replicas++;
                free -= step;
            }
        }
    }

    /** The kubelet puts the pod of lowest rank out. */
    static void evictOne(Town town, Node node, String message) {
        town.play.workloads.stream()
                .filter(w -> !w.kind.equals("DaemonSet"))
                .flatMap(w -> w.live().stream())
                .filter(p -> p.node == node && p.isReady())
                .min(Comparator.comparing(p -> p.name))
                .ifPresent(pod -> {
                    pod.evicted = true;
                    pod.evictionMessage = message;
                    town.play.events.about(pod, "Evicted", message, town.play.now);
                });
    }

    /** Evicts by the API what no budget forbids. */
    static void drain(Town town, Node node, Workload... held) {
        List<Workload> kept = List.of(held);
        for (Workload workload : town.play.workloads) {
            if (!workload.kind.equals("DaemonSet") && !kept.contains(workload)) {
                workload.live().stream().filter(p -> p.node == node).forEach(p -> p.deleted = town.play.now);
            }
        }
    }

    /** All other nodes are full, so that new pods come to this one. */
    static void crowd(Town town, Node node) {
        town.play.nodes.stream()
                .filter(n -> n != node)
                .forEach(n -> n.cordoned = n.cordoned || town.play.nodes.indexOf(n) % 2 == 0);
    }

    /** A CronJob whose last runs failed, the newest just now. */
    static void failingCronJob(Town town, String namespace, String name, int failures) {
        Instant now = town.play.now;
        Instant success = now.minus(Duration.ofHours(failures + 1L));
        town.play.show(
                KubeResource.CRONJOBS,
                namespace + "/" + name,
                Tree.of(
                        "metadata",
                                Tree.of(
                                        "name",
                                        name,
                                        "namespace",
                                        namespace,
                                        "creationTimestamp",
                                        now.minus(Duration.ofDays(30))),
                        "spec", Tree.of("schedule", "0 * * * *"),
                        "status", Tree.of("lastScheduleTime", now.minusSeconds(120), "lastSuccessfulTime", success)));
        for (int i = 0; i < Math.min(failures, 3); i++) {
            Instant at = now.minus(Duration.ofHours(i)).minusSeconds(60);
            failedJob(town, namespace, "%s-%d".formatted(name, 29_000_000 - i * 60), name, at);
        }
    }

    static void failedJob(Town town, String namespace, String name, String cronJob, Instant at) {
        Map<String, Object> owner = cronJob.isEmpty() ? null : Tree.owner("batch/v1", "CronJob", cronJob);
        town.play.show(
                KubeResource.JOBS,
                namespace + "/" + name,
                Tree.of(
                        "metadata",
                                Tree.of(
                                        "name",
                                        name,
                                        "namespace",
                                        namespace,
                                        "creationTimestamp",
                                        at.minusSeconds(60),
                                        "ownerReferences",
                                        owner == null ? null : List.of(owner)),
                        "spec", Tree.of("backoffLimit", 0, "completions", 1, "parallelism", 1),
                        "status",
                                Tree.of(
                                        "startTime", at.minusSeconds(60),
                                        "failed", 1,
                                        "conditions",
                                                List.of(Tree.condition(
                                                        "Failed",
                                                        "True",
                                                        "BackoffLimitExceeded",
                                                        "Job has reached the specified backoff limit",
                                                        at)))));
    }

    /** Sets figures of a family: names and values in turns. */
    static void figures(Town town, String family, List<String> labels, Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var all = new ArrayList<>(labels);
            all.add("figure");
            all.add(String.valueOf(namesAndValues[i]));
            town.play.traffic.gauge(family, (Double) namesAndValues[i + 1], all.toArray(String[]::new));
        }
    }

    /** What a workload's own client says of a host outside. */
    static void externalCall(Town town, Workload caller, String host, double latency, double errors) {
        String[] client = {"namespace", caller.namespace, "service", caller.name, "client_name", host};
        town.play.traffic.gauge("client_rate", 40, client);
        town.play.traffic.gauge("client_latency", latency, client);
        town.play.traffic.gauge("client_latency_before", 0.02, client);
        town.play.traffic.gauge("client_error_ratio", errors, client);
    }

    /** A way in through a controller's class; the class {@code nginx} is served. */
    static void ingress(Town town, String name, String service, String className) {
        town.play.show(
                KubeResource.INGRESSCLASSES,
                "nginx",
                Tree.of(
                        "metadata", Tree.of("name", "nginx"),
                        "spec", Tree.of("controller", "k8s.io/ingress-nginx")));
        var backend = Tree.of("service", Tree.of("name", service, "port", Tree.of("number", 80)));
        var path = Tree.of("path", "/", "pathType", "Prefix", "backend", backend);
        var rule = Tree.of("host", "shop.example", "http", Tree.of("paths", List.of(path)));
        town.play.show(
                KubeResource.INGRESSES,
                town.shop + "/" + name,
                Tree.of(
                        "metadata",
                        Tree.of("name", name, "namespace", town.shop, "creationTimestamp", town.play.now),
                        "spec",
                        Tree.of("ingressClassName", className, "rules", List.of(rule))));
    }

    /** A CronJob that forbids overlap, with one run that does not end. */
    static void stuckCronJob(Town town, String namespace, String name, int hours) {
        Instant begun = town.play.now.minus(Duration.ofHours(hours));
        town.play.show(
                KubeResource.CRONJOBS,
                namespace + "/" + name,
                Tree.of(
                        "metadata",
                        Tree.of("name", name, "namespace", namespace, "creationTimestamp", begun.minusSeconds(864_000)),
                        "spec",
                        Tree.of("schedule", "0 * * * *", "concurrencyPolicy", "Forbid"),
                        "status",
                        Tree.of(
                                "lastScheduleTime",
                                begun,
                                "lastSuccessfulTime",
                                begun.minusSeconds(3000),
                                "active",
                                List.of(Tree.of("kind", "Job", "name", name + "-29000000")))));
        town.play.show(
                KubeResource.JOBS,
                namespace + "/" + name + "-29000000",
                Tree.of(
                        "metadata",
                        Tree.of(
                                "name",
                                name + "-29000000",
                                "namespace",
                                namespace,
                                "creationTimestamp",
                                begun,
                                "ownerReferences",
                                List.of(Tree.owner("batch/v1", "CronJob", name))),
                        "spec",
                        Tree.of("backoffLimit", 0, "completions", 1, "parallelism", 1),
                        "status",
                        Tree.of("startTime", begun, "active", 1)));
    }
}
