package dev.strata.exporter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.testbed.cluster.KubeApi;
import dev.strata.testbed.part.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The Deployment {@code churn/web} on a real API server, and its life. */
record ChurningDeployment(KubeApi api) {

    static final String PATH = "/apis/apps/v1/namespaces/churn/deployments/web";
    private static final String PODS = "/api/v1/namespaces/churn/pods";
    private static final Duration STEP = Duration.ofMillis(300);

    void scale(int replicas) {
        api.patch(PATH, "{spec: {replicas: %d}}".formatted(replicas));
    }

    void awaitReady(int replicas, Duration limit) {
        api.await(
                PATH,
                limit,
                it -> it.path("status").path("readyReplicas").asInt() == replicas
                        && it.path("status").path("replicas").asInt() == replicas);
    }

    /** Changes replicas and deletes pods until told to stop; what the server does not answer is let go. */
    void churn(AtomicBoolean stop, int most) {
        for (int i = 0; !stop.get(); i++) {
            try {
                scale(i % 2 == 0 ? most : most / 2);
                Await.pause(STEP);
                List<JsonNode> pods = api.list(PODS);
                if (!pods.isEmpty()) {
                    String name = pods.get(i % pods.size())
                            .path("metadata")
                            .path("name")
                            .asText();
                    api.delete(PODS + "/" + name);
                }
            } catch (RuntimeException e) {
                Await.pause(STEP); // Nobody answers at times: that is what is tested.
            }
        }
    }
}
