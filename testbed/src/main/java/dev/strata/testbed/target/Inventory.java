package dev.strata.testbed.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.testbed.cluster.KubeApi;
import dev.strata.testbed.cluster.KubeObjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the cluster has now, as far as its targets show it. */
record Inventory(List<Machine> machines, List<Pod> pods, List<Claim> claims, List<Route> routes) {
    static final Inventory EMPTY = new Inventory(List.of(), List.of(), List.of(), List.of());

    Inventory {
        machines = List.copyOf(machines);
        pods = List.copyOf(pods);
        claims = List.copyOf(claims);
        routes = List.copyOf(routes);
    }

    static Inventory read(KubeApi api) {
        return new Inventory(
                api.list("/api/v1/nodes").stream().map(Machine::of).toList(),
                api.list("/api/v1/pods").stream().map(Pod::of).toList(),
                api.list("/api/v1/persistentvolumeclaims").stream()
                        .map(Claim::of)
                        .toList(),
                api.list("/apis/networking.k8s.io/v1/ingresses").stream()
                        .map(Route::of)
                        .toList());
    }

    List<Pod> running() {
        return pods.stream().filter(Pod::running).toList();
    }

    List<Pod> runningOn(String node) {
        return running().stream().filter(pod -> pod.node().equals(node)).toList();
    }

    List<Pod> runningWith(String label, String value) {
        return running().stream()
                .filter(pod -> value.equals(pod.labels().get(label)))
                .toList();
    }

    /** The claims that running pods of a node mount, each once. */
    List<Claim> mountedOn(String node) {
        List<Pod> there = runningOn(node);
        return claims.stream()
                .filter(claim -> there.stream().anyMatch(pod -> pod.mounts(claim)))
                .toList();
    }

    /**
     * A node.
     *
     * @param reachable false once its heartbeats have been missed: then nothing on it answers
     */
    record Machine(String name, int cores, double memory, double disk, boolean reachable) {
        static Machine of(JsonNode node) {
            JsonNode capacity = node.path("status").path("capacity");
            return new Machine(
                    node.path("metadata").path("name").asText(),
                    (int) Math.max(
                            1, Math.round(Quantity.parse(capacity.path("cpu").asText()))),
                    Quantity.parse(capacity.path("memory").asText("16Gi")),
                    Quantity.parse(capacity.path("ephemeral-storage").asText("100Gi")),
                    !KubeObjects.hasCondition(node, "Ready", "Unknown"));
        }
    }

    record Pod(
            String namespace,
            String name,
            String uid,
            String node,
            String ip,
            boolean running,
            Map<String, String> labels,
            List<Container> containers,
            List<String> claims) {
        static Pod of(JsonNode pod) {
            JsonNode meta = pod.path("metadata");
            Map<String, String> labels = new HashMap<>();
            meta.path("labels")
                    .properties()
                    .forEach(it -> labels.put(it.getKey(), it.getValue().asText()));
            List<Container> containers = new ArrayList<>();
            pod.path("spec").path("containers").forEach(it -> containers.add(Container.of(it)));
            List<String> claims = new ArrayList<>();
            for (JsonNode volume : pod.path("spec").path("volumes")) {
                String claim =
                        volume.path("persistentVolumeClaim").path("claimName").asText();
                if (!claim.isEmpty()) {
                    claims.add(claim);
                }
            }
            return new Pod(
                    meta.path("namespace").asText(),
                    meta.path("name").asText(),
                    meta.path("uid").asText(),
                    pod.path("spec").path("nodeName").asText(),
                    pod.path("status").path("podIP").asText(),
                    pod.path("status").path("phase").asText().equals("Running"),
                    labels,
                    containers,
                    claims);
        }

        boolean mounts(Claim claim) {
            return namespace.equals(claim.namespace()) && claims.contains(claim.name());
        }
    }

    /** Sizes are 0 where the container names none. */
    record Container(
            String name, String image, double cpuRequest, double cpuLimit, double memoryRequest, double memoryLimit) {
        static Container of(JsonNode container) {
            JsonNode requests = container.path("resources").path("requests");
            JsonNode limits = container.path("resources").path("limits");
            return new Container(
                    container.path("name").asText(),
                    container.path("image").asText(),
                    Quantity.parse(requests.path("cpu").asText()),
                    Quantity.parse(limits.path("cpu").asText()),
                    Quantity.parse(requests.path("memory").asText()),
                    Quantity.parse(limits.path("memory").asText()));
        }
    }

    record Claim(String namespace, String name, double size) {
        static Claim of(JsonNode claim) {
            JsonNode storage =
                    claim.path("spec").path("resources").path("requests").path("storage");
            return new Claim(
                    claim.path("metadata").path("namespace").asText(),
                    claim.path("metadata").path("name").asText(),
                    Quantity.parse(storage.asText("10Gi")));
        }
    }

    /** One Ingress with its first rule. */
    record Route(String namespace, String name, String host, String path, String service) {
        static Route of(JsonNode ingress) {
            JsonNode rule = ingress.path("spec").path("rules").path(0);
            JsonNode path = rule.path("http").path("paths").path(0);
            return new Route(
                    ingress.path("metadata").path("namespace").asText(),
                    ingress.path("metadata").path("name").asText(),
                    rule.path("host").asText("_"),
                    path.path("path").asText("/"),
                    path.path("backend").path("service").path("name").asText());
        }
    }
}
