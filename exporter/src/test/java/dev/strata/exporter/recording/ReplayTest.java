package dev.strata.exporter.recording;

import static dev.strata.exporter.recording.Tape.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strata.exporter.Golden;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.kube.ClusterStore;
import dev.strata.exporter.measurement.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    @TempDir
    Path temp;

    private final List<Measurement> answers = new ArrayList<>();

    private Path recorded() {
        Path folder = temp.resolve("recording");
        try (var tape = new Tape(folder)) {
            tape.whole();
        }
        return folder;
    }

    private static List<String> pods(ClusterStore store) {
        return store.view(T0).pods().stream()
                .map(p -> p.key().name() + p.containers().get(0).restartCount())
                .toList();
    }

    private Instant reached = T0;
    private int next;

    private ClusterStore begun(Recording recording) {
        var store = new ClusterStore(() -> reached);
        recording.begin(store);
        return store;
    }

    /** Step by step, so that the store sees the time of each. */
    private void play(Recording recording, ClusterStore store, int seconds) {
        Instant until = T0.plusSeconds(seconds);
        while (next < recording.steps().size()
                && !recording.steps().get(next).at().isAfter(until)) {
            reached = recording.steps().get(next).at();
            next = recording.play(next, reached, store, answers::add);
        }
    }

    @Test
    void writer_files_haveTheDocumentedForm() throws IOException {
        Path folder = recorded();
        var text = new StringBuilder();
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            text.append("== ").append(folder.relativize(file)).append('\n').append(Files.readString(file));
        }
        Golden.check(Path.of("src/test/resources/recording/format/expected.txt"), text.toString());
        assertThat(text.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void play_stepByStep_showsEachInstant() {
        Recording recording = Recording.open(recorded(), Tape.PROJECTION);
        ClusterStore store = begun(recording);

        play(recording, store, 1);
        assertThat(pods(store)).containsExactly("a0", "b0");
        assertThat(answers).isEmpty();
        play(recording, store, 15);
        assertThat(pods(store)).containsExactly("a1", "b0");
        assertThat(answers).hasSize(1);
        play(recording, store, 30);
        assertThat(pods(store)).containsExactly("a1", "c0");
        play(recording, store, 5);
        assertThat(pods(store)).containsExactly("a1", "c0");
        play(recording, store, 60);
        assertThat(answers).extracting(Measurement::isAnswered).containsExactly(true, true, false);
        assertThat(answers.get(0).samples().get(0).value()).isEqualTo(0.25);
        assertThat(answers.get(0).warnings()).containsExactly("partial");
        assertThat(answers.get(1).samples().get(0).value()).isInfinite();
        assertThat(answers.get(2).problem()).isEqualTo("HTTP 500");
    }

    @Test
    void play_histories_haveTheRecordingsTime() {
        Recording recording = Recording.open(recorded(), Tape.PROJECTION);
        ClusterStore store = begun(recording);
        play(recording, store, 60);

        assertThat(store.view(T0.plusSeconds(60))
                        .history(new ObjectKey("Pod", "shop", "a"))
                        .restarts())
                .containsExactly(T0.plusSeconds(10));
    }

    @Test
    void play_freshness_isThatOfTheRun() {
        Recording recording = Recording.open(recorded(), Tape.PROJECTION);
        ClusterStore store = begun(recording);
        play(recording, store, 39);

        assertThat(store.view(T0).freshness(KubeResource.PODS).isFresh()).isTrue();
        assertThat(store.view(T0).freshness(KubeResource.NODES).isFresh())
                .as("seen and empty")
                .isTrue();
        assertThat(store.view(T0).freshness(KubeResource.SERVICES).state())
                .as("could not be seen")
                .isEqualTo(State.ABSENT);
        play(recording, store, 60);
        assertThat(store.view(T0).freshness(KubeResource.PODS).state()).isEqualTo(State.STALE);
        assertThat(store.view(T0).freshness(KubeResource.PODS).detail()).isEqualTo("gone");
    }

    @Test
    void meta_isThatOfTheRun() {
        RecordingMeta meta = Recording.open(recorded(), Tape.PROJECTION).meta();

        assertThat(meta)
                .isEqualTo(new RecordingMeta(
                        "v1.36.3",
                        T0.plusSeconds(1),
                        T0.plusSeconds(60),
                        T0.plusSeconds(60),
                        true,
                        Set.of(KubeResource.PODS, KubeResource.NODES)));
    }

    @Test
    void writer_removedAndBackBeforeTheBegin_isThere() {
        Path folder = temp.resolve("back");
        try (var tape = new Tape(folder)) {
            tape.upsert("a", 0).remove("a").upsert("a", 5).fresh(KubeResource.PODS, State.FRESH, "");
            tape.at(1).begin();
        }
        Recording recording = Recording.open(folder, Tape.PROJECTION);
        ClusterStore store = begun(recording);
        play(recording, store, 1);

        assertThat(pods(store)).containsExactly("a5");
    }

    @Test
    void writer_closedBeforeTheEnd_leavesNothing() throws IOException {
        try (var tape = new Tape(temp.resolve("recording"))) {
            tape.upsert("a", 0);
        }
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void writer_folderInUse_isRefused() {
        Path folder = recorded();

        assertThatThrownBy(() -> new Tape(folder))
                .isInstanceOf(RecordingException.class)
                .hasMessage(folder + ": exists already; choose another folder");
    }
}
