package dev.strata.exporter.health;

import dev.strata.exporter.World;
import dev.strata.exporter.cluster.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An online shop for scenarios: the order service with its autoscaler, the payment service that it calls, their
 * objectives and the nodes they run on. Methods set what the world shows from now on.
 */
final class Shop {

    static final Instant START = Instant.parse("2026-11-24T18:00:00Z");

    private static final String OLD = "2026-11-01T00:00:00Z";

    final World world = new World(START);
    private final int nodes;

    Shop(int nodes) {
        this.nodes = nodes;
        world.answerAll();
        world.apply("""
                kind: Namespace
                metadata: { name: shop, creationTimestamp: "%s", labels: { team: storefront, tier: critical } }
                """.formatted(OLD));
        for (int i = 1; i <= nodes; i++) {
            node(i, "True", Instant.parse(OLD));
        }
        service("orders");
        service("payments");
        deployment("payments", 2, 2, 2, "");
        replicaSet("payments", "payments-1", 2, "1", Instant.parse(OLD));
        pods("payments", "payments-1", 1, 2, "Running");
        replicaSet("orders", "orders-1", 4, "1", Instant.parse(OLD));
        orders(4, 0);
        hpa(4, 3);
        traffic(60, 0.12);
        payments(0.04, 0);
        objective("orders-latency", "application", "latency", 0);
        objective("order-success", "business", "success", 0.001);
    }

    Instant now() {
        return world.now();
    }

    void node(int number, String ready, Instant since) {
        world.apply("""
                kind: Node
                metadata: { name: node-%d, creationTimestamp: "%s" }
                status: { conditions: [{ type: Ready, status: "%s", lastTransitionTime: "%s" }] }
                """.formatted(number, OLD, ready, since));
    }

    /** The order service with that many pods that run and that many that find no node. */
    void orders(int running, int pending) {
        int all = running + pending;
        deployment("orders", all, all, running, "");
        pods("orders", "orders-1", 1, running, "Running");
        for (int i = running + 1; i <= all; i++) {
            if (world.cluster().pod(key("Pod", "orders-1-" + i)).isEmpty()) {
                pendingPod(i);
            }
        }
        for (int i = all + 1; i <= 40; i++) {
            world.remove("Pod", "shop", "orders-1-" + i);
        }
        slice("orders", "orders-1", running);
    }

    void deployment(String name, int desired, int updated, int available, String condition) {
        world.apply("""
                kind: Deployment
                metadata: { name: %1$s, namespace: shop, creationTimestamp: "%2$s", generation: 1, labels: { app: %1$s } }
                spec:
                  replicas: %3$d
                  selector: { matchLabels: { app: %1$s } }
                  strategy: { type: RollingUpdate, rollingUpdate: { maxUnavailable: 25%%, maxSurge: 25%% } }
                  template: { metadata: { labels: { app: %1$s } }, spec: { containers: [{ name: app, image: shop/%1$s }] } }
                status:
                  observedGeneration: 1
                  replicas: %3$d
                  updatedReplicas: %4$d
                  readyReplicas: %5$d
                  availableReplicas: %5$d
                  conditions: [%6$s]
                """.formatted(name, OLD, desired, updated, available, condition));
    }

    void replicaSet(String deployment, String name, int replicas, String revision, Instant created) {
        world.apply("""
                kind: ReplicaSet
                metadata:
                  name: %2$s
                  namespace: shop
                  creationTimestamp: "%5$s"
                  annotations: { deployment.kubernetes.io/revision: "%4$s" }
                  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: %1$s, controller: true }]
                spec: { replicas: %3$d }
                status: { replicas: %3$d }
                """.formatted(deployment, name, replicas, revision, created));
    }

    /** Ready pods, spread over the nodes. */
    void pods(String app, String replicaSet, int from, int to, String phase) {
        for (int i = from; i <= to; i++) {
            pod(app, replicaSet, i, phase, "True", now(), "node-" + ((i - 1) % nodes + 1), "");
        }
    }

    void pod(
            String app,
            String replicaSet,
            int number,
            String phase,
            String ready,
            Instant since,
            String node,
            String rest) {
        world.apply("""
                kind: Pod
                metadata:
                  name: %2$s-%3$d
                  namespace: shop
                  creationTimestamp: "%8$s"
                  labels: { app: %1$s }
                  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: %2$s, controller: true }]
                spec: { nodeName: %6$s, containers: [{ name: app, image: shop }] }
                status:
                  phase: %4$s
                  conditions: [{ type: Ready, status: "%5$s", lastTransitionTime: "%7$s" }]
                  %9$s
                """.formatted(app, replicaSet, number, phase, ready, node, since, OLD, rest));
    }

    private void pendingPod(int number) {
        world.apply("""
                kind: Pod
                metadata:
                  name: orders-1-%1$d
                  namespace: shop
                  creationTimestamp: "%2$s"
                  labels: { app: orders }
                  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: orders-1, controller: true }]
                status:
                  phase: Pending
                  conditions:
                    - type: PodScheduled
                      status: "False"
                      reason: Unschedulable
                      lastTransitionTime: "%2$s"
                      message: "0/%3$d nodes are available: %3$d Insufficient cpu."
                """.formatted(number, now(), nodes));
    }

    void slice(String service, String replicaSet, int ready) {
        var endpoints = new StringBuilder();
        for (int i = 1; i <= ready; i++) {
            endpoints
                    .append("  - { conditions: { ready: true }, targetRef: { kind: Pod, name: ")
                    .append(replicaSet)
                    .append('-')
                    .append(i)
                    .append(" } }\n");
        }
        world.apply("""
                kind: EndpointSlice
                metadata: { name: %1$s-x, namespace: shop, labels: { kubernetes.io/service-name: %1$s } }
                endpoints:
                %2$s""".formatted(service, ready == 0 ? "  []\n" : endpoints));
    }

    private void service(String name) {
        world.apply("""
                kind: Service
                metadata: { name: %1$s, namespace: shop, creationTimestamp: "%2$s" }
                spec: { selector: { app: %1$s }, ports: [{ port: 80 }] }
                """.formatted(name, OLD));
        slice(name, name + "-1", 2);
    }

    /** The autoscaler between 4 and 12 replicas with a target of 5 requests in flight. */
    void hpa(int replicas, int inFlight) {
        boolean limited = replicas >= 12 && inFlight > 5;
        boolean wasLimited = world.cluster().hpas().stream()
                .flatMap(hpa -> hpa.condition("ScalingLimited").stream())
                .anyMatch(c -> c.isTrue());
        Instant since = limited && wasLimited
                ? world.cluster()
                        .hpas()
                        .get(0)
                        .condition("ScalingLimited")
                        .orElseThrow()
                        .since()
                : now();
        world.apply("""
                kind: HorizontalPodAutoscaler
                metadata: { name: orders, namespace: shop, creationTimestamp: "%1$s" }
                spec:
                  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: orders }
                  minReplicas: 4
                  maxReplicas: 12
                  metrics: [{ type: Pods, pods: { metric: { name: inflight }, target: { averageValue: "5" } } }]
                status:
                  currentReplicas: %2$d
                  desiredReplicas: %2$d
                  lastScaleTime: "%3$s"
                  currentMetrics: [{ type: Pods, pods: { metric: { name: inflight }, current: { averageValue: "%4$d" } } }]
                  conditions:
                    - { type: ScalingLimited, status: "%5$s", reason: %6$s, lastTransitionTime: "%7$s" }
                """.formatted(
                        OLD,
                        replicas,
                        replicas > 4 ? now() : OLD,
                        inFlight,
                        limited ? "True" : "False",
                        limited ? "TooManyReplicas" : "DesiredWithinRange",
                        since));
    }

    void traffic(double rate, double p99) {
        String[] labels = {"namespace", "shop", "service", "orders"};
        world.measure("service_request_rate", rate, labels);
        world.measure("service_p99", p99, labels);
        world.measure("service_p99_before", 0.12, labels);
    }

    /** How the order service sees its calls to the payment service. */
    void payments(double latency, double errors) {
        String[] labels = {"namespace", "shop", "service", "orders", "client_name", "payments.shop.svc"};
        world.measure("client_rate", 60, labels);
        world.measure("client_latency", latency, labels);
        world.measure("client_latency_before", 0.04, labels);
        world.measure("client_error_ratio", errors, labels);
    }

    /** An objective of 99 % on the order service with one bad ratio over all windows. */
    void objective(String name, String layer, String sli, double bad) {
        world.measure(
                "slo_info",
                1,
                "slo",
                name,
                "layer",
                layer,
                "namespace",
                "shop",
                "service",
                "orders",
                "sli",
                sli,
                "period",
                "30d",
                "team",
                "orders",
                "tier",
                "critical");
        world.measure("slo_objective", 0.99, "slo", name);
        for (String window : List.of("3m", "5m", "15m", "30m", "1h", "2h", "6h", "1d", "3d", "30d")) {
            boolean isShort = window.endsWith("m") || window.equals("1h");
            world.measure(
                    "slo_bad_ratio",
                    isShort ? bad : 0.001,
                    "__name__",
                    "slo:bad_per_total:ratio_rate" + window,
                    "slo",
                    name);
            world.measure("slo_events", 60, "__name__", "slo:events:rate" + window, "slo", name);
        }
        world.measure(
                "slo_depends_on", 1, "slo", name, "namespace", "shop", "kind", "Deployment", "workload", "orders");
    }

    void pass(Duration time) {
        world.pass(time);
    }

    static ObjectKey key(String kind, String name) {
        return new ObjectKey(kind, "shop", name);
    }
}
