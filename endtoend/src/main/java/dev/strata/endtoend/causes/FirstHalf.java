package dev.strata.endtoend.causes;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.util.List;

/** Incidents that were there before the mechanisms. */
final class FirstHalf {

    static final List<Incident> ALL = List.of(
            Incident.of("node lost", (town, script) -> {
                Node node = town.nodeOf(town.orders);
                node.silent = town.play.now;
                script.cause(Script.key(node), "node_not_ready");
            }),
            Incident.of("zone lost", (town, script) -> {
                String zone = town.nodeOf(town.orders).labels.get("topology.kubernetes.io/zone");
                town.play.nodes.stream()
                        .filter(n -> n.labels.containsValue(zone))
                        .forEach(n -> script.after(town.play.random.nextInt(60), () -> n.silent = town.play.now));
                script.cause(Script.cluster(), "node_not_ready_mass");
            }),
            Incident.of("node disk full", (town, script) -> {
                Node node = town.nodeOf(town.orders);
                node.pressures.put("DiskPressure", town.play.now);
                for (int round = 0; round < 4; round++) {
                    script.after(
                            60 + 45 * round,
                            () -> Plants.evictOne(
                                    town,
                                    node,
                                    "The node was low on resource: ephemeral-storage. Threshold quantity: 10706551403, available: 9012Mi. "));
                }
                script.cause(Script.key(node), "node_pressure", "node_evictions", "node_filesystem_filling");
            }),
            Incident.of("release crashes", (town, script) -> {
                town.payments.release(Fault.crash(1), town.play.now);
                script.cause(Script.key(town.payments), "pod_crashloop", "rollout_stuck");
            }),
            Incident.of("release with an image that does not exist", (town, script) -> {
                town.stock.recreate = true;
                town.stock.release(Fault.image("registry.example/x:9", "not found"), town.play.now);
                script.cause(Script.key(town.stock), "image_pull_failing", "rollout_stuck");
            }),
            Incident.of("out of memory again and again", (town, script) -> {
                town.stock.fault = Fault.oom();
                script.cause(Script.key(town.stock), "oom_killed", "pod_crashloop");
            }),
            Incident.of("release refers to a ConfigMap that is not there", (town, script) -> {
                town.payments.recreate = true;
                town.payments.release(
                        Fault.config("configmap \"%s-settings\" not found".formatted(town.payments.name)),
                        town.play.now);
                script.cause(Script.key(town.payments), "reference_missing", "container_config_error");
            }),
            Incident.of("order service scales and no node has room", (town, script) -> {
                Plants.fillNodes(town, 2);
                Plants.load(town, 3.5);
                script.cause(Script.key(town.orders), "pod_pending_unscheduled");
                script.cause(Script.cluster(), "cluster_capacity_exhausted");
            }),
            Incident.of("quota stops the order service from scaling", (town, script) -> {
                        town.play.quotas.add(new Play.Quota(town.shop, "compute", town.play.used(town.shop) + 0.6));
                        Plants.load(town, 3.5);
                        script.cause(
                                new ObjectKey("ResourceQuota", town.shop, "compute"),
                                "quota_exceeded",
                                "quota_near_limit");
                    })
                    .needing(KubeResource.RESOURCEQUOTAS),
            Incident.of("payment answers slowly", (town, script) -> {
                        town.serviceOf(town.payments).slowdown = 30;
                        town.serviceOf(town.payments).perPod *= 40;
                        script.cause(Script.key(town.serviceOf(town.payments)), "dependency_slow", "app_slow");
                    })
                    .needingFigures(),
            Incident.of("more load than the ceiling carries", (town, script) -> {
                        Plants.load(town, 5);
                        script.cause(
                                new ObjectKey("HorizontalPodAutoscaler", town.shop, town.orders.name),
                                "hpa_maxed_latency_rising",
                                "hpa_at_max");
                    })
                    .needing(KubeResource.HORIZONTALPODAUTOSCALERS)
                    .needingFigures()
                    .judgedAfter(20),
            Incident.of("autoscaler is blind while load rises", (town, script) -> {
                        town.metricsAdapter.fault = Fault.crash(2);
                        script.after(180, () -> Plants.load(town, 2.5));
                        script.cause(Script.key(town.metricsAdapter), new String[0]);
                        script.cause(
                                ObjectKey.of("APIService", "v1beta1.custom.metrics.k8s.io"),
                                "apiservice_unavailable",
                                "metrics_pipeline_down");
                    })
                    .needing(KubeResource.APISERVICES, KubeResource.HORIZONTALPODAUTOSCALERS),
            Incident.of("webhook is down and a release is blocked", (town, script) -> {
                        town.policy.fault = Fault.crash(1);
                        script.after(90, () -> town.payments.release(Fault.NONE, town.play.now));
                        script.after(150, () -> town.entry.release(Fault.NONE, town.play.now));
                        script.cause(Script.key(town.policy), new String[0]);
                        script.cause(
                                ObjectKey.of(
                                        "ValidatingWebhookConfiguration",
                                        town.play.webhooks.get(0).name()),
                                "admission_webhook_down");
                    })
                    .needing(KubeResource.VALIDATINGWEBHOOKCONFIGURATIONS),
            Incident.of("DNS crashes on its configuration", (town, script) -> {
                town.dns.fault = Fault.crash(1);
                script.cause(
                        Script.key(town.dns),
                        "coredns_down",
                        "coredns_degraded",
                        "pod_crashloop",
                        "workload_unavailable");
            }),
            Incident.of("node lost under the database", (town, script) -> {
                        Node node = town.nodeOf(town.database);
                        node.silent = town.play.now;
                        script.cause(Script.key(node), "node_not_ready");
                    })
                    .judgedAfter(16),
            Incident.of("claims get no volume", (town, script) -> {
                        Workload database = town.database;
                        for (int i = 3; i < 5; i++) {
                            String claim = "data-" + database.name + "-" + i;
                            town.play.claims.put(
                                    town.shop + "/" + claim,
                                    new Play.Claim(
                                            town.shop,
                                            claim,
                                            "fast",
                                            "failed to provision volume with StorageClass \"fast\": rpc error: code = ResourceExhausted desc = volume quota reached",
                                            town.play.now));
                        }
                        database.replicas = 5;
                        database.generation++;
                        script.cause(
                                new ObjectKey("PersistentVolumeClaim", town.shop, "data-" + database.name + "-3"),
                                "pvc_pending");
                    })
                    .needing(KubeResource.PERSISTENTVOLUMECLAIMS),
            Incident.of("disruption budget blocks a drain", (town, script) -> {
                        town.orders.budget = 0;
                        Node node = town.nodeOf(town.orders);
                        node.cordoned = true;
                        Plants.drain(town, node, town.orders);
                        script.cause(
                                new ObjectKey("PodDisruptionBudget", town.shop, town.orders.name), "pdb_blocks_drain");
                    })
                    .needing(KubeResource.PODDISRUPTIONBUDGETS)
                    .judgedAfter(18),
            Incident.of("selector edited", (town, script) -> {
                Service service = town.serviceOf(town.payments);
                Service shown = service;
                shown.selector.put("version", "v2");
                script.cause(Script.key(service), "service_no_ready_endpoints");
            }),
            Incident.of("pods get no network on a node", (town, script) -> {
                Node node = town.nodeOf(town.stock);
                node.networkProblem =
                        "failed to setup network for sandbox \"4f1c\": plugin type=\"cilium-cni\" failed (add): unable to connect to Cilium agent";
                Plants.crowd(town, node);
                town.stock.release(Fault.NONE, town.play.now);
                town.entry.release(Fault.NONE, town.play.now);
                town.payments.release(Fault.NONE, town.play.now);
                script.cause(Script.key(node), "cni_unhealthy");
            }),
            Incident.of("controllers stand still", (town, script) -> {
                town.play.controllersDown = true;
                for (int i = 0; i < 7; i++) {
                    Workload workload = town.play.workloads.get((i * 3) % town.play.workloads.size());
                    script.after(60 + 30 * i, () -> workload.release(Fault.NONE, town.play.now));
                }
                script.cause(Script.cluster(), "controller_lag");
                script.cause(
                        new ObjectKey("Lease", "kube-system", "kube-controller-manager"), "control_plane_lease_stale");
            }),
            Incident.of("taint keeps a release from all nodes", (town, script) -> {
                town.play.nodes.forEach(n -> n.taints.add("dedicated:NoSchedule"));
                town.payments.recreate = true;
                town.payments.release(Fault.NONE, town.play.now);
                script.cause(Script.key(town.payments), "pod_pending_unscheduled", "rollout_stuck");
            }),
            Incident.of("database is down", (town, script) -> {
                town.database.fault = Fault.crash(3);
                script.cause(Script.key(town.database), new String[0]);
            }),
            Incident.of("payment refuses orders", (town, script) -> {
                        town.serviceOf(town.payments).ownErrors = 0.6;
                        script.cause(Script.key(town.serviceOf(town.payments)), "dependency_slow", "app_errors");
                    })
                    .needingFigures(),
            Incident.of("nightly job fails again and again", (town, script) -> {
                        Plants.failingCronJob(town, town.shop, "settlement", 4);
                        script.cause(new ObjectKey("CronJob", town.shop, "settlement"), new String[0]);
                    })
                    .needing(KubeResource.CRONJOBS, KubeResource.JOBS));

    private FirstHalf() {}
}
