package dev.strata.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strata.exporter.config.ListenAddress;
import dev.strata.testbed.part.Await;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The format of the Prometheus exporter toolkit, and what it does to requests. */
class WebSecurityTest {

    private record Fixed(Page board, Page health, Page ready) implements Pages {}

    @TempDir
    Path folder;

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("web.yml"), yaml);
    }

    private static ExporterServer server(WebSecurity security) throws IOException {
        var pages = new Fixed(Page.html("board"), Page.json(200, "{}"), Page.text(200, "ready"));
        return ExporterServer.start(new ListenAddress("127.0.0.1", 0), security, new PrometheusRegistry(), pages);
    }

    private static HttpResponse<String> get(
            ExporterServer server, String path, @Nullable SSLContext tls, String... headers)
            throws IOException, InterruptedException {
        var builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
        if (tls != null) {
            builder.sslContext(tls);
        }
        var request = HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return builder.build().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String hash(String password) {
        var salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return OpenBSDBCrypt.generate("2y", password.toCharArray(), salt, 4);
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void passwords_areAskedFor_everywhereButOfProbes() throws Exception {
        Path file = file("basic_auth_users: { alice: '" + hash("open sesame: yes") + "' }\n");
        try (var server = server(WebSecurity.of(file))) {
            for (String path : new String[] {"/", "/metrics", "/api/v1/health"}) {
                var refused = get(server, path, null);
                assertThat(refused.statusCode()).isEqualTo(401);
                assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"strata\"");
                assertThat(get(server, path, null, "Authorization", basic("alice", "open sesame: yes"))
                                .statusCode())
                        .isEqualTo(200);
            }
            for (String wrong : new String[] {
                basic("alice", "open"), basic("bob", "open sesame: yes"), "Basic !", "Bearer x", basic("", "")
            }) {
                assertThat(get(server, "/", null, "Authorization", wrong).statusCode())
                        .isEqualTo(401);
            }
            assertThat(get(server, "/-/healthy", null).statusCode()).isEqualTo(200);
            assertThat(get(server, "/-/ready", null).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void passwords_thatChange_countFromThen() throws Exception {
        Path file = file("basic_auth_users: { alice: '" + hash("old") + "' }\n");
        try (var server = server(WebSecurity.of(file))) {
            assertThat(status(server, "old")).isEqualTo(200);
            file("basic_auth_users: { alice: nothing }\n");
            Thread.sleep(1200);
            assertThat(status(server, "old"))
                    .as("a broken file is not taken over")
                    .isEqualTo(200);
            file("basic_auth_users: { alice: '" + hash("new") + "' }\n");
            Await.until("the new password", Duration.ofSeconds(30), () -> status(server, "new") == 200);
            assertThat(status(server, "old")).isEqualTo(401);
        }
    }

    private static int status(ExporterServer server, String password) {
        try {
            return get(server, "/", null, "Authorization", basic("alice", password))
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "RSA old", "EC old", "EC"})
    void tls_ofEveryKind_isSpoken_andNothingElse(String kind) throws Exception {
        var keys = new TestKeys();
        var held = TestKeys.issue("localhost", keys.authority, kind.startsWith("EC") ? "EC" : "RSA");
        held.certificateFile(folder.resolve("server.crt"));
        if (kind.endsWith("old")) {
            held.oldKeyFile(folder.resolve("server.key"));
        } else {
            held.keyFile(folder.resolve("server.key"));
        }
        Path file = file("tls_server_config: { cert_file: server.crt, key_file: server.key }\n");
        try (var server = server(WebSecurity.of(file))) {
            assertThat(server.url()).startsWith("https://127.0.0.1:");
            assertThat(get(server, "/", keys.client(null)).body()).isEqualTo("board");
            assertThatThrownBy(() -> get(server, "/", new TestKeys().client(null)))
                    .as("another authority")
                    .isInstanceOf(IOException.class);
            var plain = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(plain, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void clients_withoutACertificateOfOurs_areRefused() throws Exception {
        var keys = new TestKeys();
        var held = keys.server();
        held.certificateFile(folder.resolve("server.crt"));
        held.keyFile(folder.resolve("server.key"));
        keys.authority.certificateFile(folder.resolve("ca.crt"));
        Path file = file("""
                tls_server_config:
                  cert_file: server.crt
                  key_file: server.key
                  client_auth_type: RequireAndVerifyClientCert
                  client_ca_file: ca.crt
                  client_allowed_sans: [prometheus.monitoring]
                  min_version: TLS12
                  max_version: TLS12
                  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]
                """);
        try (var server = server(WebSecurity.of(file))) {
            var known = TestKeys.issue("prometheus.monitoring", keys.authority, "RSA");
            var other = TestKeys.issue("curious.default", keys.authority, "RSA");
            var stranger = TestKeys.issue("prometheus.monitoring", new TestKeys().authority, "RSA");
            assertThat(get(server, "/", keys.client(known)).body()).isEqualTo("board");
            assertThatThrownBy(() -> get(server, "/", keys.client(null))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(server, "/", keys.client(other))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(server, "/", keys.client(stranger))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void certificate_thatIsRenewed_isShownToTheNextClient() throws Exception {
        var first = new TestKeys();
        var second = new TestKeys();
        var held = first.server();
        held.certificateFile(folder.resolve("server.crt"));
        held.keyFile(folder.resolve("server.key"));
        Path file = file("tls_server_config: { cert_file: server.crt, key_file: server.key }\n");
        try (var server = server(WebSecurity.of(file))) {
            assertThat(get(server, "/", first.client(null)).statusCode()).isEqualTo(200);
            var renewed = second.server();
            renewed.certificateFile(folder.resolve("server.crt"));
            renewed.keyFile(folder.resolve("server.key"));
            Await.until("the new certificate", Duration.ofSeconds(30), () -> {
                try {
                    return get(server, "/", second.client(null)).statusCode() == 200;
                } catch (IOException e) {
                    return false;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    @Test
    void headers_andALimit_areKept() throws Exception {
        Path file = file("""
                http_server_config: { http2: true, headers: { X-Frame-Options: deny, Content-Security-Policy: "x 'y'" } }
                rate_limit: { interval: 1h, burst: 2 }
                """);
        try (var server = server(WebSecurity.of(file))) {
            var answer = get(server, "/", null);
            assertThat(answer.headers().firstValue("X-Frame-Options")).contains("deny");
            assertThat(answer.headers().firstValue("Content-Security-Policy")).contains("x 'y'");
            assertThat(get(server, "/", null).statusCode()).isEqualTo(200);
            assertThat(get(server, "/", null).statusCode()).isEqualTo(429);
            assertThat(get(server, "/-/healthy", null).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void file_withMistakes_namesThemAll_andNoSecret() throws Exception {
        Path file = file("""
                tls_server_config:
                  cert_file: server.crt
                  client_auth_type: RequireAndVerifyClientCert
                  curve_preferences: [X25519]
                  min_version: TLS10
                basic_auth_users: { alice: hunter2 }
                http_server_config: { headers: { X-Powered-By: me } }
                rate_limitt: {}
                """);
        assertThatThrownBy(() -> WebSecurity.of(file))
                .hasMessageContaining("web.yml:2:3: key_file: missing")
                .hasMessageContaining("web.yml:3:21: client_auth_type: RequireAndVerifyClientCert needs client_ca_file")
                .hasMessageContaining("web.yml:4:22: curve_preferences: cannot be chosen here")
                .hasMessageContaining("web.yml:5:16: min_version: expected one of TLS12, TLS13, found 'TLS10'")
                .hasMessageContaining("web.yml:6:28: alice: expected the bcrypt hash")
                .hasMessageContaining("web.yml:7:34: unknown key 'X-Powered-By'")
                .hasMessageContaining("web.yml:8:1: unknown key 'rate_limitt'; did you mean 'rate_limit'?")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void certificate_thatIsMissing_orDoesNotFit_isOneLine() throws Exception {
        Path file = file("tls_server_config: { cert_file: server.crt, key_file: server.key }\n");
        assertThatThrownBy(() -> WebSecurity.of(file)).hasMessage(folder.resolve("server.crt") + ": no such file");
        var keys = new TestKeys();
        keys.server().certificateFile(folder.resolve("server.crt"));
        TestKeys.issue("x", keys.authority, "EC").oldKeyFile(folder.resolve("server.key"));
        assertThatThrownBy(() -> WebSecurity.of(file))
                .hasMessageStartingWith(folder.resolve("server.key") + " does not fit the certificate");
        Path unknown = file("tls_server_config: { cert_file: a, key_file: b, cipher_suites: [TLS_NONE] }\n");
        assertThatThrownBy(() -> WebSecurity.of(unknown)).hasMessageContaining("a: no such file");
    }
}
