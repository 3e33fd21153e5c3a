package dev.strata.endtoend.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strata.endtoend.Exposition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

/** Reads an exporter's pages as Prometheus does. */
final class MetricsPage {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String base;

    MetricsPage(String base) {
        this.base = base;
    }

    /** A scrape: how long until its last byte was there, how many bytes, how many series. */
    record Scrape(double millis, int bytes, int series) {}

    /** Status of a page, 0 where nothing answers. */
    int status(String path) throws InterruptedException {
        try {
            return http.send(request(path).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** Some families only, which costs the exporter little. */
    Exposition families(String... names) throws InterruptedException {
        String query = "/metrics?name[]=" + String.join("&name[]=", names);
        String text = new String(send(request(query.replace("[", "%5B").replace("]", "%5D"))), UTF_8);
        return Exposition.parse(text);
    }

    Scrape scrape() throws InterruptedException {
        long begin = System.nanoTime();
        byte[] packed = send(request("/metrics").header("Accept-Encoding", "gzip"));
        double millis = (System.nanoTime() - begin) / 1e6;
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            String text = new String(unpacked.readAllBytes(), UTF_8);
            int series = Math.toIntExact(
                    text.lines().filter(line -> !line.startsWith("#")).count());
            return new Scrape(millis, packed.length, series);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(10));
    }

    private byte[] send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
