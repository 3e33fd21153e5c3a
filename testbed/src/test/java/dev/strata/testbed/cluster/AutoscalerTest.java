package dev.strata.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("real")
class AutoscalerTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String HPA = "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/order";

    @RegisterExtension
    static final RealCluster CLUSTER = RealCluster.builder().nodes(2).hpa().build();

    private final AtomicInteger inFlight = new AtomicInteger(10);

    @Test
    void load_beyondMaximum_scalesToMaximum_andBlindnessIsReported() {
        CLUSTER.customMetrics().serve("http_requests_inflight", (namespace, pod) -> perPod());
        CLUSTER.api().apply(Manifests.namespace("shop"));
        CLUSTER.api().apply(Manifests.deployment("shop", "order", 2));
        CLUSTER.api().apply(Manifests.autoscaler("shop", "order"));
        CLUSTER.api().await(HPA, LIMIT, hpa -> KubeObjects.hasCondition(hpa, "ScalingActive", "True"));

        inFlight.set(200);

        JsonNode atMaximum = CLUSTER.api()
                .await(
                        HPA,
                        LIMIT,
                        hpa -> KubeObjects.reason(hpa, "ScalingLimited").equals("TooManyReplicas")
                                && hpa.path("status").path("currentReplicas").asInt() == 6);
        assertThat(atMaximum.path("status").path("desiredReplicas").asInt()).isEqualTo(6);

        CLUSTER.customMetrics().stop();

        JsonNode blind =
                CLUSTER.api().await(HPA, LIMIT, hpa -> KubeObjects.hasCondition(hpa, "ScalingActive", "False"));
        assertThat(KubeObjects.reason(blind, "ScalingActive")).isEqualTo("FailedGetPodsMetric");

        CLUSTER.customMetrics().start();
        inFlight.set(10);

        CLUSTER.api()
                .await(
                        HPA,
                        LIMIT,
                        hpa -> hpa.path("status").path("currentReplicas").asInt() == 2);
    }

    private OptionalDouble perPod() {
        int replicas = CLUSTER.api()
                .get("/apis/apps/v1/namespaces/shop/deployments/order")
                .path("status")
                .path("readyReplicas")
                .asInt();
        return replicas == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) inFlight.get() / replicas);
    }
}
