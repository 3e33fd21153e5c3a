package dev.strata.exporter.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.kube.ClusterStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpTest {

    private static final String LIST = """
            {"apiVersion": "v1", "kind": "List", "items": [
              {"apiVersion": "v1", "kind": "Pod",
               "metadata": {"name": "a", "namespace": "n", "creationTimestamp": "2026-03-01T08:00:00Z",
                 "deletionTimestamp": "2030-01-01T00:00:00Z",
                 "ownerReferences": [{"kind": "ReplicaSet", "name": "r", "controller": true}]},
               "status": {"conditions": [{"type": "Ready", "status": "True", "lastProbeTime": null,
                 "lastTransitionTime": "2026-03-01T09:30:00Z"}]}},
              {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}, "data": {"p": "x"}},
              {"apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": {"name": "r", "namespace": "n"}}]}
            """;

    @TempDir
    Path temp;

    private Path file(String text) throws IOException {
        Path file = temp.resolve("dump");
        Files.writeString(file, text);
        return file;
    }

    private ClusterView view(String text) throws IOException {
        Recording recording = Dump.read(file(text), Tape.PROJECTION);
        var store = new ClusterStore(() -> recording.meta().focus());
        recording.begin(store);
        return store.view(recording.meta().focus());
    }

    private String problem(String text) throws IOException {
        Path file = file(text);
        RecordingException problem =
                catchThrowableOfType(RecordingException.class, () -> Dump.read(file, Tape.PROJECTION));
        assertThat(problem).as("opening must fail").isNotNull();
        return String.valueOf(problem.getMessage()).replace(file.toString(), "D");
    }

    @Test
    void json_listOfKinds_isOneInstant() throws IOException {
        ClusterView view = view(LIST);

        assertThat(view.at()).isEqualTo(Instant.parse("2026-03-01T09:30:00Z"));
        assertThat(view.pods()).extracting(p -> p.key().name()).containsExactly("a");
        assertThat(view.replicaSets()).hasSize(1);
    }

    @Test
    void kinds_thatAreMissing_areAbsent_unlessKnownToBeEmpty() throws IOException {
        ClusterView view = view(LIST);

        assertThat(view.freshness(KubeResource.PODS).isFresh()).isTrue();
        assertThat(view.freshness(KubeResource.STATEFULSETS).isFresh())
                .as("no pod belongs to one")
                .isTrue();
        assertThat(view.freshness(KubeResource.DEPLOYMENTS).isFresh())
                .as("no ReplicaSet belongs to one")
                .isTrue();
        assertThat(view.freshness(KubeResource.SERVICES).state()).isEqualTo(State.ABSENT);
    }

    @Test
    void kinds_thatAreMissingButOwnPods_areAbsent() throws IOException {
        ClusterView view = view(LIST.replace(
                "\"ReplicaSet\", \"name\": \"r\", \"controller\"", "\"DaemonSet\", \"name\": \"r\", \"controller\""));

        assertThat(view.freshness(KubeResource.DAEMONSETS).state()).isEqualTo(State.ABSENT);
    }

    @Test
    void yaml_documents_areRead() throws IOException {
        ClusterView view = view("""
                # kubectl get -o yaml
                apiVersion: v1
                kind: Node
                metadata: {name: n1, creationTimestamp: "2026-03-01T08:00:00Z"}
                ---
                apiVersion: v1
                items:
                - apiVersion: v1
                  kind: Pod
                  metadata: {name: a, namespace: x}
                kind: List
                ---
                apiVersion: v1
                kind: PodList
                items:
                - metadata: {name: b, namespace: x}
                """);

        assertThat(view.nodes()).hasSize(1);
        assertThat(view.pods()).extracting(p -> p.key().name()).containsExactly("a", "b");
    }

    @Test
    void yaml_ofManyMegabytes_isRead() throws IOException {
        var text = new StringBuilder("apiVersion: v1\nkind: List\nitems:\n");
        for (int i = 0; i < 20_000; i++) {
            text.append("- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: pod-")
                    .append(i);
            text.append("\n    namespace: x\n    annotations:\n      filler: ")
                    .append("x".repeat(200))
                    .append('\n');
        }
        assertThat(text.length()).isGreaterThan(5_000_000);

        assertThat(view(text.toString()).pods()).hasSize(20_000);
    }

    @Test
    void dump_withoutTimes_isOfTheFilesTime() throws IOException {
        Path file = file(
                "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"a\", \"namespace\": \"n\"}}");
        Instant written = Instant.parse("2026-02-02T02:02:02Z");
        Files.setLastModifiedTime(file, FileTime.from(written));

        assertThat(Dump.read(file, Tape.PROJECTION).meta().focus()).isEqualTo(written);
    }

    @Test
    void dump_cutOff_namesTheLine() throws IOException {
        assertThat(problem(LIST.substring(0, LIST.indexOf("Secret")))).startsWith("D:8:");
        assertThat(problem("apiVersion: v1\nkind: [List\nitems:\n  - a: b\n")).startsWith("D:");
    }

    @Test
    void dump_ofNothingKnown_saysSo() throws IOException {
        for (String text : new String[] {
            "hello", "", "[]", "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": {\"name\": \"s\"}}"
        }) {
            assertThat(problem(text))
                    .as(text)
                    .isEqualTo("D: holds no Kubernetes object of a known kind; use kubectl get ... -o yaml");
        }
    }

    @Test
    void dump_ofANamelessObject_isRefused() throws IOException {
        assertThat(problem("{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {}}"))
                .isEqualTo("D: a Pod without a name");
    }

    @Test
    void dump_emptyListOfAKind_isKnownToBeEmpty() throws IOException {
        ClusterView view = view("""
                {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n"}}
                {"apiVersion": "v1", "kind": "ServiceList", "items": []}
                """);

        assertThat(view.freshness(KubeResource.SERVICES).isFresh()).isTrue();
    }
}
