package dev.strata.exporter.signal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.testbed.cluster.KubeApi;
import dev.strata.testbed.cluster.KubeObjects;
import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.part.Await;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Breaks things on a real control plane. What controllers and the scheduler do they do themselves; for the pods of one
 * node that nobody runs, the test says what a kubelet would: states of containers and events.
 */
final class BrokenCluster {

    static final String NAMESPACE = "broken";
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String PODS = "/api/v1/namespaces/" + NAMESPACE + "/pods";

    private final RealCluster cluster;
    private final KubeApi api;
    private int events;

    BrokenCluster(RealCluster cluster) {
        this.cluster = cluster;
        this.api = cluster.api();
    }

    /** A node object without a kubelet. */
    void nodeWithoutKubelet(String name, String version, int pods) {
        api.create("/api/v1/nodes", """
                apiVersion: v1
                kind: Node
                metadata: {name: %1$s, labels: {bare: %1$s}}
                spec: {taints: [{key: bare, effect: NoSchedule}]}
                status:
                  allocatable: {cpu: "4", memory: 16Gi, pods: "%3$d"}
                  capacity: {cpu: "4", memory: 16Gi, pods: "%3$d"}
                  nodeInfo: {kubeletVersion: %2$s, architecture: amd64, bootID: a, containerRuntimeVersion: a, kernelVersion: a, kubeProxyVersion: a, machineID: a, operatingSystem: linux, osImage: a, systemUUID: a}
                """.formatted(name, version, pods));
    }

    /** The kubelet's report, changed and changed back. */
    void flap(String node, int times) {
        for (int i = 0; i < times; i++) {
            cluster.reportReady(node, false);
            awaitReady(node, "False");
            cluster.reportReady(node, true);
            awaitReady(node, "True");
        }
    }

    private void awaitReady(String node, String status) {
        api.await("/api/v1/nodes/" + node, LIMIT, n -> KubeObjects.hasCondition(n, "Ready", status));
    }

    void nodeCondition(String node, String type, String reason) {
        api.patchStrategic("/api/v1/nodes/" + node + "/status", """
                {"status": {"conditions": [{"type": "%s", "status": "True", "reason": "%s", "lastTransitionTime": "%s", "lastHeartbeatTime": "%s"}]}}
                """.formatted(type, reason, now(), now()));
    }

    /** A Deployment with its Service; its pods go to the node without kubelet, or where the scheduler puts them. */
    void deploy(String namespace, String app, int replicas, String node, String requests) {
        String place = node.isEmpty() ? "" : "nodeSelector: {bare: " + node + "}, tolerations: [{operator: Exists}], ";
        api.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  replicas: %3$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec: {%4$s containers: [{name: app, image: "registry.example/%1$s:1", resources: {requests: {%5$s}}}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: %1$s, namespace: %2$s}
                spec: {selector: {app: %1$s}, ports: [{port: 80}]}
                """.formatted(app, namespace, replicas, place, requests));
    }

    /** Waits for the pods and says how far they are. */
    void say(String app, int pods, String phase, String containerStatus) {
        for (JsonNode pod : pods(app, pods)) {
            boolean ends = phase.equals("Failed");
            api.patchStrategic(path(pod) + "/status", ends ? """
                    {"status": {"phase": "Failed", "reason": "Evicted"}}
                    """ : """
                    {"status": {"phase": "%s",
                      "conditions": [{"type": "Ready", "status": "False", "reason": "ContainersNotReady", "lastTransitionTime": "%s"},
                        {"type": "ContainersReady", "status": "False", "lastTransitionTime": "%s"}],
                      "containerStatuses": [{"name": "app", "image": "x", "imageID": "", "ready": false, %s}]}}
                    """.formatted(phase, now(), now(), containerStatus));
        }
    }

    void event(String app, String type, String reason, int count, String message) {
        for (JsonNode pod : pods(app, 1)) {
            about("Pod", NAMESPACE, pod.path("metadata").path("name").asText(), type, reason, count, message);
        }
    }

    void about(String kind, String namespace, String name, String type, String reason, int count, String message) {
        String place = namespace.isEmpty() ? "default" : namespace;
        String object = namespace.isEmpty() ? "" : ", namespace: " + namespace;
        api.create("/api/v1/namespaces/" + place + "/events", """
                apiVersion: v1
                kind: Event
                metadata: {name: said-%1$d, namespace: %2$s}
                involvedObject: {kind: %3$s, name: %4$s%5$s, apiVersion: v1}
                type: %6$s
                reason: %7$s
                count: %8$d
                firstTimestamp: "%10$s"
                lastTimestamp: "%10$s"
                message: '%9$s'
                """.formatted(
                        ++events, place, kind, name, object, type, reason, count, message.replace("'", "''"), now()));
    }

    /** Asks for the end of the pods; without a kubelet nothing comes of it. */
    void delete(String app) {
        for (JsonNode pod : pods(app, 1)) {
            api.delete(path(pod) + "?gracePeriodSeconds=1");
        }
    }

    private List<JsonNode> pods(String app, int atLeast) {
        String path = PODS + "?labelSelector=app%3D" + app;
        Await.until("pods of " + app + " on a node", LIMIT, () -> placed(path).size() >= atLeast);
        return placed(path);
    }

    private List<JsonNode> placed(String path) {
        return api.list(path).stream()
                .filter(pod -> pod.path("spec").has("nodeName"))
                .toList();
    }

    private static String path(JsonNode pod) {
        return PODS + "/" + pod.path("metadata").path("name").asText();
    }

    static String now() {
        return InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
