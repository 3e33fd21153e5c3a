package dev.strata.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strata.exporter.config.ListenAddress;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ExporterServerTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Pages of which one is replaced by a test. */
    private record Fixed(Page board, Page health, Page ready) implements Pages {}

    @Test
    void pages_areServedAtTheirPaths() throws Exception {
        try (var server = server(Page.json(200, "{}"))) {
            assertThat(text(get(server, "/"))).isEqualTo("<h1>board</h1>");
            assertThat(get(server, "/").headers().firstValue("Content-Security-Policy"))
                    .contains("default-src 'none'; style-src 'unsafe-inline'");
            assertThat(get(server, "/api/v1/health").headers().firstValue("Content-Type"))
                    .contains("application/json; charset=utf-8");
            assertThat(get(server, "/-/healthy").statusCode()).isEqualTo(200);
            assertThat(get(server, "/nowhere").statusCode()).isEqualTo(404);
            assertThat(get(server, "/metrics/x").statusCode()).isEqualTo(404);
            assertThat(get(server, "/metricsx").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void readiness_saysWhatIsMissing() throws Exception {
        try (var server = server(Page.json(200, "{}"))) {
            var answer = get(server, "/-/ready");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(text(answer)).isEqualTo("waiting for pods\n");
        }
    }

    @Test
    void method_otherThanGet_isRefused() throws Exception {
        try (var server = server(Page.json(200, "{}"))) {
            var request = HttpRequest.newBuilder(URI.create(server.url() + "/metrics"))
                    .POST(HttpRequest.BodyPublishers.ofString("x"))
                    .build();
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        }
    }

    @Test
    void metrics_areServedInTheFormatAskedFor() throws Exception {
        try (var server = server(Page.json(200, "{}"))) {
            assertThat(text(get(server, "/metrics")))
                    .isEqualTo("# HELP strata_up a test\n# TYPE strata_up gauge\nstrata_up 1.0\n");
            var openMetrics = get(
                    server,
                    "/metrics",
                    "Accept",
                    "application/openmetrics-text; version=1.0.0",
                    "Accept-Encoding",
                    "gzip");
            assertThat(openMetrics.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(text(openMetrics)).endsWith("# EOF\n");
        }
    }

    @Test
    void metrics_onceSomethingIsPublished_areWrittenOnceForEachPublicationAndWay() throws Exception {
        var value = new AtomicInteger(1);
        var registry = new PrometheusRegistry();
        registry.register(() -> gauge(value.get()));
        var pages = new Fixed(Page.html(""), Page.json(200, "{}"), Page.text(200, "ready"));
        try (var server = ExporterServer.start(new ListenAddress("127.0.0.1", 0), WebSecurity.NONE, registry, pages)) {
            assertThat(text(get(server, "/metrics"))).endsWith("strata_up 1.0\n");
            value.set(2);
            server.published();
            assertThat(text(get(server, "/metrics"))).endsWith("strata_up 2.0\n");
            value.set(3);
            assertThat(text(get(server, "/metrics"))).endsWith("strata_up 2.0\n");
            assertThat(text(get(server, "/metrics?name%5B%5D=strata_up"))).endsWith("strata_up 3.0\n");
            server.published();
            var zipped = get(server, "/metrics", "Accept-Encoding", "gzip");
            assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(text(zipped)).endsWith("strata_up 3.0\n");
            var openMetrics = get(server, "/metrics", "Accept", "application/openmetrics-text; version=1.0.0");
            assertThat(text(openMetrics)).endsWith("strata_up 3.0\n# EOF\n");
            for (int i = 0; i < 9; i++) {
                assertThat(text(get(server, "/metrics", "Accept", "text/x-" + i)))
                        .endsWith("strata_up 3.0\n");
            }
            value.set(4);
            server.published();
            assertThat(text(get(server, "/metrics", "Accept", "text/x-8"))).endsWith("strata_up 4.0\n");
            assertThat(text(get(server, "/metrics"))).endsWith("strata_up 4.0\n");
        }
    }

    @Test
    void page_thatIsLarge_isCompressedOnRequest() throws Exception {
        String large = "0123456789".repeat(1000);
        try (var server = server(Page.json(200, large))) {
            var plain = get(server, "/api/v1/health");
            var zipped = get(server, "/api/v1/health", "Accept-Encoding", "gzip, deflate");

            assertThat(plain.body()).hasSize(10_000);
            assertThat(zipped.body()).hasSizeLessThan(1000);
            assertThat(text(zipped)).isEqualTo(large);
        }
    }

    @Test
    void readers_thatNeverFinish_doNotHoldTheLivenessProbe() throws Exception {
        try (var server = server(Page.text(200, "x".repeat(32 << 20)))) {
            var sockets = new ArrayList<Socket>();
            try {
                for (int i = 0; i < 20; i++) {
                    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                    socket.getOutputStream()
                            .write("GET /-/healthy HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
                    sockets.add(socket);
                }
                for (int i = 0; i < 3; i++) {
                    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                    socket.getOutputStream()
                            .write("GET /api/v1/health HTTP/1.1\r\nHost: a\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    sockets.add(socket);
                }
                assertThat(text(get(server, "/-/healthy"))).isEqualTo("healthy\n");
            } finally {
                for (Socket socket : sockets) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void port_thatIsTaken_isOneClearLine() throws Exception {
        try (var server = server(Page.json(200, "{}"))) {
            var taken = new ListenAddress("127.0.0.1", server.port());

            assertThatThrownBy(() -> server(taken, Page.json(200, "{}")).close())
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + server.port() + ": Address already in use");
        }
    }

    private static ExporterServer server(Page health) throws IOException {
        return server(new ListenAddress("127.0.0.1", 0), health);
    }

    private static ExporterServer server(ListenAddress address, Page health) throws IOException {
        var registry = new PrometheusRegistry();
        registry.register(() -> gauge(1));
        var pages = new Fixed(Page.html("<h1>board</h1>"), health, Page.text(503, "waiting for pods"));
        return ExporterServer.start(address, WebSecurity.NONE, registry, pages);
    }

    private static GaugeSnapshot gauge(double value) {
        return GaugeSnapshot.builder()
                .name("strata_up")
                .help("a test")
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .value(value)
                        .build())
                .build();
    }

    private static HttpResponse<byte[]> get(ExporterServer server, String path, String... headers) throws Exception {
        var builder = HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return HTTP.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) throws IOException {
        byte[] body = answer.body();
        if (answer.headers().firstValue("Content-Encoding").isPresent()) {
            try (var zip = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = zip.readAllBytes();
            }
        }
        return new String(body, StandardCharsets.UTF_8);
    }
}
