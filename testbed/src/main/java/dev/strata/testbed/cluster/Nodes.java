package dev.strata.testbed.cluster;

import java.time.Duration;
import java.util.List;

/** Simulated nodes: their objects, and the state a test wishes for them. */
final class Nodes {
    static final String GROUP_LABEL = "sim/group";
    static final String STEADY = "steady";
    static final String FLAKY = "flaky";

    private static final List<String> ZONES = List.of("zone-a", "zone-b", "zone-c");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final KubeApi api;

    Nodes(KubeApi api) {
        this.api = api;
    }

    void create(String name, int index, String group, String cpu, String memory) {
        String zone = ZONES.get(index % ZONES.size());
        String resources =
                "{cpu: \"%s\", memory: \"%s\", ephemeral-storage: 100Gi, pods: \"110\"}".formatted(cpu, memory);
        api.create("/api/v1/nodes", """
                apiVersion: v1
                kind: Node
                metadata:
                  name: %1$s
                  labels:
                    kubernetes.io/hostname: %1$s
                    kubernetes.io/os: linux
                    kubernetes.io/arch: amd64
                    topology.kubernetes.io/region: region-1
                    topology.kubernetes.io/zone: %2$s
                    %3$s: %4$s
                status:
                  allocatable: %5$s
                  capacity: %5$s
                """.formatted(name, zone, GROUP_LABEL, group, resources));
    }

    void awaitReady(String name) {
        api.await(
                "/api/v1/nodes/" + name,
                LIMIT,
                node -> node.path("spec").path("taints").isEmpty() && KubeObjects.hasCondition(node, "Ready", "True"));
    }

    /** Lets the node's kubelet report itself not ready, or ready again. Does not wait. */
    void reportReady(String name, boolean ready) {
        String value = ready ? "null" : "\"1\"";
        api.patch("/api/v1/nodes/" + name, "{\"metadata\": {\"labels\": {\"sim/not-ready\": " + value + "}}}");
    }
}
