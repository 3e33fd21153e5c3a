package dev.strata.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.testbed.part.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a claim that loses its volume while the program serves to the diagnosis of what it kept, hours later. */
class FlightRecorderRunTest {

    private static final String CLAIMS = "/api/v1/persistentvolumeclaims";
    private static final Pattern AT = Pattern.compile("\"at\" : \"([^\"]+)\"");
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static String claim(int version, String phase) {
        return """
                {"metadata":{"name":"ledger-0","namespace":"shop","uid":"u","resourceVersion":"%d",
                 "creationTimestamp":"2026-11-24T00:00:00Z"},
                 "spec":{"volumeName":"disk-7"},"status":{"phase":"%s"}}""".formatted(version, phase);
    }

    private int run(CountDownLatch stop, String... arguments) {
        var terminal =
                new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, 100, false);
        return ExporterMain.run(terminal, InstantSource.system(), stop, arguments);
    }

    @Test
    @Timeout(240)
    void incident_whileServing_isKept_andDiagnosedAfterwards() throws Exception {
        Path kept = folder.resolve("kept");
        Path config = Files.writeString(folder.resolve("strata.yaml"), """
                evaluation: { interval: 100ms }
                signals: { pvc_lost: { enabled: true } }
                flightRecorder: { folder: kept }
                """);
        int port = freePort();
        var stop = new CountDownLatch(1);
        try (var api = new TinyApi()) {
            api.put(CLAIMS, claim(1, "Bound"));
            String kubeconfig = api.kubeconfig(folder).toString();
            var code = CompletableFuture.supplyAsync(() -> run(
                    stop,
                    "serve",
                    "--kubeconfig",
                    kubeconfig,
                    "--config.file",
                    config.toString(),
                    "--web.listen-address",
                    "127.0.0.1:" + port));
            try {
                Await.until("ready", LIMIT, () -> get(port, "/-/ready").equals("ready\n"));
                awaitEvaluations(port, 3);
                api.change(CLAIMS, claim(2, "Lost"));
                Await.until(
                        "the cause", LIMIT, () -> get(port, "/api/v1/health").contains("\"pvc_lost\""));
            } finally {
                stop.countDown();
            }
            assertThat(code.get(30, TimeUnit.SECONDS)).as(err.toString(UTF_8)).isZero();
        }

        List<Path> recordings;
        try (var content = Files.list(kept)) {
            recordings = content.toList();
        }
        assertThat(recordings).hasSize(1);
        Path recording = recordings.get(0);
        assertThat(recording.getFileName().toString()).matches("incident-[0-9]{8}T[0-9]{6}Z-pvc_lost");
        assertThat(run(
                        new CountDownLatch(1),
                        "diagnose",
                        "--recording",
                        recording.toString(),
                        "--config.file",
                        config.toString()))
                .as(err.toString(UTF_8))
                .isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("1. PersistentVolumeClaim shop/ledger-0: ");
    }

    /** What stands at the first look is not new; on a busy machine looks are seconds apart. */
    private static void awaitEvaluations(int port, int more) {
        var seen = new HashSet<String>();
        Await.until(more + " more evaluations", LIMIT, () -> {
            var at = AT.matcher(get(port, "/api/v1/health"));
            if (at.find()) {
                seen.add(at.group(1));
            }
            return seen.size() > more;
        });
    }

    private static String get(int port, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
