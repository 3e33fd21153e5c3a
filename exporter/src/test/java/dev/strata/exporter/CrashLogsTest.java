package dev.strata.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code diagnose --logs} against a server that has one pod, which crashes. */
class CrashLogsTest {

    private static final String POD = """
            {"metadata":{"name":"orders-1","namespace":"shop","uid":"u1","resourceVersion":"1",
             "creationTimestamp":"2026-11-24T00:00:00Z"},
             "spec":{"nodeName":"n1","containers":[{"name":"app","image":"shop/orders:2"}]},
             "status":{"phase":"Running","conditions":[{"type":"Ready","status":"False"}],
              "containerStatuses":[{"name":"app","restartCount":9,"ready":false,
               "state":{"waiting":{"reason":"CrashLoopBackOff"}},
               "lastState":{"terminated":{"exitCode":1,"reason":"Error","finishedAt":"2026-11-24T00:10:00Z"}}}]}}
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(List<String> arguments) {
        var terminal =
                new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, 100, false);
        return ExporterMain.run(
                terminal, InstantSource.system(), new CountDownLatch(1), arguments.toArray(String[]::new));
    }

    private String diagnose(TinyApi api, String... more) throws IOException {
        api.put("/api/v1/pods", POD);
        String kubeconfig = api.kubeconfig(folder).toString();
        var arguments = new ArrayList<>(List.of("diagnose", "--kubeconfig", kubeconfig, "--logs"));
        arguments.addAll(List.of(more));
        assertThat(run(arguments)).as(err.toString(UTF_8)).isLessThan(2);
        return out.toString(UTF_8);
    }

    @Test
    void lastWords_ofTheRunBefore_areShown_andCannotSteerTheTerminal() throws IOException {
        try (var api = new TinyApi()) {
            api.log("previous", 200, "starting\npanic: no \u001b[2Jdatabase at db:5432\n");

            assertThat(diagnose(api))
                    .contains("   log lines Pod shop/orders-1, container app, the run before:\n")
                    .contains("             | starting\n             | panic: no \ufffd[2Jdatabase at db:5432\n");
        }
    }

    @Test
    void lastWords_whereNoRunWasBefore_areOfThisOne() throws IOException {
        try (var api = new TinyApi()) {
            api.log("previous", 400, "{\"message\":\"previous terminated container not found\"}");
            api.log("current", 200, "only now\n");

            assertThat(diagnose(api, "--format", "json"))
                    .contains("\"of\" : \"Pod shop/orders-1, container app, this run\"")
                    .contains("\"only now\"");
        }
    }

    @Test
    void lastWords_withoutTheRight_sayWhatItTakes() throws IOException {
        try (var api = new TinyApi()) {
            assertThat(diagnose(api, "--format", "markdown"))
                    .contains(
                            "you may not read logs in namespace shop (403); that takes the verb get on pods/log there");
        }
    }

    @Test
    void logs_ofARecording_areRefused() {
        assertThat(run(List.of("diagnose", "--logs", "--dump", "x"))).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("--logs: needs a live cluster");
    }
}
