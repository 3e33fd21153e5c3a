package dev.strata.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code diagnose --logs} against a server that has one pod, which crashes. */
class CrashLogsTest {

    private static final String EMPTY = "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}";
    private static final String POD = """
            {"metadata":{"name":"orders-1","namespace":"shop","uid":"u1","resourceVersion":"1",
             "creationTimestamp":"2026-11-24T00:00:00Z"},
             "spec":{"nodeName":"n1","containers":[{"name":"app","image":"shop/orders:2"}]},
             "status":{"phase":"Running","conditions":[{"type":"Ready","status":"False"}],
              "containerStatuses":[{"name":"app","restartCount":9,"ready":false,
               "state":{"waiting":{"reason":"CrashLoopBackOff"}},
               "lastState":{"terminated":{"exitCode":1,"reason":"Error","finishedAt":"2026-11-24T00:10:00Z"}}}]}}
            """;

    private record Answer(int status, String body) {}

    @TempDir
    Path folder;

    private final Map<String, Answer> logs = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            if (path.endsWith("/log")) {
                Answer log = logs.getOrDefault(query.contains("previous=true") ? "previous" : "current", refused());
                send(exchange, log.status(), log.body());
            } else if (query.contains("sendInitialEvents=true")) {
                send(exchange, 400, "{}");
            } else if (query.contains("watch=true")) {
                exchange.sendResponseHeaders(200, 0);
                end.await();
            } else {
                send(exchange, 200, path.equals("/api/v1/pods") ? EMPTY.replace("[]", "[" + POD + "]") : EMPTY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer refused() {
        return new Answer(403, "{\"message\":\"pods \\\"orders-1\\\" is forbidden: User \\\"jo\\\" cannot get\"}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String diagnose(String... more) throws IOException {
        Path kubeconfig = Files.writeString(
                folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: a
                contexts: [{name: a, context: {cluster: a, user: a}}]
                clusters: [{name: a, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: a, user: {}}]
                """.formatted(server.getAddress().getPort()));
        var arguments = new ArrayList<String>();
        Collections.addAll(arguments, "diagnose", "--kubeconfig", kubeconfig.toString(), "--logs");
        Collections.addAll(arguments, more);
        var terminal =
                new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, 100, false);
        int code = ExporterMain.run(
                terminal, InstantSource.system(), new CountDownLatch(1), arguments.toArray(String[]::new));
        assertThat(code).as(err.toString(UTF_8)).isLessThan(2);
        return out.toString(UTF_8);
    }

    @Test
    void lastWords_ofTheRunBefore_areShown_andCannotSteerTheTerminal() throws IOException {
        logs.put("previous", new Answer(200, "starting\npanic: no \u001b[2Jdatabase at db:5432\n"));

        assertThat(diagnose()).contains("""
                           log lines Pod shop/orders-1, container app, the run before:
                                     | starting
                                     | panic: no \ufffd[2Jdatabase at db:5432
                        """.indent(0));
    }

    @Test
    void lastWords_whereNoRunWasBefore_areOfThisOne() throws IOException {
        logs.put("previous", new Answer(400, "{\"message\":\"previous terminated container not found\"}"));
        logs.put("current", new Answer(200, "only now\n"));

        assertThat(diagnose("--format", "json"))
                .contains("\"of\" : \"Pod shop/orders-1, container app, this run\"")
                .contains("\"only now\"");
    }

    @Test
    void lastWords_withoutTheRight_sayWhatItTakes() throws IOException {
        assertThat(diagnose("--format", "markdown"))
                .contains("you may not read logs in namespace shop (403); that takes the verb get on pods/log there");
    }

    @Test
    void logs_ofARecording_areRefused() {
        var terminal =
                new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, 100, false);
        assertThat(ExporterMain.run(
                        terminal, InstantSource.system(), new CountDownLatch(1), "diagnose", "--logs", "--dump", "x"))
                .isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("--logs: needs a live cluster");
    }
}
