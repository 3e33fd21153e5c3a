package dev.strata.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.config.PrometheusConfig;
import dev.strata.exporter.config.PrometheusConfig.Access;
import dev.strata.exporter.config.PrometheusConfig.BasicAuth;
import dev.strata.exporter.config.PrometheusConfig.Limits;
import dev.strata.exporter.config.PrometheusConfig.Questions;
import dev.strata.exporter.config.PrometheusConfig.Tls;
import dev.strata.exporter.measurement.Sample;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryClientTest {

    private static final Limits LIMITS = new Limits(Duration.ofMillis(700), 60, 3, Duration.ofMinutes(3));

    @Test
    void vector_withWarningsAndNotANumber_keepsTheWarningsAndDropsTheSample() {
        String body = """
                {"status":"success","isPartial":true,"data":{"resultType":"vector","result":[
                 {"metric":{"__name__":"up","job":"a"},"value":[1700000000.1,"1"]},
                 {"metric":{"job":"b"},"value":[1700000000.1,"NaN"]},
                 {"metric":{"job":"c"},"histogram":[1,{"count":"1","buckets":[[0,"1","2","3"]]}]},
                 {"metric":{},"value":[1700000000.1,"+Inf"]}],"stats":{"a":[{}]}},
                 "warnings":["one part did not answer"],"infos":["x"]}""";
        try (var prometheus = FakePrometheus.saying(200, body)) {
            QueryAnswer answer = client(prometheus).ask("up");

            assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(answer.samples()).containsExactly(new Sample(Map.of("__name__", "up", "job", "a"), 1));
            assertThat(answer.warnings()).containsExactly("one part did not answer");
        }
    }

    @Test
    void query_withPathPrefixAndTenant_isSentAsGet(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        try (var prometheus = FakePrometheus.saying(200, FakePrometheus.EMPTY)) {
            var access = new Access(token, null, Tls.NONE, Map.of("X-Scope-OrgID", "shop"));
            var url = URI.create(prometheus.url() + "/prom/");

            assertThat(client(url, access).ask("a{b=\"c&d\"}").outcome()).isEqualTo(Outcome.ANSWERED);

            var exchange = prometheus.seen().get(0);
            assertThat(exchange.getRequestMethod()).isEqualTo("GET");
            assertThat(exchange.getRequestURI().toString())
                    .isEqualTo("/prom/api/v1/query?query=a%7Bb%3D%22c%26d%22%7D&timeout=700ms&limit=4");
            assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer s3cret");
            assertThat(exchange.getRequestHeaders().getFirst("X-Scope-OrgID")).isEqualTo("shop");
        }
    }

    @Test
    void password_isReadAgainForEachQuery(@TempDir Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "one");
        try (var prometheus = FakePrometheus.saying(200, FakePrometheus.EMPTY)) {
            var access = new Access(null, new BasicAuth("me", password), Tls.NONE, Map.of());
            var client = client(prometheus.url(), access);

            client.ask("up");
            Files.writeString(password, "two");
            client.ask("up");
            Files.delete(password);

            assertThat(client.ask("up").problem()).startsWith("credentials cannot be read: no such file");
            assertThat(prometheus.seen())
                    .extracting(e -> e.getRequestHeaders().getFirst("Authorization"))
                    .containsExactly("Basic bWU6b25l", "Basic bWU6dHdv");
        }
    }

    @Test
    void failures_ofServerAndNetwork_areToldApart() {
        assertFailure(401, "", Outcome.UNAUTHORIZED, "answers 401; check bearerTokenFile, basicAuth and headers");
        assertFailure(500, "<html>oops", Outcome.SERVER_ERROR, "answers 500");
        assertFailure(404, "", Outcome.SERVER_ERROR, "answers 404; is the URL's path prefix right?");
        assertFailure(
                422,
                "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many\\nsamples\"}",
                Outcome.REJECTED,
                "answers 422: too many samples");
        assertFailure(200, "<html>login", Outcome.MALFORMED, "answer is not what Prometheus sends: ");
        assertFailure(200, "{\"status\":\"success\",\"data\":{\"resultTy", Outcome.MALFORMED, "answer is not what ");
        assertFailure(200, "[]", Outcome.MALFORMED, "answer is not what Prometheus sends: no JSON object");
        assertFailure(200, "{\"status\":\"success\",\"data\":null}", Outcome.REJECTED, "expected an instant vector");
        assertFailure(
                200,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}",
                Outcome.REJECTED,
                "expected an instant vector, found 'matrix'");
        assertFailure(
                200,
                FakePrometheus.vector("{\"metric\":{},\"value\":[1,\"one\"]}"),
                Outcome.MALFORMED,
                "answer is not what Prometheus sends: ");
    }

    @Test
    void answer_withTooManySeries_isRefused() {
        String element = "{\"metric\":{\"a\":\"b\"},\"value\":[1,\"1\"]}";
        try (var prometheus = FakePrometheus.saying(
                200, FakePrometheus.vector(String.join(",", element, element, element, element)))) {
            QueryAnswer answer = client(prometheus).ask("up");

            assertThat(answer.outcome()).isEqualTo(Outcome.TOO_MANY_SERIES);
            assertThat(answer.problem()).isEqualTo("more than 3 series in the answer");
            assertThat(answer.samples()).isEmpty();
        }
    }

    @Test
    void body_withoutEnd_isRefusedAtItsLimit() {
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) ' ');
        try (var prometheus = new FakePrometheus(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 40; i++) {
                exchange.getResponseBody().write(block);
            }
        })) {
            var client = new QueryClient(new PrometheusConfig(
                    prometheus.url(),
                    Access.NONE,
                    Questions.DEFAULTS,
                    new Limits(Duration.ofSeconds(20), 60, 3, Duration.ofMinutes(3))));
            QueryAnswer answer = client.ask("up");

            assertThat(answer.outcome()).isEqualTo(Outcome.TOO_LARGE);
            assertThat(answer.problem()).isEqualTo("answer is larger than 16 MiB");
        }
    }

    @Test
    void body_thatStalls_timesOut() {
        try (var prometheus = new FakePrometheus(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"status\":".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            sleep();
        })) {
            long begun = System.nanoTime();
            QueryAnswer answer = client(prometheus).ask("up");

            assertThat(answer.outcome()).isEqualTo(Outcome.TIMEOUT);
            assertThat(answer.problem()).isEqualTo("no answer within 700 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void server_thatAsksForPatience_isGivenIt() {
        try (var prometheus = new FakePrometheus(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "7");
            FakePrometheus.send(exchange, 429, "");
        })) {
            QueryAnswer answer = client(prometheus).ask("up");

            assertThat(answer.outcome()).isEqualTo(Outcome.THROTTLED);
            assertThat(answer.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Test
    void redirect_isNotFollowed_butNamed() {
        try (var prometheus = new FakePrometheus(exchange -> {
            exchange.getResponseHeaders().add("Location", "https://elsewhere.example/");
            FakePrometheus.send(exchange, 302, "");
        })) {
            assertThat(client(prometheus).ask("up").problem())
                    .isEqualTo("redirects to https://elsewhere.example/; set that as its URL");
        }
    }

    @Test
    void port_whereNobodyListens_isUnreachable() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        QueryAnswer answer =
                client(URI.create("http://127.0.0.1:" + port), Access.NONE).ask("up");

        assertThat(answer.outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(answer.problem()).isEqualTo("cannot be reached: connection refused");
    }

    @Test
    void certificateFile_missing_isNamed() {
        var tls = new Tls(Path.of("no", "ca.pem"), null, null);
        var access = new Access(null, null, tls, Map.of());

        assertThat(client(URI.create("https://127.0.0.1:1"), access).ask("up").problem())
                .isEqualTo("no/ca.pem: no such file");
    }

    private static void assertFailure(int status, String body, Outcome outcome, String problem) {
        try (var prometheus = FakePrometheus.saying(status, body)) {
            QueryAnswer answer = client(prometheus).ask("up");
            assertThat(answer.outcome()).as(answer.problem()).isEqualTo(outcome);
            assertThat(answer.problem()).startsWith(problem);
        }
    }

    private static QueryClient client(FakePrometheus prometheus) {
        return client(prometheus.url(), Access.NONE);
    }

    private static QueryClient client(URI url, Access access) {
        return new QueryClient(new PrometheusConfig(url, access, Questions.DEFAULTS, LIMITS));
    }

    private static void sleep() {
        try {
            Thread.sleep(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
