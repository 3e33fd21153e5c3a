package dev.strata.endtoend.causes;

import dev.strata.exporter.cluster.KubeResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What platform teams do every week, and what must not be called an incident. */
final class BenignOperations {

    static final List<Incident> ALL = List.of(
            operation("B01 rolling update", 12, (town, script) -> {
                town.orders.release(Fault.NONE, town.play.now);
                script.after(120, () -> town.entry.release(Fault.NONE, town.play.now));
                script.after(180, () -> town.database.release(Fault.NONE, town.play.now));
            }),
            operation("B02 drain and reboot", 15, (town, script) -> {
                Node node = town.nodeOf(town.orders);
                node.cordoned = true;
                Plants.drain(town, node);
                script.after(120, () -> node.silent = town.play.now);
                script.after(360, () -> {
                    node.silent = null;
                    node.cordoned = false;
                });
            }),
            operation("B03 maintenance of 40 minutes", 45, (town, script) -> {
                Node node = town.nodeOf(town.stock);
                node.cordoned = true;
                Plants.drain(town, node);
                script.after(120, () -> node.silent = town.play.now);
                script.after(2400, () -> {
                    node.silent = null;
                    node.cordoned = false;
                });
            }),
            operation("B04 node replaced", 14, (town, script) -> {
                Node node = town.nodeOf(town.orders);
                node.cordoned = true;
                Plants.drain(town, node);
                script.after(90, () -> town.play.nodes.remove(node));
                script.after(180, () -> {
                    var fresh = new Node(
                            node.name + "-b",
                            node.labels.getOrDefault("topology.kubernetes.io/zone", ""),
                            8,
                            town.play.now);
                    fresh.complaint =
                            "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized";
                    town.play.nodes.add(fresh);
                    script.after(240, () -> fresh.complaint = "");
                });
            }),
            operation("B05 autoscaler takes a node away", 12, (town, script) -> {
                Node node = town.nodeOf(town.stock);
                node.taints.add("ToBeDeletedByClusterAutoscaler:NoSchedule");
                Plants.drain(town, node);
                script.after(90, () -> node.silent = town.play.now);
                script.after(300, () -> town.play.nodes.remove(node));
            }),
            operation("B06 spot node reclaimed", 12, (town, script) -> {
                Node node = town.nodeOf(town.orders);
                node.taints.add("aws-node-termination-handler/spot-itn:NoSchedule");
                Plants.drain(town, node);
                script.after(120, () -> node.silent = town.play.now);
                script.after(330, () -> town.play.nodes.remove(node));
            }),
            operation("B07 scale-up waits eight minutes for a node", 16, (town, script) -> {
                Plants.fillNodes(town, 0);
                Workload workload = town.neighbours.get(0);
                workload.replicas += 2;
                for (int at = 30; at < 480; at += 30) {
                    script.after(
                            at,
                            () -> workload.pods.stream()
                                    .filter(p -> p.node == null)
                                    .forEach(p -> town.play.events.normal(
                                            p,
                                            "TriggeredScaleUp",
                                            "pod triggered scale-up: [{asg-1 3->4 (max: 9)}]",
                                            town.play.now)));
                }
                script.after(480, () -> town.play.nodes.add(new Node("fresh-1", "zone-a", 8, town.play.now)));
            }),
            operation("B08 scaled to zero", 12, (town, script) -> town.neighbours.get(0).replicas = 0),
            operation("B09 control plane upgraded step by step", 20, (town, script) -> {
                for (int at = 60; at < 900; at += 240) {
                    script.after(at, () -> town.play.apiBrownOut = true);
                    script.after(at + 60, () -> town.play.apiBrownOut = false);
                }
            }),
            operation("B10 etcd restarted member by member", 14, (town, script) -> {
                script.after(60, () -> town.play.apiBrownOut = true);
                script.after(90, () -> town.play.apiBrownOut = false);
            }),
            operation("B11 etcd defragmented", 12, (town, script) -> {
                script.after(120, () -> town.play.apiBrownOut = true);
                script.after(150, () -> town.play.apiBrownOut = false);
            }),
            operation("B12 slow rollout of a DaemonSet", 20, (town, script) -> {
                town.networkAgent.startSeconds = 50;
                town.networkAgent.release(Fault.NONE, town.play.now);
            }),
            operation("B13 Prometheus restarts", 12, (town, script) -> {
                var all = dev.strata.catalog.MeasurementQueries.ALL.stream()
                        .map(q -> q.id())
                        .toList();
                script.after(120, () -> town.play.traffic.missing.addAll(all));
                script.after(300, () -> town.play.traffic.missing.clear());
            }),
            operation("B14 series twice for a while", 10, (town, script) -> {
                script.after(
                        60,
                        () -> town.play.traffic.gauge(
                                "slo_objective", 0.99, "slo", town.orders.name + "-latency", "instance", "second"));
                script.after(180, () -> town.play.traffic.forget("slo_objective"));
            }),
            operation("B15 nightly job failed once", 10, (town, script) -> {
                Duration hour = Duration.ofHours(1);
                town.play.show(
                        KubeResource.CRONJOBS,
                        "nightly",
                        Tree.of(
                                "metadata",
                                        Tree.of(
                                                "name",
                                                "cleanup",
                                                "namespace",
                                                town.shop,
                                                "creationTimestamp",
                                                town.play.now.minus(Duration.ofDays(20))),
                                "spec", Tree.of("schedule", "0 3 * * *"),
                                "status",
                                        Tree.of(
                                                "lastScheduleTime", town.play.now.minus(hour),
                                                "lastSuccessfulTime", town.play.now.minus(Duration.ofHours(25)))));
                Plants.failedJob(town, town.shop, "cleanup-29000000", "cleanup", town.play.now.minus(hour));
            }),
            operation("B16 batch pods wait for room", 20, (town, script) -> {
                Plants.fillNodes(town, 0);
                Workload batch = town.place("Job", town.neighbours.get(0).namespace, "train", 0);
                for (int i = 0; i < 4; i++) {
                    batch.add(town.play.now);
                }
            }),
            operation("B17 autoscaler at its planned maximum", 20, (town, script) -> {
                town.ordersScaler.max = town.orders.replicas;
                Service orders = town.serviceOf(town.orders);
                orders.rate *= 1.12;
            }),
            operation("B18 new service with three requests", 15, (town, script) -> {
                town.play.namespaces.put(
                        "new-team",
                        Map.of("kubernetes.io/metadata.name", "new-team", "team", "new", "tier", "standard"));
                var fresh = new Workload("Deployment", "new-team", "hello", 2, town.play.now);
                fresh.startSeconds = 60;
                town.play.workloads.add(fresh);
                var service = new Service("new-team", "hello", "hello");
                service.rate = 0.01;
                service.ownErrors = 0.33;
                town.play.services.add(service);
            }),
            operation("B19 night with few requests of which one fails", 20, (town, script) -> {
                for (Service service : town.play.services) {
                    service.rate *= 0.0003;
                }
                script.after(120, () -> town.serviceOf(town.payments).ownErrors = 0.5);
                script.after(150, () -> town.serviceOf(town.payments).ownErrors = 0);
            }),
            operation("B20 three minutes of errors within the budget", 15, (town, script) -> {
                town.serviceOf(town.entry).ownErrors = 0.02;
                script.after(180, () -> town.serviceOf(town.entry).ownErrors = 0);
            }),
            operation("B21 one container out of memory once", 12, (town, script) -> {
                Pod pod = town.stock.live().get(0);
                pod.fault = new Fault(Fault.Kind.OOM, 137, 1, "");
                script.after(30, () -> pod.fault = Fault.NONE);
            }),
            operation("B22 certificates renewed in time", 10, (town, script) -> {
                town.policy.release(Fault.NONE, town.play.now);
                town.metricsAdapter.release(Fault.NONE, town.play.now);
            }));

    private BenignOperations() {}

    private static Incident operation(String name, int minutes, java.util.function.BiConsumer<Town, Script> what) {
        return Incident.of(name, what).judgedAfter(minutes);
    }
}
