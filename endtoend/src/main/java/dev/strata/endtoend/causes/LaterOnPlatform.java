package dev.strata.endtoend.causes;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.util.List;
import java.util.TreeMap;

/** Incidents below the applications that were written when the mechanisms passed the two halves. */
final class LaterOnPlatform {

    static final List<Incident> ALL = List.of(
            Incident.of("all DNS pods were on the node that is lost", (town, script) -> {
                Node node = town.play.nodes.get(0);
                town.dns.live().forEach(pod -> pod.settle(node, town.dns.created));
                town.dns.replicas = town.dns.live().size();
                node.silent = town.play.now;
                script.cause(Script.key(node), "node_not_ready");
            }),
            Incident.of("resolvers above the cluster's DNS fail", (town, script) -> {
                        Plants.figures(town, "dns", List.of(), "error_ratio", 0.35, "forward_error_ratio", 0.6);
                        town.serviceOf(town.payments).ownErrors = 0.7;
                        Plants.externalCall(town, town.payments, "api.psp.example", 0.03, 0.7);
                        script.cause(Script.cluster(), "dns_errors", "dns_slow");
                    })
                    .needingFigures(),
            Incident.of("database of etcd is full", (town, script) -> {
                        Plants.figures(town, "etcd", List.of(), "space_ratio", 1.0, "space_in_use_ratio", 0.9);
                        script.after(30, () -> {
                            town.play.apiBrownOut = true;
                            town.play.controllersDown = true;
                            Plants.figures(town, "apiserver", List.of(), "error_ratio", 0.3);
                        });
                        script.after(90, () -> town.payments.release(Fault.NONE, town.play.now));
                        script.cause(Script.cluster(), "etcd_space_low");
                    })
                    .needingFigures(),
            Incident.of("one client starves the API server's queues", (town, script) -> {
                        Plants.figures(
                                town,
                                "apiserver",
                                List.of("flow_schema", "workload-low", "reason", "queue-full"),
                                "rejected_per_second",
                                40.0);
                        script.after(60, () -> {
                            town.play.apiBrownOut = true;
                            Plants.figures(town, "apiserver", List.of(), "read_slow_ratio", 0.4, "error_ratio", 0.02);
                        });
                        script.cause(Script.cluster(), "apiserver_flow_rejected");
                    })
                    .needingFigures()
                    .judgedAfter(18),
            Incident.of("webhook answers after eight seconds", (town, script) -> {
                        Play.Webhook webhook = town.play.webhooks.get(0);
                        Plants.figures(
                                town,
                                "webhooks",
                                List.of("name", webhook.hook()),
                                "p99_seconds",
                                8.0,
                                "calls_per_second",
                                3.0);
                        town.play.apiBrownOut = true;
                        script.after(60, () -> town.payments.release(Fault.NONE, town.play.now));
                        script.cause(
                                ObjectKey.of("ValidatingWebhookConfiguration", webhook.name()),
                                "admission_webhook_failing");
                    })
                    .needing(KubeResource.VALIDATINGWEBHOOKCONFIGURATIONS)
                    .needingFigures()
                    .judgedAfter(18),
            Incident.of("spot nodes are taken away in a wave", (town, script) -> {
                Plants.fillNodes(town, 1);
                List<Node> wave = town.play.nodes.stream()
                        .filter(n -> town.play.nodes.indexOf(n) % 2 == 0)
                        .toList();
                wave.forEach(node -> {
                    node.taints.add("aws-node-termination-handler/spot-itn:NoSchedule");
                    Plants.drain(town, node);
                });
                script.after(120, () -> wave.forEach(node -> node.silent = town.play.now));
                script.after(240, () -> town.play.nodes.removeAll(wave));
                script.cause(Script.cluster(), "cluster_capacity_exhausted");
                town.play.workloads.forEach(w -> script.cause(Script.key(w), "pod_pending_unscheduled"));
            }),
            Incident.of("autoscaler has reached its largest number of nodes", (town, script) -> {
                Plants.fillNodes(town, 1);
                Plants.load(town, 3);
                for (int at = 120; at < 840; at += 60) {
                    script.after(
                            at,
                            () -> town.orders.pods.stream()
                                    .filter(p -> p.node == null)
                                    .forEach(p -> town.play.events.normal(
                                            p,
                                            "NotTriggerScaleUp",
                                            "pod didn't trigger scale-up: 1 max node group size reached",
                                            town.play.now)));
                }
                script.cause(Script.cluster(), "cluster_capacity_exhausted");
                script.cause(Script.key(town.orders), "pod_pending_unscheduled");
            }),
            Incident.of("most nodes cordoned and forgotten", (town, script) -> {
                Plants.fillNodes(town, 1);
                town.play.nodes.stream().skip(1).forEach(n -> n.cordoned = true);
                script.after(60, () -> town.payments.release(Fault.NONE, town.play.now));
                script.after(90, () -> town.stock.release(Fault.NONE, town.play.now));
                script.cause(Script.cluster(), "cluster_capacity_exhausted");
                script.cause(Script.key(town.payments), "pod_pending_unscheduled", "rollout_stuck");
                script.cause(Script.key(town.stock), "pod_pending_unscheduled", "rollout_stuck");
            }),
            Incident.of("volume is in a zone without a node", (town, script) -> {
                Pod pod = town.database.live().get(0);
                town.database.unplaceable = "node(s) had volume node affinity conflict";
                pod.deleted = town.play.now;
                script.cause(Script.key(town.database), "pod_pending_unscheduled");
            }),
            Incident.of("a noisy neighbour takes the processors of a node", (town, script) -> {
                        Node node = town.nodeOf(town.stock);
                        town.stock.live().forEach(pod -> pod.settle(node, town.stock.created));
                        Plants.figures(
                                town,
                                "node_use",
                                List.of("node", node.name, "instance", node.name),
                                "cpu_busy_ratio",
                                0.99,
                                "cpu_pressure_ratio",
                                0.7,
                                "load_per_core",
                                6.0);
                        town.serviceOf(town.stock).slowdown = 12;
                        town.serviceOf(town.stock).perPod *= 12;
                        script.cause(Script.key(node), "node_cpu_saturated");
                    })
                    .needingFigures()
                    .judgedAfter(20),
            Incident.of("table of connections of a node is full", (town, script) -> {
                        Node node = town.nodeOf(town.payments);
                        town.payments.live().forEach(pod -> pod.settle(node, town.payments.created));
                        Plants.figures(
                                town,
                                "node_use",
                                List.of("node", node.name, "instance", node.name),
                                "conntrack_ratio",
                                0.99);
                        town.serviceOf(town.payments).ownErrors = 0.5;
                        script.cause(Script.key(node), "node_conntrack_high");
                    })
                    .needingFigures(),
            Incident.of("namespace does not go away because of a finalizer", (town, script) -> {
                        var labels = new TreeMap<>(java.util.Map.of("kubernetes.io/metadata.name", "preview-42"));
                        town.play.show(
                                KubeResource.NAMESPACES,
                                "preview-42",
                                Tree.of(
                                        "metadata",
                                        Tree.of(
                                                "name",
                                                "preview-42",
                                                "creationTimestamp",
                                                town.play.now.minusSeconds(864_000),
                                                "deletionTimestamp",
                                                town.play.now,
                                                "labels",
                                                labels),
                                        "status",
                                        Tree.of(
                                                "phase",
                                                "Terminating",
                                                "conditions",
                                                List.of(Tree.condition(
                                                        "NamespaceFinalizersRemaining",
                                                        "True",
                                                        "SomeFinalizersRemain",
                                                        "Some content in the namespace has finalizers remaining:"
                                                                + " databases.example.org/cleanup in 2 resource instances",
                                                        town.play.now)))));
                        script.cause(ObjectKey.of("Namespace", "preview-42"), "namespace_stuck_terminating");
                    })
                    .needing(KubeResource.NAMESPACES)
                    .judgedAfter(18),
            Incident.of("entry names a class that nobody serves", (town, script) -> {
                        Plants.ingress(town, "shop-front", town.entry.name, "nginx-internal");
                        script.cause(new ObjectKey("Ingress", town.shop, "shop-front"), "ingress_broken_reference");
                    })
                    .needing(KubeResource.INGRESSES, KubeResource.INGRESSCLASSES));

    private LaterOnPlatform() {}
}
