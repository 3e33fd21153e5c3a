package dev.strata.testbed.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.strata.testbed.junit.PartExtension;
import dev.strata.testbed.part.Await;
import dev.strata.testbed.part.PartException;
import dev.strata.testbed.part.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes notifications over HTTP and keeps every one with the time of its arrival. */
public final class WebhookReceiver implements PartExtension {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final InstantSource clock;
    private final int port = Ports.free();
    private final List<Notification> received = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;

    private WebhookReceiver(InstantSource clock) {
        this.clock = clock;
    }

    public static WebhookReceiver create() {
        return new WebhookReceiver(InstantSource.system());
    }

    /**
     * One notification as Alertmanager sent it.
     *
     * @param receiver the last part of the path it was sent to, which is the receiver's name
     */
    public record Notification(Instant at, String receiver, JsonNode payload) {
        /** Says whether the payload holds a firing alert of that name. */
        public boolean fires(String alertName) {
            for (JsonNode alert : payload.path("alerts")) {
                if (alert.path("labels").path("alertname").asText().equals(alertName)
                        && alert.path("status").asText().equals("firing")) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            HttpServer created = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            created.createContext("/", this::keep);
            created.start();
            server = created;
        } catch (IOException e) {
            throw new PartException("cannot listen on port " + port, e);
        }
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public void saveLogs(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.write(
                    folder.resolve("notifications.ndjson"),
                    received.stream()
                            .map(it -> it.at() + " " + it.receiver() + " " + it.payload())
                            .toList());
        } catch (IOException e) {
            throw new PartException("cannot write to " + folder, e);
        }
    }

    /** The address for notifications of a receiver; known before the start. */
    public URI url(String receiver) {
        return URI.create("http://127.0.0.1:" + port + "/" + receiver);
    }

    /** Everything received so far, oldest first. */
    public List<Notification> notifications() {
        return List.copyOf(received);
    }

    /** Waits for a notification, past ones included, and returns the oldest that fits. */
    public Notification await(Duration limit, Predicate<Notification> wanted) {
        return Await.value(
                "a notification", limit, () -> received.stream().filter(wanted).findFirst());
    }

    private void keep(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode payload = Optional.ofNullable(JSON.readTree(exchange.getRequestBody()))
                    .orElseGet(JSON::missingNode);
            String path = exchange.getRequestURI().getPath();
            received.add(new Notification(clock.instant(), path.substring(path.lastIndexOf('/') + 1), payload));
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
