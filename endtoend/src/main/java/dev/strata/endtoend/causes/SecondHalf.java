package dev.strata.endtoend.causes;

import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.util.List;
import java.util.TreeMap;

/** Incidents that were written after the mechanisms passed the first half. */
final class SecondHalf {

    private static final String FIGURE = "figure";

    static final List<Incident> ALL = List.of(
            Incident.of("release asks for nodes that nobody has", (town, script) -> {
                town.payments.recreate = true;
                town.payments.unplaceable = "node(s) didn't match Pod's node affinity/selector";
                town.payments.release(Fault.NONE, town.play.now);
                script.cause(Script.key(town.payments), "pod_pending_unscheduled", "rollout_stuck");
            }),
            Incident.of("liveness probe kills", (town, script) -> {
                town.stock.fault = Fault.liveness();
                script.cause(Script.key(town.stock), "probe_killing", "pod_crashloop");
            }),
            Incident.of("no pod is ready", (town, script) -> {
                town.stock.fault = Fault.unready();
                script.cause(Script.key(town.stock), "pod_not_ready");
            }),
            Incident.of("release mounts a Secret that is not there", (town, script) -> {
                town.payments.recreate = true;
                town.payments.release(
                        Fault.mount("MountVolume.SetUp failed for volume \"tls\" : secret \"psp-tls\" not found"),
                        town.play.now);
                script.cause(Script.key(town.payments), "reference_missing", "volume_mount_failing");
            }),
            Incident.of("node short of memory", (town, script) -> {
                Node node = town.nodeOf(town.orders);
                town.play.traffic.gauge(
                        "node_use", 0.01, FIGURE, "memory_available_ratio", "node", node.name, "instance", node.name);
                town.play.traffic.gauge(
                        "node_use", 0.4, FIGURE, "memory_stalled_ratio", "node", node.name, "instance", node.name);
                script.after(60, () -> node.pressures.put("MemoryPressure", town.play.now));
                for (int round = 0; round < 4; round++) {
                    script.after(
                            90 + 40 * round,
                            () -> Plants.evictOne(
                                    town,
                                    node,
                                    "The node was low on resource: memory. Threshold quantity: 100Mi, available: 71Mi. "));
                }
                script.cause(Script.key(node), "node_pressure", "node_evictions", "node_memory_saturated");
            }),
            Incident.of("container runtime of a node is down", (town, script) -> {
                Node node = town.nodeOf(town.orders);
                node.complaint =
                        "[container runtime is down, PLEG is not healthy: pleg was last seen active 3m7s ago; threshold is 3m0s]";
                script.cause(Script.key(node), "node_not_ready", "kubelet_pleg_slow");
            }),
            Incident.of("node comes and goes", (town, script) -> {
                Node node = town.nodeOf(town.stock);
                for (int at = 0; at < 840; at += 240) {
                    script.after(at, () -> node.silent = town.play.now);
                    script.after(at + 120, () -> node.silent = null);
                }
                script.cause(Script.key(node), "node_readiness_flapping", "node_not_ready");
            }),
            Incident.of("release is slow", (town, script) -> {
                        town.orders.release(Fault.NONE, town.play.now);
                        script.after(90, () -> town.serviceOf(town.orders).slowdown = 12);
                        script.cause(
                                new ObjectKey("HorizontalPodAutoscaler", town.shop, town.orders.name),
                                "hpa_maxed_latency_rising",
                                "hpa_at_max");
                        script.cause(Script.key(town.serviceOf(town.orders)), "app_slow", "dependency_slow");
                        script.cause(Script.key(town.orders), "rollout_stuck");
                    })
                    .needingFigures(),
            Incident.of("DNS answers slowly", (town, script) -> {
                        town.play.dnsDelay = 1.6;
                        town.play.traffic.gauge("dns", 2.4, FIGURE, "p99_seconds");
                        script.cause(Script.cluster(), "dns_slow", "dns_errors");
                    })
                    .needingFigures(),
            Incident.of("API server slow and failing", (town, script) -> {
                        town.play.apiBrownOut = true;
                        town.play.traffic.gauge("apiserver", 0.4, FIGURE, "write_slow_ratio");
                        town.play.traffic.gauge("apiserver", 0.3, FIGURE, "read_slow_ratio");
                        town.play.traffic.gauge("apiserver", 0.12, FIGURE, "error_ratio");
                        for (int i = 0; i < 6; i++) {
                            Workload workload = town.play.workloads.get((i * 3) % town.play.workloads.size());
                            script.after(60 + 30 * i, () -> workload.release(Fault.NONE, town.play.now));
                        }
                        script.cause(Script.cluster(), "apiserver_slow", "apiserver_errors");
                    })
                    .needingFigures(),
            Incident.of("disk of etcd is slow", (town, script) -> {
                        town.play.traffic.gauge("etcd", 1.9, FIGURE, "fsync_p99_seconds");
                        town.play.traffic.gauge("etcd", 0.9, FIGURE, "commit_p99_seconds");
                        town.play.traffic.gauge("etcd", 4, FIGURE, "leader_changes");
                        script.after(60, () -> {
                            town.play.apiBrownOut = true;
                            town.play.traffic.gauge("apiserver", 0.5, FIGURE, "write_slow_ratio");
                            town.play.traffic.gauge("apiserver", 0.03, FIGURE, "error_ratio");
                        });
                        script.cause(Script.cluster(), "etcd_fsync_slow", "etcd_commit_slow");
                    })
                    .needingFigures(),
            Incident.of("certificate of the webhook has expired", (town, script) -> {
                        Play.Webhook webhook = town.play.webhooks.get(0);
                        town.play.refusals.put(
                                "*",
                                ("Internal error occurred: failed calling webhook \"%s\": failed to call webhook: Post \"https://%s.%s.svc:443/validate?timeout=10s\":"
                                                + " tls: failed to verify certificate: x509: certificate has expired or is not yet valid")
                                        .formatted(
                                                webhook.hook(), webhook.service().name, webhook.service().namespace));
                        town.play.traffic.gauge("webhooks", 2, FIGURE, "errors_per_second", "name", webhook.hook());
                        town.play.traffic.gauge("webhooks", 2, FIGURE, "calls_per_second", "name", webhook.hook());
                        script.after(60, () -> town.payments.release(Fault.NONE, town.play.now));
                        script.after(90, () -> town.stock.release(Fault.NONE, town.play.now));
                        script.cause(
                                ObjectKey.of("ValidatingWebhookConfiguration", webhook.name()),
                                "admission_webhook_failing",
                                "admission_webhook_down");
                    })
                    .needing(KubeResource.VALIDATINGWEBHOOKCONFIGURATIONS)
                    .needingFigures(),
            Incident.of("volume of the database is full", (town, script) -> {
                        Pod pod = town.database.live().get(0);
                        String claim = pod.claim();
                        for (String[] figure : List.of(
                                new String[] {"used_ratio", "0.995"},
                                new String[] {"capacity_bytes", "1e11"},
                                new String[] {"available_bytes", "5e8"},
                                new String[] {"full_by_6h_seconds", "600"},
                                new String[] {"full_by_24h_seconds", "900"})) {
                            town.play.traffic.gauge(
                                    "volumes",
                                    Double.parseDouble(figure[1]),
                                    FIGURE,
                                    figure[0],
                                    "namespace",
                                    town.shop,
                                    "persistentvolumeclaim",
                                    claim);
                        }
                        script.after(120, () -> pod.fault = Fault.crash(1));
                        script.cause(new ObjectKey("PersistentVolumeClaim", town.shop, claim), "volume_filling");
                    })
                    .needingFigures()
                    .needing(KubeResource.PERSISTENTVOLUMECLAIMS),
            Incident.of("network policy cuts payment off", (town, script) -> {
                        Service service = town.serviceOf(town.payments);
                        service.cutOff = true;
                        String[] client = {
                            "namespace", town.shop, "service", town.orders.name, "client_name", service.name
                        };
                        town.play.traffic.gauge("probes", 1, with(client, FIGURE, "unreachable_ratio"));
                        town.play.traffic.gauge("probes", 60, with(client, FIGURE, "client_calls_per_second"));
                        script.cause(Script.key(service), "service_unreachable_with_pods", "dependency_slow");
                    })
                    .needingFigures(),
            Incident.of("connection pool of the order service is used up", (town, script) -> {
                        town.serviceOf(town.orders).slowdown = 15;
                        for (Pod pod : town.orders.live()) {
                            String[] labels = {"namespace", town.shop, "pod", pod.name, "pool", "db"};
                            town.play.traffic.gauge("runtimes", 1, with(labels, FIGURE, "pool_busy_ratio"));
                            town.play.traffic.gauge("runtimes", 30, with(labels, FIGURE, "pool_pending"));
                        }
                        script.cause(Script.key(town.orders), "pool_saturated");
                        script.cause(
                                new ObjectKey("HorizontalPodAutoscaler", town.shop, town.orders.name),
                                "hpa_maxed_latency_rising");
                    })
                    .needingFigures(),
            Incident.of("containers are throttled", (town, script) -> {
                        town.serviceOf(town.orders).slowdown = 10;
                        for (Pod pod : town.orders.live()) {
                            town.play.traffic.gauge(
                                    "containers",
                                    0.8,
                                    FIGURE,
                                    "throttled_ratio",
                                    "namespace",
                                    town.shop,
                                    "pod",
                                    pod.name);
                        }
                        script.cause(Script.key(town.orders), "cpu_throttled");
                        script.cause(
                                new ObjectKey("HorizontalPodAutoscaler", town.shop, town.orders.name),
                                "hpa_maxed_latency_rising");
                    })
                    .needingFigures(),
            Incident.of("admission refuses the pods of a release", (town, script) -> {
                town.payments.recreate = true;
                town.play.refusals.put(
                        town.shop,
                        "pods \"%s-7f6d\" is forbidden: violates PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false"
                                .formatted(town.payments.name));
                town.payments.release(Fault.NONE, town.play.now);
                script.cause(Script.key(town.payments), "pod_creation_blocked");
            }),
            Incident.of("metrics server cannot be pulled", (town, script) -> {
                town.metricsServer.recreate = true;
                town.metricsServer.release(
                        Fault.image("registry.example/metrics-server:v9", "unauthorized: authentication required"),
                        town.play.now);
                script.cause(Script.key(town.metricsServer), new String[0]);
                script.cause(ObjectKey.of("APIService", "v1beta1.metrics.k8s.io"), "apiservice_unavailable");
            }),
            Incident.of("namespace does not go away because an API is down", (town, script) -> {
                        town.metricsAdapter.fault = Fault.crash(2);
                        script.after(
                                60,
                                () -> town.play.show(
                                        KubeResource.NAMESPACES,
                                        "leaving",
                                        Tree.of(
                                                "metadata",
                                                        Tree.of(
                                                                "name",
                                                                "leaving",
                                                                "creationTimestamp",
                                                                town.play.now.minusSeconds(864_000),
                                                                "deletionTimestamp",
                                                                town.play.now,
                                                                "labels",
                                                                new TreeMap<>(java.util.Map.of(
                                                                        "kubernetes.io/metadata.name", "leaving"))),
                                                "status",
                                                        Tree.of(
                                                                "phase",
                                                                "Terminating",
                                                                "conditions",
                                                                List.of(Tree.condition(
                                                                        "NamespaceDeletionDiscoveryFailure",
                                                                        "True",
                                                                        "DiscoveryFailed",
                                                                        "Discovery failed for some groups, 1 failing: unable to retrieve the complete list of server APIs:"
                                                                                + " custom.metrics.k8s.io/v1beta1: stale GroupVersion discovery",
                                                                        town.play.now))))));
                        script.cause(Script.key(town.metricsAdapter), new String[0]);
                        script.cause(
                                ObjectKey.of("APIService", "v1beta1.custom.metrics.k8s.io"), "apiservice_unavailable");
                    })
                    .needing(KubeResource.APISERVICES)
                    .judgedAfter(18),
            Incident.of("ingress controller is down", (town, script) -> {
                town.ingress.fault = Fault.crash(1);
                script.cause(Script.key(town.ingress), new String[0]);
            }),
            Incident.of("provider outside the cluster is slow", (town, script) -> {
                        town.serviceOf(town.payments).slowdown = 30;
                        town.serviceOf(town.payments).perPod *= 40;
                        String[] client = {
                            "namespace", town.shop, "service", town.payments.name, "client_name", "api.psp.example"
                        };
                        town.play.traffic.gauge("client_rate", 40, client);
                        town.play.traffic.gauge("client_latency", 0.85, client);
                        town.play.traffic.gauge("client_latency_before", 0.02, client);
                        town.play.traffic.gauge("client_error_ratio", 0, client);
                        script.cause(ObjectKey.of("ExternalHost", "api.psp.example"), "dependency_slow");
                    })
                    .needingFigures(),
            Incident.of("network agent crashes after its update", (town, script) -> {
                town.networkAgent.release(Fault.crash(1), town.play.now);
                script.cause(Script.key(town.networkAgent), "pod_crashloop");
            }));

    private SecondHalf() {}

    private static String[] with(String[] labels, String... more) {
        String[] all = java.util.Arrays.copyOf(labels, labels.length + more.length);
        System.arraycopy(more, 0, all, labels.length, more.length);
        return all;
    }
}
