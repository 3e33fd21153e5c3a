package dev.strata.endtoend.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.strata.testbed.cluster.KubeApi;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A Deployment behind a Service, released as people release: by applying the manifest again. */
final class App {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final JsonMapper JSON = new JsonMapper();

    private final KubeApi api;
    private final String namespace;
    private final String name;
    private final int replicas;

    App(KubeApi api, String namespace, String name, int replicas) {
        this.api = api;
        this.namespace = namespace;
        this.name = name;
        this.replicas = replicas;
    }

    /** The first release, up and well. */
    App run() {
        apply("1.0.0", Map.of(), Map.of(), "100m", replicas);
        api.apply("""
                apiVersion: v1
                kind: Service
                metadata: {name: %1$s, namespace: %2$s, labels: {app: %1$s}}
                spec: {selector: {app: %1$s}, ports: [{name: http, port: 80, targetPort: http}]}
                """.formatted(name, namespace));
        api.await(path(), LIMIT, it -> available(it) == replicas);
        return this;
    }

    /** A release whose pods do what these labels and annotations ask of the simulated kubelet. */
    void release(Map<String, String> labels, Map<String, String> annotations) {
        apply("1.1.0", labels, annotations, "100m", replicas);
    }

    /** A release that asks for so much CPU. */
    void releaseAsking(String cpu) {
        apply("1.1.0", Map.of(), Map.of(), cpu, replicas);
    }

    void scale(int wanted) {
        api.patch(path(), "{spec: {replicas: " + wanted + "}}");
    }

    /** Ends every pod, as an accident does. */
    void deletePods() {
        for (JsonNode pod : api.list("/api/v1/namespaces/" + namespace + "/pods?labelSelector=app%3D" + name)) {
            api.delete("/api/v1/namespaces/" + namespace + "/pods/"
                    + pod.path("metadata").path("name").asText());
        }
    }

    String path() {
        return "/apis/apps/v1/namespaces/" + namespace + "/deployments/" + name;
    }

    private static int available(JsonNode deployment) {
        return deployment.path("status").path("availableReplicas").asInt();
    }

    private void apply(
            String version, Map<String, String> labels, Map<String, String> annotations, String cpu, int count) {
        var all = new TreeMap<>(labels);
        all.put("app", name);
        api.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, namespace: %2$s, labels: {app: %1$s}}
                spec:
                  replicas: %3$d
                  progressDeadlineSeconds: 20
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: %4$s, annotations: %5$s}
                    spec:
                      containers:
                        - name: app
                          image: "registry.example/%1$s:%6$s"
                          ports: [{name: http, containerPort: 8080}]
                          resources: {requests: {cpu: "%7$s", memory: 64Mi}}
                """.formatted(name, namespace, count, json(all), json(annotations), version, cpu));
    }

    private static String json(Map<String, String> map) {
        return JSON.valueToTree(map).toString();
    }
}
