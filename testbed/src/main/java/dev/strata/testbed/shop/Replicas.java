package dev.strata.testbed.shop;

import dev.strata.testbed.cluster.KubeApi;
import dev.strata.testbed.cluster.KubeApiException;
import dev.strata.testbed.part.PartException;
import java.util.concurrent.atomic.AtomicInteger;

/** How many replicas of the order service can take requests now. */
@FunctionalInterface
public interface Replicas {
    int ready();

    static Replicas fixed(int count) {
        return () -> count;
    }

    /** Reads {@code status.readyReplicas} of a Deployment; while the API server is away, the last known number. */
    static Replicas ofDeployment(KubeApi api, String namespace, String name) {
        String path = "/apis/apps/v1/namespaces/" + namespace + "/deployments/" + name;
        AtomicInteger last = new AtomicInteger();
        return () -> {
            try {
                last.set(api.find(path)
                        .map(it -> it.path("status").path("readyReplicas").asInt())
                        .orElse(0));
            } catch (PartException | KubeApiException unanswered) {
                // Pods go on serving while the API server is away.
                return last.get();
            }
            return last.get();
        };
    }
}
