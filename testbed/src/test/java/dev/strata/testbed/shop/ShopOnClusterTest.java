package dev.strata.testbed.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.testbed.cluster.KubeObjects;
import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.monitoring.KubeStateMetrics;
import dev.strata.testbed.monitoring.RealPrometheus;
import dev.strata.testbed.monitoring.ScrapeJob;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole chain: a slow dependency holds the workers, requests pile up, the real autoscaler goes to its maximum. */
@Tag("real")
class ShopOnClusterTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String HPA = "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/orders";
    private static final String P99 =
            "histogram_quantile(0.99, sum by (le) (rate(http_server_requests_seconds_bucket{service=\"orders\"}[5s])))";

    @RegisterExtension
    static final RealCluster CLUSTER = RealCluster.builder().nodes(5).hpa().build();

    @RegisterExtension
    static final KubeStateMetrics KUBE_STATE_METRICS =
            KubeStateMetrics.of(CLUSTER, "--resources=deployments,pods,horizontalpodautoscalers");

    @RegisterExtension
    static final Shop SHOP = Shop.on(CLUSTER, "shop", "orders");

    @RegisterExtension
    static final RealPrometheus PROMETHEUS = RealPrometheus.builder()
            .scrape(ScrapeJob.named("orders")
                    .target(SHOP::ordersAddress, Map.of("namespace", "shop", "service", "orders", "pod", "orders-0")))
            .scrape(ScrapeJob.named("payments")
                    .target(SHOP::paymentsAddress, Map.of("namespace", "shop", "service", "payments")))
            .scrape(ScrapeJob.named("kube-state-metrics")
                    .target(KUBE_STATE_METRICS::address, Map.of())
                    .honorLabels())
            .build();

    @Test
    void payments_slow_driveTheAutoscalerToItsMaximum_andLatencyStaysHigh() {
        CLUSTER.customMetrics()
                .serve("http_requests_inflight", (namespace, pod) -> OptionalDouble.of(SHOP.inFlightPerReplica()));
        CLUSTER.api().apply(OBJECTS);
        CLUSTER.api().await(HPA, LIMIT, hpa -> KubeObjects.hasCondition(hpa, "ScalingActive", "True"));
        PROMETHEUS.awaitQuery(
                P99, LIMIT, answer -> answer.size() == 1 && answer.get(0).value() < 1);

        SHOP.change(now -> now.withOfferedLoad(90).withPayments(1.5, 0.001, 0.97));

        CLUSTER.api()
                .await(
                        HPA,
                        LIMIT,
                        hpa -> KubeObjects.reason(hpa, "ScalingLimited").equals("TooManyReplicas"));
        PROMETHEUS.awaitQuery(
                "kube_deployment_status_replicas_ready{namespace=\"shop\",deployment=\"orders\"} == 12",
                LIMIT,
                answer -> !answer.isEmpty());
        assertThat(PROMETHEUS.query(P99).get(0).value()).isGreaterThan(1.5);
        assertThat(PROMETHEUS.query("kube_horizontalpodautoscaler_status_condition"
                        + "{condition=\"ScalingLimited\",status=\"true\"} == 1"))
                .isNotEmpty();

        SHOP.change(now -> Scenario.ordinary());

        CLUSTER.api()
                .await(
                        HPA,
                        LIMIT,
                        hpa -> hpa.path("status").path("currentReplicas").asInt() == 4);
    }

    private static final String OBJECTS = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: orders, namespace: shop}
            spec:
              replicas: 4
              selector: {matchLabels: {app: orders}}
              template:
                metadata: {labels: {app: orders}}
                spec:
                  containers:
                  - {name: app, image: "registry.example/orders:1.0", resources: {requests: {cpu: "1"}}}
            ---
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: orders, namespace: shop}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: orders}
              minReplicas: 4
              maxReplicas: 12
              metrics:
              - type: Pods
                pods:
                  metric: {name: http_requests_inflight}
                  target: {type: AverageValue, averageValue: "5"}
            """;
}
