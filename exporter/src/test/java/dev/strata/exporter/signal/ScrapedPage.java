package dev.strata.exporter.signal;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A target on loopback for a real Prometheus: gauges that stand and counters that grow at a pace. */
final class ScrapedPage implements AutoCloseable {

    private final Map<String, Double> gauges = new ConcurrentHashMap<>();
    private final Map<String, Double> paces = new ConcurrentHashMap<>();
    private final InstantSource clock = InstantSource.system();
    private final Instant start = clock.instant();
    private final HttpServer server;

    ScrapedPage() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/metrics", exchange -> {
            byte[] text = text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    ScrapedPage gauge(String series, double value) {
        gauges.put(series, value);
        return this;
    }

    /** A counter that grows by so much each second. */
    ScrapedPage counter(String series, double perSecond) {
        paces.put(series, perSecond);
        return this;
    }

    /** A histogram all of whose values, so many each second, lie between the two bounds. */
    ScrapedPage histogram(String name, String labels, double above, double bound, double perSecond) {
        String more = labels.isEmpty() ? "" : labels + ",";
        counter(name + "_bucket{" + more + "le=\"" + above + "\"}", 0);
        counter(name + "_bucket{" + more + "le=\"" + bound + "\"}", perSecond);
        counter(name + "_bucket{" + more + "le=\"+Inf\"}", perSecond);
        counter(name + "_count" + (labels.isEmpty() ? "" : "{" + labels + "}"), perSecond);
        return counter(name + "_sum" + (labels.isEmpty() ? "" : "{" + labels + "}"), perSecond * (above + bound) / 2);
    }

    private String text() {
        double seconds = Duration.between(start, clock.instant()).toMillis() / 1e3;
        var lines = new LinkedHashMap<String, Double>(gauges);
        paces.forEach((series, pace) -> lines.put(series, 1 + pace * seconds));
        var text = new StringBuilder();
        lines.forEach(
                (series, value) -> text.append(series).append(' ').append(value).append('\n'));
        return text.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
