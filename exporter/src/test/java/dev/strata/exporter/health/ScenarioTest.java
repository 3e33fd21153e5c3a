package dev.strata.exporter.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.Golden;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.ObjectKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Incidents from beginning to end: what is said, when, and which cause is named. */
class ScenarioTest {

    private static final FindingId PAGE =
            id(Signals.HPA_MAXED_LATENCY_RISING, Shop.key("HorizontalPodAutoscaler", "orders"));
    private static final FindingId DEPENDENCY = id(Signals.DEPENDENCY_SLOW, Shop.key("Service", "payments"));
    private static final FindingId PENDING = id(Signals.POD_PENDING_UNSCHEDULED, Shop.key("Deployment", "orders"));
    private static final FindingId CRASHES = id(Signals.POD_CRASHLOOP, Shop.key("Deployment", "payments"));

    private static FindingId id(Signal signal, ObjectKey subject) {
        Layer layer = signal.layer();
        return new FindingId(layer == null ? Layer.BUSINESS : layer, signal.id(), subject);
    }

    private static Finding find(HealthSnapshot snapshot, FindingId id) {
        return snapshot.findings().stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + id + " in " + snapshot.findings()));
    }

    private static void check(String scenario, Timeline timeline) {
        Golden.check(Path.of("src/test/resources/health", scenario, "timeline.txt"), timeline.text());
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    /** The autoscaler goes to its maximum in steps, as a controller does. */
    private static void scale(Shop shop, Timeline timeline, int capacity) {
        for (int replicas : List.of(6, 9, 12)) {
            shop.orders(Math.min(replicas, capacity), Math.max(0, replicas - capacity));
            shop.hpa(replicas, 9);
            timeline.watch(seconds(15));
        }
    }

    @Test
    void next_slowDependency_namesIt() {
        var shop = new Shop(5);
        var timeline = new Timeline(shop.world);
        timeline.watch(minutes(1));

        timeline.note("payments answers slowly");
        shop.payments(0.35, 0);
        shop.traffic(90, 0.6);
        scale(shop, timeline, 12);
        shop.payments(1.5, 0);
        shop.traffic(90, 2.4);
        shop.objective("orders-latency", "application", "latency", 0.4);
        shop.objective("order-success", "business", "success", 0.1);
        HealthSnapshot atPage = timeline.watch(minutes(3));

        assertThat(find(atPage, PAGE).causes().get(0).id()).isEqualTo(DEPENDENCY);
        assertThat(find(atPage, PAGE).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(atPage.rootCauses()).extracting(r -> r.finding().id()).containsExactly(DEPENDENCY);
        assertThat(atPage.rootCauses().get(0).worst()).isEqualTo(Severity.CRITICAL);

        timeline.note("it lasts longer than the comparison looks back");
        timeline.watch(minutes(10));
        shop.world.measure("service_p99_before", 2.4, "namespace", "shop", "service", "orders");
        shop.world.measure(
                "client_latency_before",
                1.5,
                "namespace",
                "shop",
                "service",
                "orders",
                "client_name",
                "payments.shop.svc");
        timeline.watch(minutes(10));

        timeline.note("payments is well again");
        shop.payments(0.04, 0);
        shop.traffic(60, 0.12);
        shop.objective("orders-latency", "application", "latency", 0);
        shop.objective("order-success", "business", "success", 0.001);
        shop.hpa(12, 3);
        HealthSnapshot after = timeline.watch(minutes(15));
        assertThat(after.findings()).isEmpty();
        check("slow-dependency", timeline);
    }

    @Test
    void next_noCapacity_namesThePendingPods() {
        var shop = new Shop(2);
        var timeline = new Timeline(shop.world);
        timeline.watch(minutes(1));

        timeline.note("load rises, but only seven replicas fit on the nodes");
        shop.traffic(420, 0.4);
        scale(shop, timeline, 7);
        shop.traffic(420, 3.1);
        shop.objective("orders-latency", "application", "latency", 0.5);
        shop.objective("order-success", "business", "success", 0.2);
        HealthSnapshot atPage = timeline.watch(minutes(3));

        assertThat(find(atPage, PAGE).causes().get(0).id()).isEqualTo(PENDING);
        assertThat(atPage.rootCauses()).extracting(r -> r.finding().id()).containsExactly(PENDING);

        timeline.watch(minutes(20));
        timeline.note("the peak is over");
        shop.traffic(60, 0.12);
        shop.orders(7, 0);
        shop.hpa(7, 3);
        shop.objective("orders-latency", "application", "latency", 0);
        shop.objective("order-success", "business", "success", 0.001);
        HealthSnapshot after = timeline.watch(minutes(15));
        assertThat(after.findings()).isEmpty();
        check("no-capacity", timeline);
    }

    @Test
    void next_slowDependencyOnFullNodes_namesTheDependencyAndNotThePendingPods() {
        var shop = new Shop(2);
        var timeline = new Timeline(shop.world);
        timeline.watch(minutes(1));

        timeline.note("payments answers slowly; the autoscaler asks for more replicas than fit");
        shop.payments(1.5, 0);
        shop.traffic(90, 2.4);
        timeline.watch(seconds(30));
        scale(shop, timeline, 7);
        shop.objective("order-success", "business", "success", 0.1);
        HealthSnapshot late = timeline.watch(minutes(6));

        assertThat(find(late, PAGE).causes().get(0).id()).isEqualTo(DEPENDENCY);
        assertThat(find(late, PENDING).causes().get(0).id()).isEqualTo(DEPENDENCY);
        assertThat(late.rootCauses()).extracting(r -> r.finding().id()).containsExactly(DEPENDENCY);
        check("slow-dependency-on-full-nodes", timeline);
    }

    @Test
    void next_capacityGoneBeforeADependencySlows_namesThePendingPods() {
        var shop = new Shop(2);
        var timeline = new Timeline(shop.world);
        timeline.watch(minutes(1));

        timeline.note("only five replicas fit; minutes later the starved callers see slow calls too");
        shop.traffic(420, 3.1);
        scale(shop, timeline, 5);
        timeline.watch(minutes(4));
        shop.payments(0.3, 0);
        HealthSnapshot late = timeline.watch(minutes(6));

        assertThat(find(late, PAGE).causes().get(0).id()).isEqualTo(PENDING);
        assertThat(late.rootCauses().get(0).finding().id()).isEqualTo(PENDING);
        check("capacity-gone-first", timeline);
    }

    @Test
    void next_lostNode_explainsWhatRanOnIt() {
        var shop = new Shop(2);
        var timeline = new Timeline(shop.world);
        timeline.watch(minutes(1));

        timeline.note("node-2 falls silent");
        Instant lost = shop.now();
        shop.node(2, "Unknown", lost);
        for (int i : List.of(2, 4)) {
            shop.pod("orders", "orders-1", i, "Running", "False", lost, "node-2", "");
        }
        shop.deployment("orders", 4, 4, 2, "");
        shop.slice("orders", "orders-1", 1);
        shop.objective("order-success", "business", "success", 0.3);
        HealthSnapshot during = timeline.watch(minutes(12));
        FindingId node = id(Signals.NODE_NOT_READY, ObjectKey.of("Node", "node-2"));
        assertThat(during.rootCauses()).extracting(r -> r.finding().id()).containsExactly(node);
        assertThat(during.rootCauses().get(0).effects())
                .contains(id(Signals.WORKLOAD_DEGRADED, Shop.key("Deployment", "orders")))
                .contains(id(Signals.BUSINESS_SUCCESS_LOW, Shop.key("Slo", "order-success")));
        check("lost-node", timeline);
    }

    @Test
    void next_crashAfterRollout_namesTheCrash() {
        var shop = new Shop(5);
        var timeline = new Timeline(shop.world);
        timeline.watch(minutes(1));

        timeline.note("a release of payments crashes; both its pods are gone");
        Instant release = shop.now();
        shop.replicaSet("payments", "payments-2", 2, "2", release);
        shop.replicaSet("payments", "payments-1", 0, "1", Instant.parse("2026-11-01T00:00:00Z"));
        shop.deployment("payments", 2, 2, 0, "");
        for (int i : List.of(1, 2)) {
            shop.world.remove("Pod", "shop", "payments-1-" + i);
            shop.pod("payments", "payments-2", i, "Running", "False", release, "node-" + i, """
                    containerStatuses:
                        - name: app
                          restartCount: 5
                          state: { waiting: { reason: CrashLoopBackOff } }
                          lastState: { terminated: { exitCode: 1, reason: Error, finishedAt: "%s" } }
                    """.formatted(release)
                    .indent(0)
                    .strip());
        }
        shop.slice("payments", "payments-2", 0);
        shop.payments(0.02, 0.9);
        shop.traffic(60, 0.1);
        shop.objective("order-success", "business", "success", 0.9);
        HealthSnapshot during = timeline.watch(minutes(12));
        assertThat(during.rootCauses()).extracting(r -> r.finding().id()).containsExactly(CRASHES);
        assertThat(find(during, CRASHES).reasons()).contains("exit_code_1", "new_revision");
        assertThat(during.changes()).anySatisfy(change -> {
            assertThat(change.object()).isEqualTo(Shop.key("Deployment", "payments"));
            assertThat(change.change()).isEqualTo("rollout");
            assertThat(change.at()).isEqualTo(release);
        });
        check("crash-after-rollout", timeline);
    }

    @Test
    void next_apiServerAway_holdsWhatFiredAndCallsNothingHealthy() {
        var shop = new Shop(2);
        var timeline = new Timeline(shop.world);
        shop.node(2, "Unknown", shop.now());
        timeline.watch(minutes(3));

        timeline.note("the API server is away");
        shop.world.seeAll(State.STALE);
        HealthSnapshot away = timeline.watch(minutes(40));
        Finding node = find(away, id(Signals.NODE_NOT_READY, ObjectKey.of("Node", "node-2")));
        assertThat(node.held()).isTrue();
        assertThat(away.layers()).allSatisfy(layer -> {
            if (layer.judgedRatio() < 0.9) {
                assertThat(layer.severity()).isNotEqualTo(OptionalInt.of(0));
            }
        });

        timeline.note("it is back, and so is the node");
        shop.world.seeAll(State.FRESH);
        shop.node(2, "True", shop.now());
        HealthSnapshot back = timeline.watch(minutes(3));
        assertThat(back.findings()).isEmpty();
        check("api-server-away", timeline);
    }
}
