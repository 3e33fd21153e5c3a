package dev.strata.exporter.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Serves pods as the API server does: lists in pages, watches from a version with bookmarks, 410 for versions it has
 * forgotten. Faults are put before the next request that they match. Other resources are empty.
 */
final class FakeApi implements AutoCloseable {

    static final String PODS = "/api/v1/pods";
    private static final String END_OF_INITIAL_EVENTS = ",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}";

    /** Answers in place of the server. */
    interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    private record Armed(Predicate<Map<String, String>> on, Fault fault) {}

    private record Event(int version, String type, String object) {}

    private final TreeMap<String, String> pods = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private final Deque<Armed> faults = new ConcurrentLinkedDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile int version = 100;
    private int forgotten;
    private volatile boolean bookmarks = true;
    private volatile boolean watchLists = true;
    private volatile boolean endBookmarks = true;
    private volatile boolean closed;

    private FakeApi(HttpServer server) {
        this.server = server;
    }

    static FakeApi start() throws IOException {
        var fake = new FakeApi(bound(0));
        fake.serve();
        return fake;
    }

    private static HttpServer bound(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    }

    private void serve() {
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        closed = false;
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    void stop() {
        closed = true;
        server.stop(0);
    }

    void restart() throws IOException {
        server = bound(port());
        serve();
    }

    @Override
    public void close() {
        stop();
        threads.shutdownNow();
    }

    synchronized void put(String name) {
        version++;
        String type = pods.containsKey(name) ? "MODIFIED" : "ADDED";
        pods.put(name, pod(name, version));
        events.add(new Event(version, type, pods.get(name)));
        notifyAll();
    }

    synchronized void delete(String name) {
        version++;
        pods.remove(name);
        events.add(new Event(version, "DELETED", pod(name, version)));
        notifyAll();
    }

    /** Adds an object that no watch is told of. */
    synchronized void smuggle(String name) {
        version++;
        pods.put(name, pod(name, version));
    }

    /** Removes an object that no watch is told of. */
    synchronized void embezzle(String name) {
        version++;
        pods.remove(name);
    }

    /** Sends any text on open watches. */
    synchronized void say(String type, String object) {
        version++;
        events.add(new Event(version, type, object));
        notifyAll();
    }

    /** Answers 410 to watches from any version up to now. */
    synchronized void forgetVersions() {
        version++;
        forgotten = version;
        events.clear();
    }

    /** Versions by name, as {@code name@version}. */
    synchronized List<String> state() {
        return pods.entrySet().stream()
                .map(e -> e.getKey() + "@" + e.getValue().replaceAll(".*resourceVersion\":\"(\\d+)\".*", "$1"))
                .toList();
    }

    void withoutBookmarks() {
        bookmarks = false;
    }

    /** Refuses watch-lists as a server does that does not have them. */
    void withoutWatchLists() {
        watchLists = false;
    }

    /** Takes a watch-list for a watch, as servers did before there were any: all objects, and no word that they are all. */
    void withoutEndBookmarks() {
        endBookmarks = false;
    }

    void onWatchList(Fault fault) {
        faults.add(new Armed(q -> q.containsKey("sendInitialEvents"), fault));
    }

    void onList(Fault fault) {
        faults.add(new Armed(q -> !q.containsKey("watch"), fault));
    }

    void onSecondPage(Fault fault) {
        faults.add(new Armed(q -> q.containsKey("continue"), fault));
    }

    void onWatch(Fault fault) {
        faults.add(new Armed(q -> q.containsKey("resourceVersion") && q.containsKey("watch"), fault));
    }

    /** Requests for pods so far: {@code watchlist}, {@code list}, {@code page}, {@code cached}, {@code watch}, {@code question}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    long count(String kind) {
        return requests.stream().filter(kind::equals).count();
    }

    static Fault status(int code, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            send(exchange, code, "{\"kind\":\"Status\",\"code\":%d,\"message\":\"planted %d\"}".formatted(code, code));
        };
    }

    static Fault text(String body) {
        return exchange -> send(exchange, 200, body);
    }

    /** Begins to answer with a text and says nothing more while it serves. */
    static Fault open(String body) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            write(exchange.getResponseBody(), body);
            silence(60_000).answer(exchange);
        };
    }

    /** Announces more than it sends, then breaks the connection. */
    static Fault reset(String body) {
        return exchange -> {
            exchange.sendResponseHeaders(200, body.length() + 1000L);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("planted reset");
        };
    }

    static Fault silence(long millis) {
        return exchange -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        if (!exchange.getRequestURI().getPath().equals(PODS)) {
            other(exchange, query);
            return;
        }
        requests.add(kind(query));
        Optional<Armed> fault =
                faults.stream().filter(armed -> armed.on().test(query)).findFirst();
        if (fault.isPresent()) {
            faults.remove(fault.get());
            fault.get().fault().answer(exchange);
            return;
        }
        if (query.containsKey("sendInitialEvents") && !watchLists) {
            status(422).answer(exchange);
        } else if (query.containsKey("watch")) {
            watch(exchange, query);
        } else {
            send(exchange, 200, list(query));
        }
    }

    private static String kind(Map<String, String> query) {
        if (query.containsKey("watch")) {
            return query.containsKey("sendInitialEvents") ? "watchlist" : "watch";
        }
        if (query.containsKey("resourceVersion")) {
            return "cached";
        }
        return query.containsKey("continue") ? "page" : "1".equals(query.get("limit")) ? "question" : "list";
    }

    private static void other(HttpExchange exchange, Map<String, String> query) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/version")) {
            send(exchange, 200, "{\"gitVersion\":\"v9.9.9\"}");
        } else if (query.containsKey("sendInitialEvents")) {
            open(bookmark(5, END_OF_INITIAL_EVENTS)).answer(exchange);
        } else if (query.containsKey("watch")) {
            open("").answer(exchange);
        } else {
            send(exchange, 200, "{\"metadata\":{\"resourceVersion\":\"5\"},\"items\":null}");
        }
    }

    private synchronized String list(Map<String, String> query) {
        String after = query.getOrDefault("continue", "");
        int limit = Integer.parseInt(query.getOrDefault("limit", "1000000"));
        List<String> names = new ArrayList<>((after.isEmpty() ? pods : pods.tailMap(after, false)).keySet());
        List<String> page = names.subList(0, Math.min(limit, names.size()));
        String next = page.size() < names.size() ? page.get(page.size() - 1) : "";
        return "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"%d\",\"continue\":\"%s\"},\"items\":[%s]}"
                .formatted(
                        version,
                        next,
                        String.join(",", page.stream().map(pods::get).toList()));
    }

    private void watch(HttpExchange exchange, Map<String, String> query) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            write(out, ""); // The headers go out with the first byte only.
            int from = query.containsKey("sendInitialEvents")
                    ? begin(out)
                    : Integer.parseInt(query.get("resourceVersion"));
            if (from < forgotten) {
                write(out, "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\"}}");
                return;
            }
            follow(out, firstAfter(from));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All objects; the version that they are of. */
    private int begin(OutputStream out) throws IOException {
        List<String> objects;
        int at;
        synchronized (this) {
            objects = List.copyOf(pods.values());
            at = version;
        }
        for (String object : objects) {
            write(out, "{\"type\":\"ADDED\",\"object\":%s}".formatted(object));
        }
        if (endBookmarks) {
            write(out, bookmark(at, END_OF_INITIAL_EVENTS));
        }
        return at;
    }

    private void follow(OutputStream out, int first) throws IOException, InterruptedException {
        int next = first;
        while (!closed) {
            List<Event> fresh = await(next);
            next += fresh.size();
            for (Event event : fresh) {
                write(out, "{\"type\":\"%s\",\"object\":%s}".formatted(event.type(), event.object()));
            }
            int quietAt = fresh.isEmpty() && bookmarks ? versionIfToldUpTo(next) : 0;
            if (quietAt > 0) {
                write(out, bookmark(quietAt, ""));
            }
        }
    }

    private synchronized int versionIfToldUpTo(int next) {
        return next >= events.size() ? version : 0;
    }

    private static String bookmark(int at, String more) {
        return "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Pod\",\"metadata\":{\"resourceVersion\":\"%d\"%s}}}"
                .formatted(at, more);
    }

    private synchronized int firstAfter(int from) {
        int index = 0;
        while (index < events.size() && events.get(index).version() <= from) {
            index++;
        }
        return index;
    }

    private synchronized List<Event> await(int next) throws InterruptedException {
        long limit = System.nanoTime() + 100_000_000;
        while (next >= events.size() && System.nanoTime() < limit) {
            wait(100);
        }
        return next >= events.size() ? List.of() : List.copyOf(events.subList(next, events.size()));
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(UTF_8));
        out.flush();
    }

    private static void send(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(code, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    static String pod(String name, int version) {
        return "{\"metadata\":{\"name\":\"%s\",\"namespace\":\"n\",\"uid\":\"u-%s\",\"resourceVersion\":\"%d\"}}"
                .formatted(name, name, version);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var parameters = new HashMap<String, String>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return parameters;
    }
}
