package dev.strata.exporter.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts with little but what a join needs. */
final class Facts {

    static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");

    private Facts() {}

    static KubeMeta meta(ObjectKey key, Map<String, String> labels, @Nullable ObjectKey controller) {
        return new KubeMeta(key, "uid-" + key.name(), "1", T0, null, 1, labels, Map.of(), controller);
    }

    static PodFacts pod(String namespace, String name, Map<String, String> labels, @Nullable ObjectKey controller) {
        var key = new ObjectKey("Pod", namespace, name);
        return new PodFacts(
                meta(key, labels, controller),
                "Running",
                "node-0",
                List.of(),
                List.of(),
                Resources.NONE,
                PodFacts.Placement.NONE,
                0);
    }

    static ReplicaSetFacts replicaSet(String namespace, String name, String revision, ObjectKey deployment) {
        var key = new ObjectKey("ReplicaSet", namespace, name);
        var replicas = new WorkloadFacts.Replicas(1, 1, 1, 1, 1);
        return new ReplicaSetFacts(meta(key, Map.of(), deployment), replicas, revision, List.of(), Map.of());
    }

    static WorkloadFacts deployment(String namespace, String name, Map<String, String> podLabels) {
        return new WorkloadFacts(
                meta(new ObjectKey("Deployment", namespace, name), Map.of(), null),
                KubeResource.DEPLOYMENTS,
                new WorkloadFacts.Replicas(1, 1, 1, 1, 1),
                new WorkloadFacts.Rollout("RollingUpdate", "25%", "25%", 0, 0, 600, "", ""),
                1,
                false,
                new KubeSelector(podLabels, List.of()),
                List.of(),
                Resources.NONE,
                podLabels,
                TemplateFacts.NONE,
                null,
                null);
    }

    static ServiceFacts service(String namespace, String name, Map<String, String> selector) {
        var key = new ObjectKey("Service", namespace, name);
        return new ServiceFacts(
                meta(key, Map.of(), null), "ClusterIP", new KubeSelector(selector, List.of()), List.of(), false);
    }

    static NodeFacts node(String name) {
        return new NodeFacts(
                meta(ObjectKey.of("Node", name), Map.of(), null), false, List.of(), List.of(), Resources.NONE, "v1");
    }
}
