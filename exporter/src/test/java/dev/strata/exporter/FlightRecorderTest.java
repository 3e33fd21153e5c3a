package dev.strata.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signals;
import dev.strata.catalog.Verdict;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.health.Finding;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.Owner;
import dev.strata.exporter.health.RootCause;
import dev.strata.exporter.projection.Projection;
import dev.strata.exporter.recording.FlightFolder;
import dev.strata.exporter.recording.FlightRing;
import dev.strata.exporter.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {

    private static final Instant T0 = Instant.parse("2026-11-28T03:00:00Z");

    @TempDir
    Path temp;

    private Instant now = T0;
    private final FlightRing ring = new FlightRing(Duration.ofHours(2), 1 << 20, () -> now, query -> "");
    private FlightRecorder recorder;

    @BeforeEach
    void start() {
        ring.freshness(KubeResource.NODES, new Freshness(State.FRESH, now, now, ""));
        recorder = new FlightRecorder(ring, new FlightFolder(temp, 5), FlightRecorder.Spans.DEFAULTS, () -> "v1.36.3");
    }

    @AfterEach
    void stop() {
        recorder.close();
    }

    private void look(int minute, RootCause... causes) {
        now = T0.plus(Duration.ofMinutes(minute));
        recorder.look(snapshot(causes), true);
    }

    private HealthSnapshot snapshot(RootCause... causes) {
        List<RootCause> all = Arrays.asList(causes);
        return new HealthSnapshot(
                now,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                all.stream().map(RootCause::finding).toList(),
                all,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private RootCause cause(String volume, Severity severity) {
        var id = new FindingId(
                Layer.PLATFORM, Signals.byId("pv_failed").orElseThrow().id(), ObjectKey.of("PersistentVolume", volume));
        return new RootCause(
                new Finding(
                        id,
                        Verdict.FIRING,
                        false,
                        severity,
                        now,
                        true,
                        now,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        new Owner("", ""),
                        List.of()),
                1,
                List.of());
    }

    private List<String> saved() throws IOException {
        recorder.close();
        try (var content = Files.list(temp)) {
            return content.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private Recording recording(String name) {
        return Recording.open(temp.resolve(name), Projection.plain());
    }

    @Test
    void cause_thatIsNewAndCritical_isSavedWithWhatFollowed() throws IOException {
        look(0);
        var cause = cause("a", Severity.CRITICAL);
        look(40);
        look(60, cause);
        look(65, cause);
        look(66);
        look(70);
        look(90);

        assertThat(saved()).containsExactly("incident-20261128T040000Z-pv_failed");
        var meta = recording("incident-20261128T040000Z-pv_failed").meta();
        assertThat(meta.started()).isEqualTo(T0.plus(Duration.ofMinutes(30)));
        assertThat(meta.ended()).isEqualTo(T0.plus(Duration.ofMinutes(70)));
        assertThat(meta.focus()).isEqualTo(T0.plus(Duration.ofMinutes(65)));
    }

    @Test
    void causes_thatComeWhileTheEndIsAwaited_areOneRecording_ofBoundedLength() throws IOException {
        look(0);
        for (int minute = 40; minute <= 69; minute++) {
            look(minute, cause("v" + minute, Severity.CRITICAL));
        }
        look(70);
        look(75);

        assertThat(saved()).containsExactly("incident-20261128T034000Z-pv_failed");
        assertThat(recording("incident-20261128T034000Z-pv_failed").meta().ended())
                .isEqualTo(T0.plus(Duration.ofMinutes(70)));
    }

    @Test
    void cause_thatStoodAtTheBeginning_orIsAWarning_orComesBackSoon_isNotNew() throws IOException {
        look(0, cause("old", Severity.CRITICAL));
        look(1, cause("old", Severity.CRITICAL), cause("small", Severity.WARNING));
        look(10);
        look(20, cause("old", Severity.CRITICAL));
        look(60);

        assertThat(saved()).isEmpty();
    }

    @Test
    void end_ofTheProgram_savesWhatIsAwaited() throws IOException {
        look(0);
        look(5, cause("a", Severity.CRITICAL));
        look(6, cause("a", Severity.CRITICAL));

        assertThat(saved()).containsExactly("incident-20261128T030500Z-pv_failed");
        assertThat(recording("incident-20261128T030500Z-pv_failed").meta().ended())
                .isEqualTo(T0.plus(Duration.ofMinutes(6)));
    }
}
