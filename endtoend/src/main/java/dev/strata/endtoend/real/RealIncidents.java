package dev.strata.endtoend.real;

import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.endtoend.real.RealIncident.Cause;
import dev.strata.testbed.cluster.Component;
import dev.strata.testbed.cluster.KubeObjects;
import java.util.List;
import java.util.Map;

/** The incidents that are planted on real components, each from one of those of the cause suite. */
public final class RealIncidents {

    public static final List<RealIncident> ALL = List.of(
            imageMissing(),
            configMapMissing(),
            releaseCrashes(),
            outOfMemory(),
            releaseNotReady(),
            quota(),
            budgetBlocksDrain(),
            noRoom(),
            selectorEdited(),
            webhookDown(),
            autoscalersBlind(),
            nodeLostUnderDatabase(),
            dnsSlow(),
            volumeFull());

    private RealIncidents() {}

    public static RealIncident named(String name) {
        return ALL.stream()
                .filter(incident -> incident.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no incident " + name));
    }

    private static RealIncident imageMissing() {
        return release(
                "image-missing",
                Map.of("sim/waiting", "ImagePullBackOff", "sim/complains", "true"),
                Map.of(
                        "sim/event",
                        "Failed",
                        "sim/message",
                        "Failed to pull image \"registry.example/catalogue:1.1.0\": rpc error: code = NotFound desc = failed to"
                                + " pull and unpack image \"registry.example/catalogue:1.1.0\": not found"),
                "image_pull_failing",
                "rollout_stuck");
    }

    private static RealIncident configMapMissing() {
        return release(
                "configmap-missing",
                Map.of("sim/waiting", "CreateContainerConfigError", "sim/complains", "true"),
                Map.of("sim/event", "Failed", "sim/message", "Error: configmap \"catalogue-settings\" not found"),
                "reference_missing",
                "container_config_error",
                "rollout_stuck");
    }

    private static RealIncident releaseCrashes() {
        return release("release-crashes", Map.of("sim/crash", "true"), Map.of(), "pod_crashloop", "rollout_stuck");
    }

    private static RealIncident outOfMemory() {
        return release(
                "out-of-memory", Map.of("sim/oom", "true"), Map.of(), "oom_killed", "pod_crashloop", "rollout_stuck");
    }

    private static RealIncident releaseNotReady() {
        return release(
                "release-not-ready",
                Map.of("sim/unready", "true", "sim/complains", "true"),
                Map.of(
                        "sim/event",
                        "Unhealthy",
                        "sim/message",
                        "Readiness probe failed: HTTP probe failed with statuscode: 503"),
                "pod_not_ready",
                "rollout_stuck");
    }

    private static RealIncident release(
            String name, Map<String, String> labels, Map<String, String> annotations, String... signals) {
        return RealIncident.of(
                name,
                name,
                town -> town.app(name, "catalogue", 3),
                town -> new App(town.api(), name, "catalogue", 3).release(labels, annotations),
                Cause.of("Deployment", name, "catalogue", signals));
    }

    private static RealIncident quota() {
        String namespace = "quota";
        return RealIncident.of(
                "quota-stops-scaling",
                namespace,
                town -> {
                    town.api().apply("""
                            apiVersion: v1
                            kind: ResourceQuota
                            metadata: {name: compute, namespace: quota}
                            spec: {hard: {requests.cpu: "500m"}}
                            """);
                    town.app(namespace, "catalogue", 2);
                },
                town -> new App(town.api(), namespace, "catalogue", 2).scale(8),
                Cause.of("ResourceQuota", namespace, "compute", "quota_exceeded", "quota_near_limit"));
    }

    private static RealIncident budgetBlocksDrain() {
        String namespace = "budget";
        return RealIncident.of(
                        "budget-blocks-drain",
                        namespace,
                        town -> {
                            town.app(namespace, "catalogue", 2);
                            town.api().apply("""
                                    apiVersion: policy/v1
                                    kind: PodDisruptionBudget
                                    metadata: {name: catalogue, namespace: budget}
                                    spec: {minAvailable: 2, selector: {matchLabels: {app: catalogue}}}
                                    """);
                        },
                        town -> {
                            String node = town.nodesOf(namespace, "catalogue").get(0);
                            town.cordon(node, true);
                            for (JsonNode pod : town.api()
                                    .list("/api/v1/namespaces/" + namespace + "/pods?fieldSelector=spec.nodeName%3D"
                                            + node)) {
                                var answer = town.evict(pod);
                                if (answer.status() != 429) {
                                    throw new IllegalStateException("the budget does not hold: " + answer);
                                }
                            }
                        },
                        Cause.of("PodDisruptionBudget", namespace, "catalogue", "pdb_blocks_drain"))
                .repairedBy(town -> town.cluster().nodeNames().forEach(node -> town.cordon(node, false)));
    }

    private static RealIncident noRoom() {
        String namespace = "no-room";
        return RealIncident.of(
                "no-node-is-large-enough",
                namespace,
                town -> town.app(namespace, "catalogue", 3),
                town -> new App(town.api(), namespace, "catalogue", 3).releaseAsking("64"),
                Cause.of("Deployment", namespace, "catalogue", "pod_pending_unscheduled", "rollout_stuck"));
    }

    private static RealIncident selectorEdited() {
        String namespace = "selector";
        return RealIncident.of(
                "selector-edited",
                namespace,
                town -> town.app(namespace, "catalogue", 3),
                town -> town.api()
                        .patch(
                                "/api/v1/namespaces/" + namespace + "/services/catalogue",
                                "{spec: {selector: {app: catalogue, version: v2}}}"),
                Cause.of("Service", namespace, "catalogue", "service_no_ready_endpoints"));
    }

    /** The one who answers the webhook crashes; a team next door scales out and gets no pods. */
    private static RealIncident webhookDown() {
        String namespace = "webhook";
        return RealIncident.of(
                        "webhook-down-blocks-deploys",
                        namespace,
                        town -> {
                            town.app(namespace, "policy", 2);
                            town.app(namespace, "catalogue", 2);
                            town.api().apply("""
                                    apiVersion: admissionregistration.k8s.io/v1
                                    kind: ValidatingWebhookConfiguration
                                    metadata: {name: policy}
                                    webhooks:
                                      - name: check.policy.example
                                        clientConfig: {service: {namespace: webhook, name: policy, path: /validate, port: 80}}
                                        admissionReviewVersions: [v1]
                                        sideEffects: None
                                        failurePolicy: Fail
                                        timeoutSeconds: 1
                                        objectSelector: {matchLabels: {app: catalogue}}
                                        rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
                                    """);
                        },
                        town -> {
                            new App(town.api(), namespace, "policy", 2).scale(0);
                            new App(town.api(), namespace, "catalogue", 2).scale(5);
                        },
                        Cause.of("ValidatingWebhookConfiguration", "", "policy", "admission_webhook_down"))
                .repairedBy(town -> town.api()
                        .delete("/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/policy"));
    }

    /** The adapter behind the autoscaler of the order service stops answering. */
    private static RealIncident autoscalersBlind() {
        String api = "v1beta2.custom.metrics.k8s.io";
        return RealIncident.of(
                        "autoscalers-blind",
                        "blind",
                        town -> {},
                        town -> town.cluster().customMetrics().stop(),
                        Cause.of("APIService", "", api, "apiservice_unavailable", "metrics_pipeline_down"))
                .repairedBy(town -> {
                    town.cluster().customMetrics().start();
                    town.api()
                            .await(
                                    "/apis/apiregistration.k8s.io/v1/apiservices/" + api,
                                    RealTown.LIMIT,
                                    it -> KubeObjects.hasCondition(it, "Available", "True"));
                });
    }

    private static RealIncident nodeLostUnderDatabase() {
        String namespace = "database";
        return RealIncident.of(
                        "node-lost-under-database",
                        namespace,
                        town -> {
                            town.api().apply(DATABASE);
                            town.api()
                                    .await(
                                            "/apis/apps/v1/namespaces/database/statefulsets/ledger",
                                            RealTown.LIMIT,
                                            it -> it.path("status")
                                                            .path("readyReplicas")
                                                            .asInt()
                                                    == 1);
                        },
                        town -> town.cluster().suspend(Component.KWOK_FLAKY),
                        Cause.of("Node", "", "flaky-0", "node_not_ready"))
                .repairedBy(town -> {
                    town.cluster().resume(Component.KWOK_FLAKY);
                    town.api()
                            .await(
                                    "/api/v1/nodes/flaky-0",
                                    RealTown.LIMIT,
                                    it -> KubeObjects.hasCondition(it, "Ready", "True"));
                    town.api().delete("/api/v1/namespaces/database/persistentvolumeclaims/data-ledger-0");
                    town.api().delete("/api/v1/persistentvolumes/ledger-0");
                });
    }

    private static RealIncident dnsSlow() {
        return RealIncident.of(
                        "dns-slow",
                        "names",
                        town -> {},
                        town -> town.targets().dns().latency(2.5),
                        Cause.of("Cluster", "", "cluster", "dns_slow", "dns_errors"))
                .repairedBy(town -> town.targets().dns().recover());
    }

    /** The order service's database fills its volume. */
    private static RealIncident volumeFull() {
        return RealIncident.of(
                        "volume-full",
                        "volumes",
                        town -> {},
                        town -> town.targets()
                                .volume("shop", "data-orders-db-0")
                                .used(0.985),
                        Cause.of("PersistentVolumeClaim", "shop", "data-orders-db-0", "volume_filling"))
                .repairedBy(town ->
                        town.targets().volume("shop", "data-orders-db-0").recover());
    }

    private static final String DATABASE = """
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: ledger-0}
            spec:
              capacity: {storage: 20Gi}
              accessModes: [ReadWriteOnce]
              storageClassName: fixed
              claimRef: {namespace: database, name: data-ledger-0}
              hostPath: {path: /data/ledger-0}
              nodeAffinity:
                required:
                  nodeSelectorTerms:
                    - matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [flaky-0]}]
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: ledger, namespace: database, labels: {app: ledger}}
            spec:
              serviceName: ledger
              replicas: 1
              selector: {matchLabels: {app: ledger}}
              template:
                metadata: {labels: {app: ledger}}
                spec:
                  containers:
                    - name: postgres
                      image: registry.example/postgres:18.1
                      ports: [{name: sql, containerPort: 5432}]
                      resources: {requests: {cpu: 250m, memory: 256Mi}}
                      volumeMounts: [{name: data, mountPath: /var/lib/postgresql}]
              volumeClaimTemplates:
                - metadata: {name: data}
                  spec:
                    accessModes: [ReadWriteOnce]
                    storageClassName: fixed
                    resources: {requests: {storage: 20Gi}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: ledger, namespace: database, labels: {app: ledger}}
            spec: {clusterIP: None, selector: {app: ledger}, ports: [{name: sql, port: 5432}]}
            """;
}
