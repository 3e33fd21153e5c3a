package dev.strata.endtoend.causes;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.util.List;

/** Incidents of applications that were written when the mechanisms passed the two halves. */
final class LaterInApplications {

    static final List<Incident> ALL = List.of(
            Incident.of("pull secret is missing", (town, script) -> {
                town.payments.recreate = true;
                town.payments.release(
                        Fault.image(
                                town.payments.image(),
                                "failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized"),
                        town.play.now);
                script.cause(Script.key(town.payments), "image_pull_failing", "rollout_stuck");
            }),
            Incident.of("registry is down while several teams release", (town, script) -> {
                Workload[] released = {
                    town.payments,
                    town.stock,
                    town.entry,
                    town.neighbours.get(0),
                    town.neighbours.get(1),
                    town.neighbours.get(2)
                };
                for (int i = 0; i < released.length; i++) {
                    Workload workload = released[i];
                    script.after(
                            30 * i,
                            () -> workload.release(
                                    Fault.image(
                                            workload.image(),
                                            "failed to do request: Head \"https://registry.example/v2/\": dial tcp 10.9.8.7:443: i/o timeout"),
                                    town.play.now));
                    script.cause(Script.key(workload), "image_pull_failing", "rollout_stuck");
                }
            }),
            Incident.of("ConfigMap lacks a key", (town, script) -> {
                town.stock.recreate = true;
                town.stock.release(
                        Fault.config("couldn't find key DB_URL in ConfigMap %s/%s-settings"
                                .formatted(town.shop, town.stock.name)),
                        town.play.now);
                script.cause(Script.key(town.stock), "reference_missing", "container_config_error");
            }),
            Incident.of("init container waits for ever", (town, script) -> {
                town.payments.recreate = true;
                town.payments.release(new Fault(Fault.Kind.SLOW_INIT, 0, 0, ""), town.play.now);
                script.cause(Script.key(town.payments), "pod_stuck_creating", "rollout_stuck");
            }),
            Incident.of("liveness probe is too strict under load", (town, script) -> {
                Plants.load(town, 2);
                town.serviceOf(town.stock).perPod /= 2;
                script.after(60, () -> town.stock.fault = Fault.liveness());
                script.cause(Script.key(town.stock), "probe_killing", "pod_crashloop");
            }),
            Incident.of("one replica of the order service leaks memory", (town, script) -> {
                Pod pod = town.orders.live().get(0);
                pod.fault = Fault.oom();
                script.cause(Script.key(town.orders), "oom_killed", "pod_crashloop");
            }),
            Incident.of("readiness of callers asks the database, which is down", (town, script) -> {
                town.database.fault = Fault.crash(1);
                script.after(60, () -> town.stock.fault = Fault.unready());
                script.cause(Script.key(town.database), new String[0]);
            }),
            Incident.of("payment scaled to zero by mistake", (town, script) -> {
                        town.payments.replicas = 0;
                        town.payments.generation++;
                        town.payments.manager = "kubectl";
                        script.cause(Script.key(town.payments), new String[0]);
                        script.cause(Script.key(town.serviceOf(town.payments)), new String[0]);
                    })
                    .needingFigures(),
            Incident.of("ceiling of the autoscaler lowered by mistake", (town, script) -> {
                        town.ordersScaler.min = 1;
                        town.ordersScaler.max = 2;
                        town.orders.replicas = 2;
                        town.orders.generation++;
                        script.cause(
                                new ObjectKey("HorizontalPodAutoscaler", town.shop, town.orders.name),
                                "hpa_maxed_latency_rising",
                                "hpa_at_max");
                    })
                    .needing(KubeResource.HORIZONTALPODAUTOSCALERS)
                    .needingFigures()
                    .judgedAfter(18),
            Incident.of("garbage collection eats the order service", (town, script) -> {
                        Service service = town.serviceOf(town.orders);
                        service.slowdown = 12;
                        Plants.figures(town, "runtimes", List.of(), "gc_seen", 1.0);
                        town.orders
                                .live()
                                .forEach(pod -> Plants.figures(
                                        town,
                                        "runtimes",
                                        List.of("namespace", town.shop, "pod", pod.name),
                                        "gc_time_ratio",
                                        0.45));
                        script.cause(Script.key(town.orders), "gc_pressure");
                        script.cause(
                                new ObjectKey("HorizontalPodAutoscaler", town.shop, town.orders.name),
                                "hpa_maxed_latency_rising");
                    })
                    .needingFigures(),
            Incident.of("first pod of a set does not come up after its release", (town, script) -> {
                town.database.release(Fault.crash(1), town.play.now);
                script.cause(Script.key(town.database), "pod_crashloop", "rollout_stuck");
            }),
            Incident.of("limit range refuses the pods of a release", (town, script) -> {
                town.stock.recreate = true;
                town.play.refusals.put(
                        town.shop,
                        "pods \"%s-5d9c\" is forbidden: maximum cpu usage per Container is 1, but limit is 2"
                                .formatted(town.stock.name));
                town.stock.release(Fault.NONE, town.play.now);
                script.cause(Script.key(town.stock), "pod_creation_blocked");
            }),
            Incident.of("a batch of higher rank pushes the order service out", (town, script) -> {
                Plants.fillNodes(town, 0);
                Workload batch = town.place("Deployment", town.neighbours.get(0).namespace, "model-training", 0);
                batch.priority = 1000;
                batch.cpu = town.orders.cpu;
                town.orders.live().stream().skip(1).forEach(victim -> {
                    Node node = java.util.Objects.requireNonNull(victim.node);
                    victim.deleted = town.play.now;
                    town.play.events.normal(
                            victim, "Preempted", "Preempted by pod a1b2 on node " + node.name, town.play.now);
                    batch.replicas++;
                    Pod taking = batch.add(town.play.now);
                    taking.settle(node, town.play.now);
                });
                script.cause(Script.cluster(), "cluster_capacity_exhausted");
                script.cause(Script.key(town.orders), "pod_pending_unscheduled");
            }),
            Incident.of("payment is slow while two other teams have troubles of their own", (town, script) -> {
                        Workload other = town.neighbours.get(0);
                        other.release(Fault.crash(1), town.play.now);
                        script.beside(Script.key(other));
                        Workload third = town.neighbours.get(town.neighbours.size() - 1);
                        third.recreate = true;
                        third.release(Fault.image(third.image(), "not found"), town.play.now);
                        script.beside(Script.key(third));
                        Service payments = town.serviceOf(town.payments);
                        script.after(60, () -> {
                            payments.slowdown = 30;
                            payments.perPod *= 40;
                        });
                        script.cause(Script.key(payments), "dependency_slow", "app_slow");
                    })
                    .needingFigures(),
            Incident.of("release of the entry and loss of a node of another team at once", (town, script) -> {
                Node node = town.nodeOf(town.neighbours.get(0));
                node.silent = town.play.now;
                script.beside(Script.key(node));
                town.entry.recreate = true;
                town.entry.release(Fault.crash(1), town.play.now);
                script.cause(Script.key(town.entry), "pod_crashloop", "rollout_stuck", "workload_unavailable");
            }),
            Incident.of("stuck run keeps a CronJob from starting", (town, script) -> {
                        Plants.stuckCronJob(town, town.shop, "invoices", 13);
                        script.cause(new ObjectKey("CronJob", town.shop, "invoices"), new String[0]);
                        script.cause(new ObjectKey("Job", town.shop, "invoices-29000000"), new String[0]);
                    })
                    .needing(KubeResource.CRONJOBS, KubeResource.JOBS));

    private LaterInApplications() {}
}
