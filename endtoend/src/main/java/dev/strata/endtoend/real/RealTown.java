package dev.strata.endtoend.real;

import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.endtoend.Incident;
import dev.strata.endtoend.ShopRun;
import dev.strata.endtoend.Tempo;
import dev.strata.testbed.cluster.KubeApi;
import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.part.Await;
import dev.strata.testbed.part.HttpCall;
import dev.strata.testbed.target.ClusterTargets;
import java.time.Duration;
import java.util.List;

/**
 * The order service in its surroundings on a real control plane, watched by the whole monitoring stack, with the pack
 * loaded and the exporter serving: where incidents are planted one after the other.
 */
public final class RealTown implements AutoCloseable {

    /** Twenty times faster: five minutes of the pack pass in fifteen seconds. */
    public static final Tempo TEMPO = new Tempo(20, Duration.ofSeconds(1));

    static final Duration LIMIT = Duration.ofSeconds(90);

    private final ShopRun run;
    private final Complaints complaints;

    private RealTown(ShopRun run) {
        this.run = run;
        this.complaints = Complaints.start(run.cluster().api());
    }

    /** Starts everything: about twenty seconds on a machine with nothing else to do. */
    public static RealTown start() {
        return new RealTown(ShopRun.startSurrounded(Incident.calm(new Incident.Nodes(5, 1, "8", "16Gi")), TEMPO));
    }

    public ShopRun run() {
        return run;
    }

    KubeApi api() {
        return run.cluster().api();
    }

    RealCluster cluster() {
        return run.cluster();
    }

    ClusterTargets targets() {
        return run.targets();
    }

    /** A namespace of the critical tier, so that what goes wrong in it pages. */
    void namespace(String name) {
        api().apply("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: %1$s, labels: {team: storefront, tier: critical}}
                """.formatted(name));
        api().await("/api/v1/namespaces/" + name + "/serviceaccounts/default", LIMIT, account -> true);
    }

    App app(String namespace, String name, int replicas) {
        return new App(api(), namespace, name, replicas).run();
    }

    /** The nodes on which the pods of an application run. */
    List<String> nodesOf(String namespace, String app) {
        return api().list("/api/v1/namespaces/" + namespace + "/pods?labelSelector=app%3D" + app).stream()
                .map(pod -> pod.path("spec").path("nodeName").asText())
                .filter(node -> !node.isEmpty())
                .distinct()
                .toList();
    }

    void cordon(String node, boolean closed) {
        api().patch("/api/v1/nodes/" + node, "{spec: {unschedulable: " + closed + "}}");
    }

    /** Asks for the end of a pod as a drain does; the answer is the API server's. */
    HttpCall.Answer evict(JsonNode pod) {
        String namespace = pod.path("metadata").path("namespace").asText();
        String name = pod.path("metadata").path("name").asText();
        return api().raw(
                        "POST",
                        "/api/v1/namespaces/" + namespace + "/pods/" + name + "/eviction",
                        "application/json",
                        """
                {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "%s", "namespace": "%s"}}
                """.formatted(name, namespace));
    }

    /** The root causes now, worst first. */
    public List<Found> rootCauses() {
        return Found.rootCauses(run.health());
    }

    /** Waits until there is no root cause left. */
    public void awaitCalm(Duration limit) {
        Await.until(
                "no root cause to be left, there are " + rootCauses(),
                limit,
                () -> rootCauses().isEmpty());
    }

    @Override
    public void close() {
        complaints.close();
        run.close();
    }
}
