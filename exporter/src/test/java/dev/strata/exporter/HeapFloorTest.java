package dev.strata.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.HeapFloor.Look;
import dev.strata.testbed.fake.FakeApiServer;
import dev.strata.testbed.fake.FakeCluster;
import dev.strata.testbed.fake.FakePlan;
import dev.strata.testbed.fake.generate.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HeapFloorTest {

    private static final long MIB = 1 << 20;

    private final AtomicInteger said = new AtomicInteger();
    private final HeapFloor floor = new HeapFloor(() -> said.addAndGet(1));

    @TempDir
    Path folder;

    private long collecting;

    private void look(int seconds, long collectingPerSecond, long heldOfHundred) {
        for (int i = 0; i < seconds; i++) {
            collecting += collectingPerSecond;
            floor.look(new Look(collecting, heldOfHundred * MIB, 100 * MIB));
        }
    }

    @Test
    void look_collectingMostOfTheTime_andNothingFreed_saysSo() {
        look(5, 0, 50);
        look(11, 700, 95);

        assertThat(said).hasPositiveValue();
    }

    @Test
    void look_collectingNearlyAllTheTime_forWantOfRoomInOnePiece_saysSo() {
        look(5, 0, 50);
        look(11, 950, 70);

        assertThat(said).hasPositiveValue();
    }

    @Test
    void look_collectingAtTheStart_orWithRoomLeft_orSeldom_saysNothing() {
        look(5, 1000, 95);
        look(30, 100, 95);
        look(30, 900, 60);

        assertThat(said).hasValue(0);
    }

    /** The program as it is started, on a cluster that does not fit. */
    @Test
    @Timeout(150)
    void serve_clusterLargerThanTheHeap_saysSoAndEndsWithItsCode() throws Exception {
        try (FakeCluster cluster = new FakeCluster(Tier.M, 1, InstantSource.system());
                FakeApiServer server = new FakeApiServer(cluster, FakePlan.usual())) {
            Path errors = folder.resolve("errors");
            Process exporter = serve(server.url(), errors, "-Xmx16m");
            try {
                assertThat(exporter.waitFor(100, TimeUnit.SECONDS)).isTrue();
                assertThat(exporter.exitValue()).isEqualTo(ExitCode.INTERNAL.value());
                assertThat(Files.readString(errors))
                        .contains("the heap of")
                        .contains("MiB is too small for this cluster")
                        .contains("-Xmx");
            } finally {
                exporter.destroyForcibly();
            }
        }
    }

    private Process serve(String server, Path errors, String heap) throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        Files.writeString(kubeconfig, """
                current-context: fake
                clusters: [{name: fake, cluster: {server: "%s"}}]
                contexts: [{name: fake, context: {cluster: fake, user: me}}]
                users: [{name: me, user: {token: abc}}]
                """.formatted(server), StandardCharsets.UTF_8);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExporterMain.class.getName(),
                        "serve",
                        "--kubeconfig",
                        kubeconfig.toString(),
                        "--web.listen-address",
                        "127.0.0.1:0")
                .redirectError(errors.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
