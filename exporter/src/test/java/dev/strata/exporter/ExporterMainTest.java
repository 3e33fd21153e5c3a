package dev.strata.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterMainTest {

    private static final String RECORDED = "../recordings/slow-dependency";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void help_isClean_andNamesTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(text(out)).contains("serve").contains("diagnose").contains("Exit codes");
    }

    @Test
    void version_isPrinted() {
        assertThat(run("--version")).isZero();
        assertThat(text(out)).isEqualTo("strata-exporter development\n");
    }

    @Test
    void usage_wrong_isCodeTwo() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("diagnos")).isEqualTo(2);
        assertThat(run("diagnose", "--formatt", "json")).isEqualTo(2);
        assertThat(text(err)).contains("Possible solutions: --format");
    }

    @Test
    void configuration_withMistakes_isCodeTwo_andNamesThemAll(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("strata.yaml"), "promtheus: {}\nweb:\n  listenAddress: here\n");

        assertThat(run("serve", "--config.file", file.toString())).isEqualTo(2);
        assertThat(text(err))
                .isEqualTo(file + ":1:1: unknown key 'promtheus'; did you mean 'prometheus'?\n" + file
                        + ":3:18: listenAddress: expected host:port or :port, found 'here'\n");
    }

    @Test
    void diagnosis_whenNobodyAnswers_isCodeThree_andSaysWhy(@TempDir Path folder) throws IOException {
        int code = run(
                "diagnose",
                "--kubeconfig",
                folder.resolve("none").toString(),
                "--prometheus.url",
                "http://127.0.0.1:" + closedPort());

        assertThat(code).isEqualTo(3);
        assertThat(text(out)).isEmpty();
        assertThat(text(err))
                .contains("kubernetes: kubeconfig " + folder.resolve("none") + " does not exist\n")
                .contains("prometheus: cannot be reached: connection refused\n")
                .endsWith("no source answered, so nothing can be said\n");
    }

    @Test
    void recording_thatIsMissing_isCodeThree_andSaysWhere(@TempDir Path folder) {
        assertThat(run("diagnose", "--recording", folder.toString())).isEqualTo(3);
        assertThat(run("serve", "--recording", folder.toString(), "--web.listen-address", "127.0.0.1:0"))
                .isEqualTo(3);
        String line = folder + ": has no meta.json: no recording, or an unfinished one\n";
        assertThat(text(err)).isEqualTo(line + line);
    }

    @Test
    void recordingAndDump_together_areCodeTwo() {
        assertThat(run("diagnose", "--recording", "a", "--dump", "b")).isEqualTo(2);
        assertThat(text(err)).contains("mutually exclusive");
    }

    @Test
    void dump_withANodeThatIsNotReady_isDiagnosed(@TempDir Path folder) throws IOException {
        Path dump = Files.writeString(folder.resolve("nodes.yaml"), """
                apiVersion: v1
                kind: List
                items:
                - apiVersion: v1
                  kind: Node
                  metadata: {name: node-1, creationTimestamp: "2026-11-20T00:00:00Z"}
                  status:
                    conditions:
                    - {type: Ready, status: "False", reason: KubeletNotReady, lastTransitionTime: "2026-11-24T02:50:00Z"}
                - apiVersion: v1
                  kind: Pod
                  metadata: {name: web-1, namespace: shop, creationTimestamp: "2026-11-24T03:00:00Z"}
                  spec: {nodeName: node-1, containers: [{name: web}]}
                  status: {phase: Running}
                """);

        assertThat(run("diagnose", "--dump", dump.toString())).as(text(err)).isZero();
        assertThat(text(out))
                .contains("1. Node node-1: node is not ready (kubelet reports not ready)\n")
                .contains("since 2026-11-24 02:50:00 UTC (10 min)")
                .contains("kubectl describe node node-1\n")
                .contains("not part of what was given: ")
                .contains("No Prometheus is asked");
    }

    @Test
    void at_outsideARecording_isCodeTwo() {
        assertThat(run("diagnose", "--at", "03:02")).isEqualTo(2);
        assertThat(text(err)).contains("--at: needs --recording");
        assertThat(run("diagnose", "--recording", RECORDED, "--at", "noon")).isEqualTo(2);
        assertThat(text(err)).contains("expected a time such as 03:02 or 2026-11-24T03:02:00Z, found 'noon'");
        assertThat(run("diagnose", "--recording", RECORDED, "--at", "2020-01-01T00:00:00Z"))
                .isEqualTo(2);
        assertThat(text(err)).contains("which leaves out 2020-01-01T00:00:00Z");
    }

    @Test
    void recording_atAnInstant_showsWhatWasThen() {
        assertThat(run("diagnose", "--recording", RECORDED, "--at", "15:42")).isZero();
        assertThat(text(out)).startsWith("Nothing is wrong");
    }

    @Test
    void recording_narrowedToAWorkload_asATicket() {
        assertThat(run("diagnose", "--recording", RECORDED, "-n", "shop", "--workload", "orders", "--format=markdown"))
                .as(text(err))
                .isEqualTo(1);
        assertThat(text(out))
                .startsWith("# 1 root cause\n")
                .contains("only workload orders in namespace shop")
                .contains("## 1. Service shop/payments");
    }

    @Test
    void namespace_thatIsNotThere_isCodeTwo() {
        assertThat(run("diagnose", "--recording", RECORDED, "-n", "shp")).isEqualTo(2);
        assertThat(text(err)).isEqualTo("namespace 'shp' is not in what can be seen\n");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void configuration_thatChanges_isTakenOver_andWhatStandsKeepsStanding(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("strata.yaml"), "evaluation: { interval: 100ms }\n");
        int port = closedPort();
        var stop = new CountDownLatch(1);
        var code = CompletableFuture.supplyAsync(() -> ExporterMain.run(
                terminal(),
                InstantSource.system(),
                stop,
                "serve",
                "--recording",
                RECORDED,
                "--config.file",
                file.toString(),
                "--web.listen-address",
                "127.0.0.1:" + port));
        try {
            String before = awaitHealth(port, "\"signal\" : \"dependency_slow\"");
            assertThat(before).doesNotContain("\"silence\"");
            String since = sinceOf(before, "hpa_maxed_latency_rising");

            Files.writeString(file, "ignore: oops\n");
            awaitHealth(port, "\"signal\" : \"dependency_slow\"");
            Files.writeString(file, """
                    evaluation: { interval: 100ms }
                    ignore: [{ signals: [dependency_slow], reason: known, until: 2099-01-01 }]
                    """);

            String after = awaitHealth(port, "\"reason\" : \"known\"");
            assertThat(sinceOf(after, "hpa_maxed_latency_rising")).isEqualTo(since);
            assertThat(get(port, "/").body()).contains("<h3>Silenced</h3>");
        } finally {
            stop.countDown();
        }
        assertThat(code.get(20, TimeUnit.SECONDS)).isZero();
    }

    /** When the signal's one finding began. */
    private static String sinceOf(String health, String signal) {
        Matcher matcher = Pattern.compile(signal + "\".*?\"since\" : \"([^\"]+)\"", Pattern.DOTALL)
                .matcher(health.substring(health.indexOf("\"findings\"")));
        assertThat(matcher.find()).as(signal).isTrue();
        return matcher.group(1);
    }

    private static String awaitHealth(int port, String part) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        String seen = "";
        while (System.nanoTime() < end) {
            try {
                seen = get(port, "/api/v1/health").body();
            } catch (UncheckedIOException e) {
                seen = "";
            }
            if (seen.contains(part)) {
                return seen;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("never saw " + part + " in " + seen);
    }

    @Test
    void port_thatIsTaken_isOneClearLine() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertThat(run("serve", "--web.listen-address", address)).isEqualTo(2);
            assertThat(text(err)).isEqualTo("cannot listen on " + address + ": Address already in use\n");
        }
    }

    @Test
    void server_withoutACluster_livesAndCallsNothingHealthy(@TempDir Path folder) throws Exception {
        int port = closedPort();
        var stop = new CountDownLatch(1);
        var code = CompletableFuture.supplyAsync(() -> ExporterMain.run(
                terminal(),
                InstantSource.system(),
                stop,
                "serve",
                "--kubeconfig",
                folder.resolve("none").toString(),
                "--web.listen-address",
                "127.0.0.1:" + port));
        try {
            String metrics = awaitMetrics(port);

            assertThat(metrics)
                    .contains("strata_source_up{source=\"kubernetes\"} 0.0\n")
                    .contains("strata_layer_judged_ratio{layer=\"cluster\"} 0.0\n")
                    .contains(
                            "strata_signal_subjects{layer=\"cluster\",signal=\"node_not_ready\",verdict=\"healthy\"} 0.0\n")
                    .doesNotContain("strata_layer_severity{layer=\"cluster\"}")
                    .doesNotContain("strata_source_up{source=\"prometheus\"}");
            assertThat(get(port, "/-/healthy").statusCode()).isEqualTo(200);
            assertThat(get(port, "/-/ready").statusCode()).isEqualTo(503);
            assertThat(get(port, "/-/ready").body()).contains("pods: ");
            assertThat(get(port, "/api/v1/health").body()).contains("\"rootCauses\" : [ ]");
            assertThat(get(port, "/").body()).doesNotContain("All is well");
        } finally {
            stop.countDown();
        }
        assertThat(code.get(20, TimeUnit.SECONDS)).isZero();
    }

    private static String awaitMetrics(int port) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        String seen = "";
        while (!seen.contains("strata_source_up") && System.nanoTime() < end) {
            Thread.sleep(50);
            try {
                seen = get(port, "/metrics").body();
            } catch (UncheckedIOException e) {
                seen = "";
            }
        }
        return seen;
    }

    private static HttpResponse<String> get(int port, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int run(String... args) {
        return ExporterMain.run(terminal(), InstantSource.system(), new CountDownLatch(1), args);
    }

    private Terminal terminal() {
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                100,
                false);
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
