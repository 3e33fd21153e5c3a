package dev.strata.testbed.part;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final WorkFolder folder = WorkFolder.create("process-test");

    @AfterEach
    void removeFolder() {
        folder.close();
    }

    @Test
    void awaitReady_processEnds_failsWithEndOfLog() {
        PartProcess process = shell("echo no such port; exit 3");

        assertThatThrownBy(() -> process.awaitReady(LIMIT, () -> false))
                .isInstanceOf(PartException.class)
                .hasMessage("trial ended with 3\nno such port");
    }

    @Test
    void awaitReady_neverReady_failsAfterLimit() {
        try (PartProcess process = shell("echo thinking; exec sleep 60")) {
            assertThatThrownBy(() -> process.awaitReady(Duration.ofMillis(200), () -> false))
                    .isInstanceOf(PartException.class)
                    .hasMessageContaining("trial is ready")
                    .hasMessageContaining("thinking");
        }
    }

    @Test
    void stop_process_mayFinishItsWork() {
        PartProcess process =
                shell("trap 'sleep 0.3; echo saved; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        process.awaitReady(LIMIT, () -> contentOf(process.log()).contains("ready"));

        process.stop();

        assertThat(process.isAlive()).isFalse();
        assertThat(process.log()).content().contains("saved");
    }

    @Test
    void suspend_process_livesOn_untilClosed() {
        PartProcess process = shell("exec sleep 60");

        process.suspend();
        assertThat(process.isAlive()).isTrue();
        process.close();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void process_ofAJvmThatWasKilled_endsToo(@TempDir Path temporary) throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        AbandonedProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String pid = new String(jvm.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(jvm.waitFor()).isEqualTo(1);

        Await.until(
                "the end of " + pid,
                LIMIT,
                () -> ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty());
    }

    @Test
    void copyLogs_afterRun_holdsOutput(@TempDir Path target) {
        shell("echo said").awaitEnd(LIMIT);

        folder.copyLogs(target.resolve("kept"));

        assertThat(target.resolve("kept").resolve("trial.log")).hasContent("said");
    }

    @Test
    void workFolder_closed_isGone() {
        WorkFolder other = WorkFolder.create("gone");
        Path file = other.write("a/b.txt", "text");

        other.close();

        assertThat(Files.exists(file)).isFalse();
        assertThat(Files.exists(other.path())).isFalse();
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PartProcess shell(String script) {
        return PartProcess.start("trial", folder, List.of("/bin/sh", "-c", script));
    }
}
