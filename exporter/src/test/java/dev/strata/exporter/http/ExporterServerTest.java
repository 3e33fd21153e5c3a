package dev.strata.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ExporterServerTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicBoolean isReady = new AtomicBoolean();

    private final Pages pages = new Pages() {
        @Override
        public Page board() {
            return Page.html("<h1>board</h1>");
        }

        @Override
        public Page health() {
            return Page.json(200, "{}");
        }

        @Override
        public Page ready() {
            return isReady.get() ? Page.text(200, "ready") : Page.text(503, "waiting for pods");
        }
    };

    @Test
    void pages_areServedAtTheirPaths() throws Exception {
        try (var server = start()) {
            assertThat(get(server, "/").body()).isEqualTo("<h1>board</h1>");
            assertThat(get(server, "/api/v1/health").headers().firstValue("Content-Type"))
                    .contains("application/json; charset=utf-8");
            assertThat(get(server, "/metrics").statusCode()).isEqualTo(200);
            assertThat(get(server, "/nowhere").statusCode()).isEqualTo(404);
            assertThat(get(server, "/metrics/x").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void readiness_followsThePages_livenessDoesNot() throws Exception {
        try (var server = start()) {
            assertThat(get(server, "/-/ready").statusCode()).isEqualTo(503);
            assertThat(get(server, "/-/ready").body()).isEqualTo("waiting for pods\n");
            assertThat(get(server, "/-/healthy").statusCode()).isEqualTo(200);
            isReady.set(true);
            assertThat(get(server, "/-/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void post_isRefused() throws Exception {
        try (var server = start()) {
            var request = HttpRequest.newBuilder(uri(server, "/"))
                    .POST(HttpRequest.BodyPublishers.ofString("x"))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(405);
        }
    }

    private ExporterServer start() throws IOException {
        return ExporterServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new PrometheusRegistry(), pages);
    }

    private HttpResponse<String> get(ExporterServer server, String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(server, path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(ExporterServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }
}
