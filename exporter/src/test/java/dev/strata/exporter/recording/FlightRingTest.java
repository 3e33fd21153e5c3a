package dev.strata.exporter.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.kube.ClusterStore;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.measurement.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRingTest {

    private static final Instant T0 = Tape.T0;
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path temp;

    private Instant now = T0;

    private FlightRing ring(Duration window, long limit) {
        var ring = new FlightRing(window, limit, () -> now, query -> "up");
        ring.freshness(KubeResource.PODS, new Freshness(State.FRESH, now, now, ""));
        ring.freshness(KubeResource.NODES, new Freshness(State.FRESH, now, now, ""));
        return ring;
    }

    private static void pod(FlightRing ring, String name, int restarts) {
        ring.upserted(KubeResource.PODS, Tape.key(name), Tape.copied(KubeResource.PODS, Tape.pod(name, restarts)));
    }

    private static Instant at(int seconds) {
        return T0.plusSeconds(seconds);
    }

    private Recording saved(FlightRing ring, int start, int end, int focus) throws IOException {
        var folder = new FlightFolder(temp, 3);
        Path where = folder.save(ring, at(focus), "pv_failed", at(start), at(end), at(focus), "v1.36.3");
        return Recording.open(where, Tape.PROJECTION);
    }

    /** Restarts by pod when the recording was played up to an instant. */
    private static Map<String, Integer> restarts(Recording recording, Instant until) {
        var store = new ClusterStore(() -> until);
        recording.begin(store);
        recording.play(0, until, store, answer -> {});
        var found = new TreeMap<String, Integer>();
        for (PodFacts pod : store.view(until).pods()) {
            found.put(pod.key().name(), pod.containers().get(0).restartCount());
        }
        return found;
    }

    @Test
    void save_ofASpan_beginsWithWhatWasThere_andEndsWithIt() throws IOException {
        FlightRing ring = ring(HOUR, 1 << 20);
        pod(ring, "a", 0);
        pod(ring, "b", 0);
        ring.begin();
        now = at(10);
        pod(ring, "a", 1);
        ring.answered(Measurement.answered("service_p99", now, List.of(), List.of(new Sample(Map.of("a", "b"), 1))));
        now = at(20);
        ring.removed(KubeResource.PODS, Tape.key("b"));
        now = at(30);
        pod(ring, "a", 2);
        ring.freshness(KubeResource.NODES, new Freshness(State.STALE, now, now, "connection refused"));
        now = at(40);
        pod(ring, "a", 3);

        Recording recording = saved(ring, 15, 35, 31);

        assertThat(recording.meta().started()).isEqualTo(at(15));
        assertThat(recording.meta().ended()).isEqualTo(at(35));
        assertThat(recording.meta().focus()).isEqualTo(at(31));
        assertThat(recording.meta().clusterVersion()).isEqualTo("v1.36.3");
        assertThat(recording.meta().prometheus()).isTrue();
        assertThat(restarts(recording, at(15))).isEqualTo(Map.of("a", 1, "b", 0));
        assertThat(restarts(recording, at(35))).isEqualTo(Map.of("a", 2));
        var answers = new ArrayList<Measurement>();
        var store = new ClusterStore(() -> at(35));
        recording.begin(store);
        recording.play(0, at(35), store, answers::add);
        assertThat(answers).extracting(Measurement::at).containsExactly(at(10));
        assertThat(store.view(at(35)).freshness(KubeResource.NODES).detail()).isEqualTo("connection refused");
        ring.close();
    }

    @Test
    void save_furtherBackThanTheWindow_beginsWhereTheWindowDoes() throws IOException {
        FlightRing ring = ring(Duration.ofSeconds(60), 1 << 20);
        pod(ring, "a", 0);
        ring.begin();
        for (int second = 10; second <= 200; second += 10) {
            now = at(second);
            pod(ring, "a", second);
        }

        Recording recording = saved(ring, 0, 200, 200);

        assertThat(recording.meta().started()).isEqualTo(at(130));
        assertThat(restarts(recording, at(130))).isEqualTo(Map.of("a", 130));
        assertThat(restarts(recording, at(200))).isEqualTo(Map.of("a", 200));
        ring.close();
    }

    @Test
    void churn_inBoundedMemory_isNeverWrong() throws IOException {
        long seed = 20261128;
        System.out.println("FlightRingTest seed " + seed);
        var random = new Random(seed);
        long limit = 24_000;
        FlightRing ring = ring(HOUR, limit);
        var truth = new TreeMap<String, Integer>();
        var history = new TreeMap<Integer, Map<String, Integer>>();
        ring.begin();
        for (int second = 1; second <= 600; second++) {
            now = at(second);
            String name = "p" + random.nextInt(30);
            if (random.nextInt(4) == 0 && truth.remove(name) != null) {
                ring.removed(KubeResource.PODS, Tape.key(name));
            } else {
                truth.put(name, second);
                pod(ring, name, second);
            }
            history.put(second, new TreeMap<>(truth));
            assertThat(ring.size()).isLessThanOrEqualTo(limit);
        }
        assertThat(ring.givenUp()).isEmpty();
        assertThat(ring.from()).isAfter(at(300));

        Recording recording = saved(ring, 500, 590, 580);

        assertThat(recording.meta().started()).isBetween(at(500), at(580));
        int started = (int) Duration.between(T0, recording.meta().started()).toSeconds();
        for (int second : List.of(started, (started + 590) / 2, 590)) {
            assertThat(restarts(recording, at(second))).as("second %d", second).isEqualTo(history.get(second));
        }
        ring.close();
    }

    @Test
    void cluster_thatDoesNotFit_isGivenUpByResource_andCalledUnseen() throws IOException {
        FlightRing ring = ring(HOUR, 20_000);
        ring.upserted(
                KubeResource.NODES,
                ObjectKey.of("Node", "n"),
                Tape.copied(KubeResource.NODES, "{\"metadata\":{\"name\":\"n\"}}"));
        for (int i = 0; i < 500; i++) {
            pod(ring, "pod-" + i, i);
            assertThat(ring.size()).isLessThanOrEqualTo(20_000);
        }
        ring.begin();
        now = at(5);
        pod(ring, "late", 1);
        now = at(10);

        Recording recording = saved(ring, 0, 10, 10);

        assertThat(ring.givenUp()).containsExactly(KubeResource.PODS);
        assertThat(recording.meta().resources()).containsExactly(KubeResource.NODES);
        assertThat(recording.first()).hasSize(1);
        assertThat(recording.steps()).isEmpty();
        ring.close();
    }

    @Test
    void folder_keepsTheNewest_andLeavesWhatIsNotItsOwn() throws IOException {
        Path foreign = Files.createDirectory(temp.resolve("my-notes"));
        Path half = Files.createDirectory(temp.resolve("incident-20250101T000000Z-pv_failed.partial-12"));
        var folder = new FlightFolder(temp, 2);
        folder.prepare();
        FlightRing ring = ring(HOUR, 1 << 20);
        ring.begin();
        for (int minute = 1; minute <= 4; minute++) {
            folder.save(ring, at(60 * minute), "pv_failed", at(0), at(300), at(300), "");
        }

        assertThat(foreign).exists();
        assertThat(half).doesNotExist();
        try (var content = Files.list(temp)) {
            assertThat(content.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "my-notes", "incident-20260301T080300Z-pv_failed", "incident-20260301T080400Z-pv_failed");
        }
        assertThatThrownBy(() -> folder.save(ring, at(240), "pv_failed", at(0), at(300), at(300), ""))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("exists already");
        ring.close();
    }

    @Test
    void save_beforeItBegan_saysSo() {
        try (FlightRing ring = ring(HOUR, 1 << 20)) {
            assertThatThrownBy(() -> saved(ring, 0, 1, 1)).hasMessage("nothing was seen yet");
        }
    }
}
