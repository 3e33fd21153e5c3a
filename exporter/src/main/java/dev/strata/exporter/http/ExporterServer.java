package dev.strata.exporter.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Serves metrics, health, readiness, the API and the board. Requests are answered by a few threads from finished pages;
 * when all are busy and the queue is full, a connection is closed instead of held, so that slow clients cannot hold the
 * exporter.
 */
public final class ExporterServer implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int QUEUE = 32;

    static {
        // Seconds. The JDK reads them once, when its server is first used.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private ExporterServer(HttpServer server, ThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Listens and serves until closed.
     *
     * @throws IOException if the address cannot be bound
     */
    public static ExporterServer start(InetSocketAddress address, PrometheusRegistry registry, Pages pages)
            throws IOException {
        HttpServer server = HttpServer.create(address, QUEUE);
        var number = new AtomicInteger();
        var threads =
                new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(QUEUE), task -> {
                    var thread = new Thread(task, "http-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        server.setExecutor(task -> {
            try {
                threads.execute(task);
            } catch (RejectedExecutionException e) {
                throw new UncheckedIOException(new IOException("too many requests at once", e));
            }
        });
        server.createContext("/metrics", exact("/metrics", new MetricsHandler(registry)));
        server.createContext("/-/healthy", page("/-/healthy", () -> Page.text(200, "healthy")));
        server.createContext("/-/ready", page("/-/ready", pages::ready));
        server.createContext("/api/v1/health", page("/api/v1/health", pages::health));
        server.createContext("/", page("/", pages::board));
        server.start();
        return new ExporterServer(server, threads);
    }

    /** Where it listens; tells the port where any free one was asked for. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private static HttpHandler page(String path, Supplier<Page> source) {
        return exact(path, exchange -> send(exchange, source.get()));
    }

    private static HttpHandler exact(String path, HttpHandler handler) {
        return exchange -> {
            String method = exchange.getRequestMethod();
            if (!exchange.getRequestURI().getPath().equals(path)) {
                send(exchange, Page.text(404, "no such page: try / or /metrics"));
            } else if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, Page.text(405, "only GET and HEAD"));
            } else {
                handler.handle(exchange);
            }
        };
    }

    private static void send(HttpExchange exchange, Page page) throws IOException {
        try (exchange) {
            byte[] body = page.bytes();
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", page.contentType());
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(page.status(), -1);
            } else {
                exchange.sendResponseHeaders(page.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
