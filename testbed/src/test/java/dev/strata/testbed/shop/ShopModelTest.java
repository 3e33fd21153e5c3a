package dev.strata.testbed.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.strata.testbed.exposition.LatencySpread;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShopModelTest {
    /** Nearly nine tenths of what eight replicas can do. */
    private static final Scenario BUSY = Scenario.ordinary().withOfferedLoad(400);

    private static final Duration STEP = Duration.ofMillis(200);

    @Test
    void busyHour_eightReplicas_servesWithoutRejecting() {
        ShopModel model = run(BUSY, 8, 60);

        assertThat(value(model, "http_server_requests_seconds_count{", "status=\"201\""))
                .isCloseTo(400 * 0.6 * 60 * 0.97, within(200.0));
        assertThat(value(model, "http_server_requests_seconds_count{", "status=\"503\""))
                .isZero();
        assertThat(model.inFlightPerReplica()).isBetween(8.7, 13.0);
    }

    @Test
    void dependency_slows_latencyAndInFlightRise_andCapacityFalls() {
        Scenario slow = BUSY.withPayments(1.5, 0, 0.97);

        Workload before = steady(BUSY, 16);
        Workload after = steady(slow, 16);

        assertThat(before.failed()).isZero();
        assertThat(after.failed()).as("same load, same replicas, less capacity").isPositive();
        assertThat(after.waitSeconds()).isGreaterThan(10 * before.waitSeconds());
        assertThat(after.inFlight()).isGreaterThan(10 * before.inFlight());
        assertThat(after.served()).isLessThan(before.served());
    }

    @Test
    void replicas_added_raiseCapacity() {
        Scenario surge = BUSY.withOfferedLoad(2000);

        Workload few = steady(surge, 8);
        Workload many = steady(surge, 40);

        assertThat(few.utilization()).isEqualTo(1);
        assertThat(few.failed()).isPositive();
        assertThat(many.failed()).isZero();
        assertThat(many.served()).isCloseTo(2000 * 0.2, within(1e-6));
        assertThat(many.waitSeconds()).isLessThan(0.1);
    }

    @Test
    void load_risesTowardsCapacity_waitGrows() {
        List<Double> waits = Arrays.asList(100.0, 250.0, 350.0, 440.0).stream()
                .map(load -> steady(BUSY.withOfferedLoad(load), 8).waitSeconds())
                .toList();

        assertThat(waits).isSorted().doesNotHaveDuplicates();
        assertThat(waits.get(3)).isGreaterThan(5 * waits.get(0));
    }

    @Test
    void overload_ends_backlogDrains() {
        Workload overloaded = steady(BUSY.withOfferedLoad(2000), 8);
        assertThat(overloaded.backlog()).isPositive();

        Workload after = overloaded;
        for (int i = 0; i < 500; i++) {
            after = Workload.step(BUSY, 8, after.backlog(), 0.2);
        }

        assertThat(after.backlog()).isZero();
        assertThat(after.failed()).isZero();
    }

    @Test
    void noReplica_everythingIsRejected() {
        ShopModel model = run(BUSY, 0, 10);

        assertThat(value(model, "http_server_requests_seconds_count{", "status=\"503\""))
                .isCloseTo(4000, within(2.0));
        assertThat(value(model, "http_server_requests_seconds_count{", "status=\"201\""))
                .isZero();
        assertThat(model.inFlightPerReplica()).isZero();
    }

    @Test
    void dependency_slows_workersAreBusy_processorIsNot() {
        ShopModel busy = run(BUSY, 8, 20);
        ShopModel waiting = run(BUSY.withPayments(5, 0, 1), 8, 20);

        assertThat(value(waiting, "tomcat_threads_busy_threads{", "")).isEqualTo(80);
        assertThat(value(busy, "process_cpu_usage{", "")).isGreaterThan(0.6);
        assertThat(value(waiting, "process_cpu_usage{", "")).isLessThan(0.15);
    }

    @Test
    void orderSuccess_falls_withoutServerErrors() {
        Scenario broken = BUSY.withOrderSuccess(0.7).withErrorRatio(0);

        ShopModel model = run(broken.withPayments(0.05, 0, 1), 8, 60);

        double placed = value(model, "shop_orders_total{", "placed");
        double failed = value(model, "shop_orders_total{", "failed");
        assertThat(placed / (placed + failed)).isCloseTo(0.7, within(0.01));
        assertThat(value(model, "http_server_requests_seconds_count{", "SERVER_ERROR"))
                .isZero();
    }

    @Test
    void paymentsFail_ordersFailToo_andTheCallShowsIt() {
        ShopModel model = run(BUSY.withPayments(0.05, 0.5, 1), 8, 60);

        double failedCalls = value(model, "http_client_requests_seconds_count{", "SERVER_ERROR");
        assertThat(failedCalls)
                .isCloseTo(value(model, "http_server_requests_seconds_count{", "status=\"502\""), within(1.0))
                .isCloseTo(value(model, "shop_payments_total{", "failed"), within(1.0));
        assertThat(failedCalls).isCloseTo(400 * 0.6 * 60 * 0.5, within(200.0));
    }

    @Test
    void conversion_falls_declinesRise_ordersDoNotFail() {
        ShopModel model = run(BUSY.withPayments(0.05, 0, 0.5), 8, 60);

        double paid = value(model, "shop_payments_total{", "paid");
        double declined = value(model, "shop_payments_total{", "declined");
        assertThat(paid / (paid + declined)).isCloseTo(0.5, within(0.01));
        assertThat(value(model, "shop_orders_total{", "failed")).isLessThan(0.01 * paid);
    }

    @Test
    void page_beforeAnyRequest_showsEverySeriesAtZero() {
        ShopModel model = new ShopModel();

        assertThat(lines(model.orderPage(), "http_server_requests_seconds_count{", ""))
                .hasSize(9)
                .allMatch(line -> line.endsWith(" 0.0"));
        assertThat(lines(model.orderPage(), "http_client_requests_seconds_count{", PAYMENTS))
                .hasSize(3);
        assertThat(lines(model.orderPage(), "shop_orders_total{", "")).hasSize(2);
        assertThat(lines(model.orderPage(), "shop_payments_total{", "")).hasSize(3);
        assertThat(lines(model.paymentsPage(), "http_server_requests_seconds_count{", "uri=\"/payments\""))
                .hasSize(3);
    }

    @Test
    void buckets_ofOneSeries_neverFall_andEndInTheCount() {
        ShopModel model = run(BUSY, 8, 7);

        List<Double> buckets =
                lines(model.orderPage(), "http_server_requests_seconds_bucket{", "status=\"201\"").stream()
                        .map(ShopModelTest::number)
                        .toList();

        assertThat(buckets).hasSize(ShopModel.BOUNDS.size() + 1).isSorted();
        assertThat(buckets.get(buckets.size() - 1))
                .isEqualTo(value(model, "http_server_requests_seconds_count{", "status=\"201\""));
        assertThat(buckets.get(0)).isPositive().isLessThan(buckets.get(5));
    }

    @Test
    void latencySpread_shares_fitTheLogNormalDistribution() {
        assertThat(LatencySpread.shareWithin(Math.exp(-0.125), 1)).isCloseTo(0.5, within(1e-6));
        assertThat(LatencySpread.shareWithin(Math.exp(-0.125 + 0.5 * 2.326348), 1))
                .isCloseTo(0.99, within(1e-6));
        assertThat(LatencySpread.shareWithin(1e-9, 1)).isCloseTo(0, within(1e-9));
    }

    private static final String PAYMENTS = "client_name=\"payments.shop.svc\"";

    private static ShopModel run(Scenario scenario, int replicas, int seconds) {
        ShopModel model = new ShopModel();
        for (int i = 0; i < seconds * 5; i++) {
            model.advance(scenario, replicas, STEP);
        }
        return model;
    }

    private static Workload steady(Scenario scenario, int replicas) {
        Workload now = Workload.step(scenario, replicas, 0, 0.2);
        for (int i = 0; i < 300; i++) {
            now = Workload.step(scenario, replicas, now.backlog(), 0.2);
        }
        return now;
    }

    private static double value(ShopModel model, String start, String containing) {
        return lines(model.orderPage(), start, containing).stream()
                .mapToDouble(ShopModelTest::number)
                .sum();
    }

    private static List<String> lines(String page, String start, String containing) {
        return page.lines()
                .filter(line -> line.startsWith(start) && line.contains(containing))
                .toList();
    }

    private static double number(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
