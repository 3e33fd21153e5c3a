package dev.strata.exporter.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.kube.ClusterStore;
import dev.strata.exporter.measurement.Measurement;
import dev.strata.exporter.measurement.Sample;
import dev.strata.exporter.projection.Projection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final String SECRET = "hunter2";

    @TempDir
    Path temp = Path.of("unset");

    private Instant now = START;

    @Test
    void recording_writtenAndRead_givesTheSameFactsAtEveryInstant() throws IOException {
        Path folder = write();
        var recording = Recording.open(folder, Projection.plain());
        assertThat(recording.meta().clusterVersion()).isEqualTo("v1.36.3");
        assertThat(recording.meta().focus()).isEqualTo(START.plusSeconds(40));

        var store = new ClusterStore(() -> now);
        recording.begin(store);
        assertThat(store.view(START).pods()).hasSize(1);
        assertThat(store.view(START).freshness(KubeResource.PODS).state()).isEqualTo(State.FRESH);
        assertThat(store.view(START).freshness(KubeResource.NODES).state()).isEqualTo(State.ABSENT);

        var answers = new ArrayList<Measurement>();
        int next = recording.play(0, START.plusSeconds(15), store, answers::add);
        assertThat(store.view(START).pods()).hasSize(2);
        next = recording.play(next, START.plusSeconds(60), store, answers::add);
        assertThat(next).isEqualTo(recording.steps().size());
        assertThat(store.view(START).pods()).extracting(pod -> pod.key().name()).containsExactly("orders-2");
        assertThat(answers).hasSize(2);
        assertThat(answers.get(0).samples().get(0).label("service")).isEqualTo("orders");
        assertThat(answers.get(1).isAnswered()).isFalse();
    }

    @Test
    void secrets_plantedInEveryOtherField_neverGetIn() throws IOException {
        Path folder = write();
        try (var files = Files.walk(folder)) {
            String all =
                    files.filter(Files::isRegularFile).map(RecordingTest::read).collect(Collectors.joining());
            assertThat(all).contains("orders-1").doesNotContain(SECRET);
        }
    }

    @Test
    void recording_thatIsCutOff_isRefusedWithItsPlace() throws IOException {
        Path folder = write();
        Path changes = folder.resolve("changes.ndjson");
        String text = read(changes);
        Files.writeString(changes, text.substring(0, text.length() - 30));
        assertThatThrownBy(() -> Recording.open(folder, Projection.plain()))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("changes.ndjson:")
                .hasMessageContaining("cut off");
    }

    @Test
    void recording_withoutOneOfItsFiles_isRefused() throws IOException {
        Path folder = write();
        Files.delete(folder.resolve("measurements.ndjson"));
        assertThatThrownBy(() -> Recording.open(folder, Projection.plain()))
                .hasMessageContaining("measurements.ndjson")
                .hasMessageContaining("missing");
    }

    @Test
    void recording_ofANewerMajorVersion_isRefused() throws IOException {
        Path folder = write();
        Path meta = folder.resolve("meta.json");
        Files.writeString(meta, read(meta).replace("strata.recording/v1", "strata.recording/v2"));
        assertThatThrownBy(() -> Recording.open(folder, Projection.plain()))
                .hasMessageContaining("meta.json")
                .hasMessageContaining("newer");
    }

    @Test
    void folder_thatIsNoRecording_isRefused() {
        assertThatThrownBy(() -> Recording.open(temp, Projection.plain())).hasMessageContaining("no meta.json");
    }

    @Test
    void writer_intoAnExistingFolder_isRefused() {
        assertThatThrownBy(() -> RecordingWriter.create(temp, () -> now, query -> ""))
                .hasMessageContaining("exists already");
    }

    @Test
    void dump_asListOrDocuments_isOneInstant() throws IOException {
        Path list = temp.resolve("list.json");
        Files.writeString(list, "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[" + pod("orders-1") + "]}");
        Path documents = temp.resolve("documents.yaml");
        Files.writeString(documents, """
                apiVersion: v1
                kind: Pod
                metadata: { name: orders-1, namespace: shop, creationTimestamp: "2026-11-24T11:00:00Z" }
                ---
                apiVersion: v1
                kind: Node
                metadata: { name: node-1, creationTimestamp: "2026-11-24T11:30:00Z" }
                """);
        assertThat(Dump.read(list, Projection.plain()).first()).hasSize(1);
        var read = Dump.read(documents, Projection.plain());
        assertThat(read.meta().focus()).isEqualTo(Instant.parse("2026-11-24T11:30:00Z"));
        assertThat(read.meta().resources()).containsExactlyInAnyOrder(KubeResource.PODS, KubeResource.NODES);
    }

    @Test
    void dump_thatIsBroken_isRefusedWithItsPlace() throws IOException {
        Path file = temp.resolve("broken.yaml");
        Files.writeString(file, "kind: Pod\nmetadata: { name: [\n");
        assertThatThrownBy(() -> Dump.read(file, Projection.plain()))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("broken.yaml:");
        Path other = temp.resolve("other.yaml");
        Files.writeString(other, "kind: Recipe\n");
        assertThatThrownBy(() -> Dump.read(other, Projection.plain())).hasMessageContaining("no Kubernetes object");
    }

    private Path write() throws IOException {
        Path folder = temp.resolve("recorded");
        try (var writer = RecordingWriter.create(folder, () -> now, query -> "up")) {
            writer.freshness(KubeResource.PODS, new Freshness(State.FRESH, now, now, ""));
            writer.upserted(KubeResource.PODS, Tape.key("orders-1"), tapped(pod("orders-1")));
            writer.upserted(KubeResource.PODS, Tape.key("orders-0"), tapped(pod("orders-0")));
            writer.removed(KubeResource.PODS, new ObjectKey("Pod", "shop", "orders-0"));
            writer.begin("v1.36.3");
            now = START.plusSeconds(10);
            writer.upserted(KubeResource.PODS, Tape.key("orders-2"), tapped(pod("orders-2")));
            writer.answered(Measurement.answered(
                    "service_p99",
                    now,
                    List.of(),
                    List.of(new Sample(Map.of("namespace", "shop", "service", "orders"), 0.4))));
            now = START.plusSeconds(20);
            writer.removed(KubeResource.PODS, new ObjectKey("Pod", "shop", "orders-1"));
            writer.answered(Measurement.failed("service_p99", now, "connection refused"));
            now = START.plusSeconds(40);
        }
        return folder;
    }

    private static byte[] tapped(String json) throws IOException {
        var out = new ByteArrayOutputStream();
        try (JsonParser parser = Projection.json().createParser(json);
                JsonGenerator generator = Projection.json().createGenerator(out)) {
            parser.nextToken();
            Projection.plain().copy(KubeResource.PODS, parser, generator);
        }
        return out.toByteArray();
    }

    private static String pod(String name) {
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","namespace":"shop","uid":"u",
                 "creationTimestamp":"2026-11-24T11:00:00Z",
                 "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"SECRET"},
                 "managedFields":[{"manager":"SECRET"}]},
                 "spec":{"nodeName":"node-1","serviceAccountName":"SECRET",
                  "volumes":[{"name":"SECRET","secret":{"secretName":"SECRET"}}],
                  "containers":[{"name":"app","image":"shop/orders:1","args":["SECRET"],"command":["SECRET"],
                   "env":[{"name":"PASSWORD","value":"SECRET"}],
                   "envFrom":[{"secretRef":{"name":"SECRET"}}]}]},
                 "status":{"phase":"Running","message":"SECRET","hostIP":"SECRET",
                  "conditions":[{"type":"Ready","status":"True"}]}}
                """.formatted(name).replace("SECRET", SECRET);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
