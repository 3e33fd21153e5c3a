package dev.strata.testbed.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.junit.PartExtension;
import dev.strata.testbed.part.PartException;
import dev.strata.testbed.part.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The running shop: two servers with metrics, an order service and the payment service it calls, and the clock that moves
 * them. Customers are part of the model; nobody needs to send requests.
 *
 * <p>{@code GET /scenario} and {@code POST /scenario} on the order service show and change what happens, in JSON; a POST
 * names only what changes.
 */
public final class Shop implements PartExtension {
    private static final Duration STEP = Duration.ofMillis(200);

    private final Supplier<Replicas> replicas;
    private final int ordersPort;
    private final int paymentsPort;
    private final InstantSource clock;
    private final ShopModel model = new ShopModel();
    private volatile Scenario scenario = Scenario.ordinary();
    private volatile String trouble = "";
    private @Nullable Running running;

    private Shop(Supplier<Replicas> replicas, int ordersPort, int paymentsPort, InstantSource clock) {
        this.replicas = replicas;
        this.ordersPort = ordersPort;
        this.paymentsPort = paymentsPort;
        this.clock = clock;
    }

    /** A shop on free ports whose order service has so many replicas. */
    public static Shop with(Replicas replicas) {
        return onPorts(() -> replicas, Ports.free(), Ports.free());
    }

    /** A shop whose order service is a Deployment of the cluster, which is started first if it is not running. */
    public static Shop on(RealCluster cluster, String namespace, String deployment) {
        Supplier<Replicas> replicas = () -> {
            cluster.start();
            return Replicas.ofDeployment(cluster.api(), namespace, deployment);
        };
        return onPorts(replicas, Ports.free(), Ports.free());
    }

    static Shop onPorts(Supplier<Replicas> replicas, int ordersPort, int paymentsPort) {
        return new Shop(replicas, ordersPort, paymentsPort, InstantSource.system());
    }

    @Override
    public synchronized void start() {
        if (running != null) {
            return;
        }
        HttpServer order = server(ordersPort, model::orderPage);
        order.createContext("/scenario", this::scenarioPage);
        HttpServer payments = server(paymentsPort, model::paymentsPage);
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
        Ticker step = new Ticker(replicas.get(), clock.instant());
        var unused = ticker.scheduleWithFixedDelay(step, 0, STEP.toMillis(), TimeUnit.MILLISECONDS);
        order.start();
        payments.start();
        running = new Running(order, payments, ticker);
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            running.ticker().shutdownNow();
            running.order().stop(0);
            running.payments().stop(0);
            running = null;
        }
    }

    @Override
    public void saveLogs(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("orders.prom"), model.orderPage());
            Files.writeString(folder.resolve("payments.prom"), model.paymentsPage());
            Files.writeString(folder.resolve("scenario.txt"), scenario + "\n" + trouble + "\n");
        } catch (IOException e) {
            throw new PartException("cannot write to " + folder, e);
        }
    }

    /** Changes what happens from now on. */
    public synchronized void change(UnaryOperator<Scenario> edit) {
        scenario = edit.apply(scenario);
    }

    public Scenario scenario() {
        return scenario;
    }

    /** {@code host:port} of the order service; known before the start. */
    public String ordersAddress() {
        return "127.0.0.1:" + ordersPort;
    }

    /** {@code host:port} of the payment service; known before the start. */
    public String paymentsAddress() {
        return "127.0.0.1:" + paymentsPort;
    }

    /** What an autoscaler wants to know: requests in flight in each ready replica. */
    public double inFlightPerReplica() {
        return model.inFlightPerReplica();
    }

    private void scenarioPage(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("POST")) {
                String patch = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                try {
                    change(now -> ScenarioJson.patched(now, patch));
                } catch (IllegalArgumentException e) {
                    send(exchange, 400, e.getMessage() + "\n");
                    return;
                }
            }
            send(exchange, 200, ScenarioJson.write(scenario));
        }
    }

    private static HttpServer server(int port, Supplier<String> metrics) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/metrics", exchange -> {
                try (exchange) {
                    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                    send(exchange, 200, metrics.get());
                }
            });
            return server;
        } catch (IOException e) {
            throw new PartException("cannot listen on port " + port, e);
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private record Running(HttpServer order, HttpServer payments, ScheduledExecutorService ticker) {}

    private final class Ticker implements Runnable {
        private final Replicas source;
        private Instant last;

        Ticker(Replicas source, Instant start) {
            this.source = source;
            this.last = start;
        }

        /** A scheduled task that throws is never run again, so what goes wrong is kept for the logs instead. */
        @Override
        public void run() {
            try {
                int ready = source.ready();
                Instant now = clock.instant();
                if (now.isAfter(last)) {
                    model.advance(scenario, ready, Duration.between(last, now));
                    last = now;
                }
            } catch (RuntimeException e) {
                trouble = e.toString();
            }
        }
    }
}
