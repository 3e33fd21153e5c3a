package dev.strata.testbed.shop;

import dev.strata.testbed.exposition.Histogram;
import dev.strata.testbed.exposition.Labels;
import dev.strata.testbed.exposition.MetricsPage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The shop as it stands: what has been counted since it began, and what waits. Advances only when told to; safe for use by
 * several threads.
 */
final class ShopModel {
    /** The name by which the order service calls the payment service. */
    static final String PAYMENTS_HOST = "payments.shop.svc";

    /** A worker that waits for the payment service uses no processor, so this is what remains when all wait. */
    private static final double IDLE_PROCESSOR_USE = 0.05;

    /** Upper bounds in seconds, as services with latency objectives configure them. */
    static final List<Double> BOUNDS = List.of(0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.0, 2.0, 3.0, 5.0, 10.0);

    static final String ORDERS = "orders";
    static final String PAYMENTS = "payments";

    private final Map<Endpoint, Histogram> served = timers(it -> it.served(it.isPayment() ? PAYMENTS : ORDERS));
    private final Map<Endpoint, Histogram> called =
            timers(it -> it.called(ORDERS, Labels.of("client_name", PAYMENTS_HOST)));
    private Workload workload = new Workload(0, 0, 0, 0, 0, 0);
    private int replicas;
    private int workers;
    private double processorUse;
    private double placed;
    private double notPlaced;
    private double paid;
    private double declined;
    private double unpaid;

    /** Lets time pass under a scenario with so many ready replicas. */
    synchronized void advance(Scenario scenario, int readyReplicas, Duration step) {
        replicas = readyReplicas;
        workers = scenario.workersPerReplica();
        workload = Workload.step(scenario, readyReplicas, workload.backlog(), step.toNanos() / 1e9);
        processorUse = IDLE_PROCESSOR_USE
                + (1 - IDLE_PROCESSOR_USE)
                        * workload.utilization()
                        * scenario.baseLatencySeconds()
                        / scenario.serviceSeconds();
        read(scenario, 1 - Scenario.ORDERING_SHARE);
        order(scenario, Scenario.ORDERING_SHARE);
    }

    /** Requests in flight in each ready replica; 0 without replicas. */
    synchronized double inFlightPerReplica() {
        return replicas == 0 ? 0 : workload.inFlight() / replicas;
    }

    /** The metrics page of the order service. */
    synchronized String orderPage() {
        MetricsPage page = new MetricsPage();
        writeTimers(page, "http_server_requests_seconds", served, false);
        writeTimers(page, "http_client_requests_seconds", called, true);
        Labels own = Labels.of("application", ORDERS);
        gauge(page, "http_server_requests_active", "Requests in flight", own, workload.inFlight());
        runtime(page, own, workload.utilization(), (double) workers * replicas);
        gauge(page, "process_cpu_usage", "Recent CPU use of the process", own, processorUse);
        page.family("shop_orders_total", "counter", "Order attempts that were decided")
                .sample("shop_orders_total", own.and(Labels.of("outcome", "placed")), Math.floor(placed))
                .sample("shop_orders_total", own.and(Labels.of("outcome", "failed")), Math.floor(notPlaced))
                .family("shop_payments_total", "counter", "Payment attempts")
                .sample("shop_payments_total", own.and(Labels.of("outcome", "paid")), Math.floor(paid))
                .sample("shop_payments_total", own.and(Labels.of("outcome", "declined")), Math.floor(declined))
                .sample("shop_payments_total", own.and(Labels.of("outcome", "failed")), Math.floor(unpaid));
        return page.text();
    }

    /** The metrics page of the payment service. */
    synchronized String paymentsPage() {
        MetricsPage page = new MetricsPage();
        writeTimers(page, "http_server_requests_seconds", served, true);
        return page.text();
    }

    private void read(Scenario scenario, double share) {
        double latency = scenario.baseLatencySeconds() + workload.waitSeconds();
        double reads = workload.served() * share;
        count(Endpoint.READ_FOUND, reads * (1 - scenario.errorRatio()), latency);
        count(Endpoint.READ_BROKEN, reads * scenario.errorRatio(), latency);
        count(Endpoint.READ_REJECTED, workload.failed() * share, Workload.PATIENCE_SECONDS);
    }

    private void order(Scenario scenario, double share) {
        double unpaying = scenario.baseLatencySeconds() + workload.waitSeconds();
        double paying = unpaying + scenario.paymentLatencySeconds();
        double rejected = workload.failed() * share;
        double attempts = workload.served() * share;
        double broken = attempts * scenario.errorRatio();
        double refused = (attempts - broken) * (1 - scenario.orderSuccessRatio());
        double payments = attempts - broken - refused;
        double failing = payments * scenario.paymentErrorRatio();
        double settled = (payments - failing) * scenario.paymentConversion();
        double declining = payments - failing - settled;
        count(Endpoint.ORDER_REJECTED, rejected, Workload.PATIENCE_SECONDS);
        count(Endpoint.ORDER_BROKEN, broken, unpaying);
        count(Endpoint.ORDER_REFUSED, refused, unpaying);
        count(Endpoint.ORDER_UNPAID, failing, paying);
        count(Endpoint.ORDER_DECLINED, declining, paying);
        count(Endpoint.ORDER_PLACED, settled, paying);
        call(Endpoint.PAYMENT_PAID, settled, scenario.paymentLatencySeconds());
        call(Endpoint.PAYMENT_DECLINED, declining, scenario.paymentLatencySeconds());
        call(Endpoint.PAYMENT_FAILED, failing, scenario.paymentLatencySeconds());
        placed += settled;
        notPlaced += rejected + broken + refused + failing;
        paid += settled;
        declined += declining;
        unpaid += failing;
    }

    private void call(Endpoint endpoint, double calls, double seconds) {
        record(called, endpoint, calls, seconds);
        count(endpoint, calls, seconds);
    }

    private void count(Endpoint endpoint, double requests, double seconds) {
        record(served, endpoint, requests, seconds);
    }

    private static void record(Map<Endpoint, Histogram> timers, Endpoint endpoint, double requests, double seconds) {
        Histogram timer = timers.get(endpoint);
        if (timer != null && requests > 0) {
            timer.record(requests, seconds);
        }
    }

    private static Map<Endpoint, Histogram> timers(Function<Endpoint, Labels> labels) {
        Map<Endpoint, Histogram> timers = new EnumMap<>(Endpoint.class);
        for (Endpoint endpoint : Endpoint.values()) {
            timers.put(endpoint, new Histogram(labels.apply(endpoint), BOUNDS));
        }
        return timers;
    }

    private static void writeTimers(
            MetricsPage page, String family, Map<Endpoint, Histogram> timers, boolean payments) {
        page.family(family, "histogram", "Duration of HTTP requests");
        timers.forEach((endpoint, timer) -> {
            if (endpoint.isPayment() == payments) {
                timer.write(family, page);
            }
        });
    }

    /** What a JVM shows of its worker pool and its heap. */
    private static void runtime(MetricsPage page, Labels own, double utilization, double workers) {
        gauge(page, "tomcat_threads_busy_threads", "Busy workers", own, utilization * workers);
        gauge(page, "tomcat_threads_config_max_threads", "All workers", own, workers);
        Labels heap = own.and(Labels.of("area", "heap", "id", "G1 Old Gen"));
        gauge(page, "jvm_memory_max_bytes", "Most memory that can be used", heap, 512L << 20);
        gauge(page, "jvm_memory_used_bytes", "Memory in use", heap, (160L << 20) * (1 + utilization));
    }

    private static void gauge(MetricsPage page, String name, String help, Labels labels, double value) {
        page.family(name, "gauge", help).sample(name, labels, value);
    }
}
