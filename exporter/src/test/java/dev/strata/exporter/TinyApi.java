package dev.strata.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An API server of a few objects, for whole runs of the program. What nobody put there is empty. */
final class TinyApi implements AutoCloseable {

    /** What a request for logs gets. */
    record Answer(int status, String body) {}

    private static final String EMPTY = "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}";

    private final Map<String, String> objects = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<String>> events = new ConcurrentHashMap<>();
    private final Map<String, Answer> logs = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile boolean closed;

    TinyApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** What there is under a path, such as {@code /api/v1/pods}. */
    void put(String path, String object) {
        objects.put(path, object);
    }

    /** Tells whoever watches the path that the object is now so. */
    void change(String path, String object) {
        events(path).add("{\"type\":\"MODIFIED\",\"object\":" + object.replace("\n", " ") + "}\n");
    }

    /** What {@code previous} and {@code current} logs are; without it they may not be read. */
    void log(String which, int status, String body) {
        logs.put(which, new Answer(status, body));
    }

    Path kubeconfig(Path folder) throws IOException {
        String text = """
                apiVersion: v1
                kind: Config
                current-context: a
                contexts: [{name: a, context: {cluster: a, user: a}}]
                clusters: [{name: a, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: a, user: {}}]
                """;
        return Files.writeString(
                folder.resolve("kubeconfig"), text.formatted(server.getAddress().getPort()));
    }

    private BlockingQueue<String> events(String path) {
        return events.computeIfAbsent(path, any -> new LinkedBlockingQueue<>());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            if (path.endsWith("/log")) {
                Answer log = logs.getOrDefault(query.contains("previous=true") ? "previous" : "current", refused());
                send(exchange, log.status(), log.body());
            } else if (query.contains("sendInitialEvents=true")) {
                send(exchange, 400, "{}");
            } else if (query.contains("watch=true")) {
                watch(exchange, path);
            } else {
                send(exchange, 200, EMPTY.replace("[]", "[" + objects.getOrDefault(path, "") + "]"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(HttpExchange exchange, String path) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        while (!closed) {
            String event = events(path).poll(100, TimeUnit.MILLISECONDS);
            if (event != null) {
                exchange.getResponseBody().write(event.getBytes(UTF_8));
                exchange.getResponseBody().flush();
            }
        }
    }

    private static Answer refused() {
        return new Answer(403, "{\"message\":\"pods \\\"orders-1\\\" is forbidden: User \\\"jo\\\" cannot get\"}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed = true;
        server.stop(0);
        threads.shutdownNow();
    }
}
