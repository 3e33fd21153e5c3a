package dev.strata.exporter.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenRecordingTest {

    private static final String PODS = "objects/pods.ndjson";

    @TempDir
    Path temp;

    private Path folder = Path.of("none");

    @BeforeEach
    void record() {
        folder = temp.resolve("r");
        try (var tape = new Tape(folder)) {
            tape.whole();
        }
    }

    private String problem() {
        RecordingException problem =
                catchThrowableOfType(RecordingException.class, () -> Recording.open(folder, Tape.PROJECTION));
        assertThat(problem).as("opening must fail").isNotNull();
        String text = String.valueOf(problem.getMessage());
        assertThat(text).hasLineCount(1);
        return text.replace(folder.toString(), "R");
    }

    private void edit(String file, UnaryOperator<String> change) {
        try {
            Path path = folder.resolve(file);
            Files.writeString(path, change.apply(Files.readString(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void open_missingFolder_saysSo() {
        folder = temp.resolve("nowhere");

        assertThat(problem()).isEqualTo("R: does not exist");
    }

    @Test
    void open_noMeta_wasNotFinished() throws IOException {
        Files.delete(folder.resolve("meta.json"));

        assertThat(problem()).isEqualTo("R: has no meta.json: no recording, or an unfinished one");
    }

    @Test
    void open_newerFormat_isRefused() {
        edit("meta.json", text -> text.replace("recording/v1", "recording/v2"));

        assertThat(problem())
                .isEqualTo("R/meta.json:1: format 'strata.recording/v2' is newer than this program,"
                        + " which reads strata.recording/v1");
    }

    @Test
    void open_newerMinorFormat_isRead() {
        edit("meta.json", text -> text.replace("recording/v1", "recording/v1.4").replaceFirst("\\{", "{\"x\":[1],"));

        assertThat(Recording.open(folder, Tape.PROJECTION).meta().prometheus()).isTrue();
    }

    @Test
    void open_metaCutOff_namesTheLine() {
        edit("meta.json", text -> text.substring(0, text.indexOf("focus")));

        assertThat(problem()).startsWith("R/meta.json:6: broken JSON, is the file cut off? ");
    }

    @Test
    void open_fileCutOffInALine_namesTheLine() {
        edit(PODS, text -> text.substring(0, text.length() - 20));

        assertThat(problem()).startsWith("R/objects/pods.ndjson:2: broken JSON, is the file cut off? ");
    }

    @Test
    void open_fileCutOffAfterALine_countsThem() {
        edit(PODS, text -> text.substring(0, text.indexOf('\n') + 1));

        assertThat(problem())
                .isEqualTo("R/objects/pods.ndjson:1: the file ends here, but meta.json promises 2 lines:"
                        + " it is cut off or was changed");
    }

    @Test
    void open_fileMissing_saysSo() throws IOException {
        Files.delete(folder.resolve("changes.ndjson"));

        assertThat(problem()).isEqualTo("R/changes.ndjson: is missing from the recording");
    }

    @Test
    void open_twoObjectsInALine_isRefused() {
        edit(PODS, text -> text.replaceFirst("\n", "{}\n"));

        assertThat(problem()).isEqualTo("R/objects/pods.ndjson:1: something follows the JSON object");
    }

    @Test
    void open_badTime_namesIt() {
        edit("changes.ndjson", text -> text.replaceFirst("2026-03-01T08:00:20Z", "soon"));

        assertThat(problem())
                .isEqualTo("R/changes.ndjson:2: expected a time such as 2026-11-24T12:00:00Z in 't', found 'soon'");
    }

    @Test
    void open_unknownChange_namesIt() {
        edit("changes.ndjson", text -> text.replaceFirst("\"remove\"", "\"explode\""));

        assertThat(problem())
                .isEqualTo("R/changes.ndjson:3: expected type upsert, remove or freshness, found 'explode'");
    }

    @Test
    void open_unknownResource_isPassedOver() {
        edit("changes.ndjson", text -> text.replace("\"pods\"", "\"unicorns\""));

        assertThat(Recording.open(folder, Tape.PROJECTION).steps()).hasSize(3);
    }

    @Test
    void open_badValue_namesIt() {
        edit("measurements.ndjson", text -> text.replace("0.25", "\"a lot\""));

        assertThat(problem()).isEqualTo("R/measurements.ndjson:1: expected a number, found \"a lot\"");
    }

    @Test
    void open_namelessObject_isRefused() {
        edit(PODS, text -> text.replace("\"name\":\"a\"", "\"nome\":\"a\""));

        assertThat(problem()).isEqualTo("R/objects/pods.ndjson:1: an object of pods without a name");
    }

    @Test
    void open_withoutCounts_isReadAllTheSame() {
        edit("meta.json", text -> text.replaceFirst(",\\s*\"lines\" : \\{[^}]*}", ""));

        assertThat(Recording.open(folder, Tape.PROJECTION).first()).hasSize(2);
    }

    @Test
    void open_bytesThatAreNoText_namesTheLine() throws IOException {
        Files.write(folder.resolve(PODS), new byte[] {'{', (byte) 0xff, (byte) 0xfe});

        assertThat(problem()).isEqualTo("R/objects/pods.ndjson:1: no text in UTF-8");
    }
}
