package dev.strata.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads who has nothing but a dump: whole texts, as they are printed. */
class DumpDiagnosisTest {

    private static final Path FOLDER = Path.of("src/test/resources/dump");

    @ParameterizedTest
    @CsvSource({
        "bad-release, text, ''",
        "bad-release, markdown, ''",
        "bad-release, playbook, crashloop",
        "node-lost, text, ''",
        "node-lost, playbook, node"
    })
    void dump_isDiagnosed(String dump, String format, String playbook) {
        var arguments = new ArrayList<>(
                List.of("diagnose", "--dump", FOLDER.resolve(dump + ".json").toString()));
        switch (format) {
            case "playbook" -> arguments.addAll(List.of("--playbook", playbook));
            default -> arguments.addAll(List.of("--format", format));
        }
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = ExporterMain.run(
                new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, 100, false),
                InstantSource.system(),
                new CountDownLatch(1),
                arguments.toArray(String[]::new));

        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(code).isBetween(0, 1);
        Golden.check(FOLDER.resolve(dump + "." + format + ".txt"), out.toString(UTF_8));
    }

    /** A recording may take a while to be read and judged; who looks on sees that, and nothing of it stays. */
    @Test
    void recording_onATerminal_showsHowFarItIs() {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = ExporterMain.run(
                new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, 100, true),
                InstantSource.system(),
                new CountDownLatch(1),
                "diagnose",
                "--recording",
                "../recordings/slow-dependency");

        assertThat(code).isBetween(0, 1);
        assertThat(err.toString(UTF_8))
                .contains("reading what was recorded", "judging what led up to", " %")
                .endsWith("\r\u001b[K");
        assertThat(out.toString(UTF_8)).doesNotContain("\u001b");
    }
}
