package dev.strata.exporter.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import dev.strata.exporter.config.ListenAddress;
import dev.strata.exporter.config.WebConfig;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /metrics} and pages. Threads, waiting requests and the time of a request are bounded, and large
 * answers never take the last threads, so that nobody who reads slowly can keep the probes from their answers.
 */
public final class ExporterServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExporterServer.class);

    /** A request holds a thread from its first byte; so many may be on their way. */
    private static final int THREADS = 64;

    /** Of these, so many may carry a large answer. */
    private static final int LARGE_ANSWERS = 8;

    private static final String PROBES = "/-/";
    private static final int GZIP_FROM = 1024;

    /** Seconds in which a request must have arrived, and its answer been taken. */
    private static final int REQUEST_SECONDS = 10;

    private static final int RESPONSE_SECONDS = 30;

    static {
        // Read once by the JDK's server, when it is first used.
        System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(REQUEST_SECONDS));
        System.setProperty("sun.net.httpserver.maxRspTime", Integer.toString(RESPONSE_SECONDS));
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Map<String, Supplier<Page>> pages;
    private final MetricsHandler metrics;
    private final PreparedScrapes scrapes;
    private final Semaphore largeAnswers = new Semaphore(LARGE_ANSWERS);
    private final WebSecurity security;
    private final Doorkeeper door = new Doorkeeper();

    private ExporterServer(
            HttpServer server,
            WebSecurity security,
            ThreadPoolExecutor threads,
            PrometheusRegistry registry,
            Pages pages) {
        this.server = server;
        this.security = security;
        this.threads = threads;
        this.metrics = new MetricsHandler(registry);
        this.scrapes = new PreparedScrapes(registry);
        this.pages = Map.of(
                "/", pages::board,
                "/-/healthy", () -> Page.text(200, "healthy"),
                "/-/ready", pages::ready,
                "/api/v1/health", pages::health);
    }

    /**
     * Listens and serves until closed.
     *
     * @param security who may talk to it and how
     * @throws IOException with one line for people when the address cannot be had
     */
    public static ExporterServer start(
            ListenAddress address, WebSecurity security, PrometheusRegistry registry, Pages pages) throws IOException {
        HttpServer server;
        try {
            if (security.isTls()) {
                HttpsServer secure = HttpsServer.create(address.socketAddress(), THREADS);
                secure.setHttpsConfigurator(SecureChannel.of(security));
                server = secure;
            } else {
                server = HttpServer.create(address.socketAddress(), THREADS);
            }
        } catch (IOException e) {
            throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
        var number = new AtomicInteger();
        var threads = new ThreadPoolExecutor(1, THREADS, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            var thread = new Thread(task, "http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        var exporter = new ExporterServer(server, security, threads, registry, pages);
        server.setExecutor(threads);
        server.createContext("/", exporter.guarded(exporter::page));
        server.createContext("/metrics", exporter.guarded(exporter::scrape));
        server.start();
        return exporter;
    }

    /**
     * What the registry shows has changed. Whoever scraped lately gets the new answer from memory; once this was called,
     * scrapes show no change of the registry without it.
     */
    public void published() {
        scrapes.publish();
    }

    /** The port that it listens on, also where any free one was asked for. */
    public int port() {
        return server.getAddress().getPort();
    }

    private HttpHandler guarded(HttpHandler handler) {
        return exchange -> {
            try (exchange) {
                WebConfig config = security.now().config();
                config.headers().forEach(exchange.getResponseHeaders()::set);
                String method = exchange.getRequestMethod();
                if (!method.equals("GET") && !method.equals("HEAD")) {
                    exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                    send(exchange, Page.text(405, "only GET and HEAD"));
                } else if (exchange.getRequestURI().getPath().startsWith(PROBES)) {
                    handler.handle(exchange);
                } else {
                    limited(handler, exchange, config);
                }
            } catch (RuntimeException e) {
                LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
                throw e;
            }
        };
    }

    private void limited(HttpHandler handler, HttpExchange exchange, WebConfig config) throws IOException {
        if (!door.hasRoom(config)) {
            send(exchange, Page.text(429, "too many requests"));
            return;
        }
        if (!largeAnswers.tryAcquire()) {
            send(exchange, Page.text(503, "too many requests at once"));
            return;
        }
        try {
            if (door.admits(exchange.getRequestHeaders().getFirst("Authorization"), config)) {
                handler.handle(exchange);
            } else {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"strata\"");
                send(exchange, Page.text(401, "name and password are needed"));
            }
        } finally {
            largeAnswers.release();
        }
    }

    private void scrape(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/metrics")) {
            page(exchange);
        } else if (!scrapes.answer(exchange)) {
            metrics.handle(exchange);
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        Supplier<Page> page = pages.get(exchange.getRequestURI().getPath());
        if (page == null) {
            send(exchange, Page.text(404, "no such page: try / or /metrics"));
            return;
        }
        send(exchange, page.get());
    }

    private static void send(HttpExchange exchange, Page page) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", page.contentType());
        headers.set("Cache-Control", "no-store");
        setUnlessGiven(headers, "X-Content-Type-Options", "nosniff");
        setUnlessGiven(headers, "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        byte[] body = page.bytes();
        if (body.length >= GZIP_FROM && accepts(exchange)) {
            headers.set("Content-Encoding", "gzip");
            body = zipped(body);
        }
        headers.set("Vary", "Accept-Encoding");
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(page.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void setUnlessGiven(Headers headers, String name, String value) {
        if (!headers.containsKey(name)) {
            headers.set(name, value);
        }
    }

    private static boolean accepts(HttpExchange exchange) {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        return accepted != null && accepted.contains("gzip") && !accepted.matches(".*gzip\\s*;\\s*q=0(\\.0*)?\\b.*");
    }

    private static byte[] zipped(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream(body.length / 4);
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        }
        return bytes.toByteArray();
    }

    /** Stops at once; answers on their way are cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** The address that answers on this machine, for messages. */
    public String url() {
        String host = server.getAddress().getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : server.getAddress().getAddress().getHostAddress();
        return (server instanceof HttpsServer ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host)
                + ":" + port();
    }
}
