package dev.strata.testbed.fake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.testbed.fake.generate.Tier;
import dev.strata.testbed.fake.template.WireReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z"));
    private static final String WIRE = "application/vnd.kubernetes.protobuf";

    private final FakeCluster cluster = new FakeCluster(Tier.S.scaled(0.05), 1, CLOCK);
    private final FakeApiServer server =
            new FakeApiServer(cluster, FakePlan.usual().withBookmarkEvery(Duration.ofSeconds(60)));
    private final FakeClient client = new FakeClient(server);

    @AfterEach
    void stop() {
        server.close();
        cluster.close();
    }

    /** What is in the envelope, whose type is checked. */
    private static byte[] content(byte[] answer, String apiVersion, String kind) {
        assertThat(Arrays.copyOf(answer, 4)).isEqualTo("k8s\0".getBytes(US_ASCII));
        byte[] unknown = Arrays.copyOfRange(answer, 4, answer.length);
        assertThat(WireReader.textAt(unknown, 1, 1)).isEqualTo(apiVersion);
        assertThat(WireReader.textAt(unknown, 1, 2)).isEqualTo(kind);
        return WireReader.at(unknown, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/pods, v1, Pod",
        "/apis/apps/v1/replicasets, apps/v1, ReplicaSet",
        "/apis/discovery.k8s.io/v1/endpointslices, discovery.k8s.io/v1, EndpointSlice"
    })
    void list_asProtobuf_theSameObjectsAsInJson(String path, String apiVersion, String kind) throws Exception {
        JsonNode json = client.json(path);
        byte[] list = content(client.get(path, "Accept", WIRE).body(), apiVersion, kind + "List");
        assertThat(WireReader.textAt(list, 1, 2)).isEqualTo(FakeClient.version(json));
        List<Object> items = WireReader.read(list).getOrDefault(2, List.of());
        assertThat(items).hasSize(json.path("items").size());
        for (int i = 0; i < items.size(); i++) {
            byte[] metadata = WireReader.at((byte[]) items.get(i), 1);
            JsonNode expected = json.path("items").get(i).path("metadata");
            assertThat(WireReader.textAt(metadata, 1))
                    .isEqualTo(expected.path("name").asText());
            assertThat(WireReader.textAt(metadata, 3))
                    .isEqualTo(expected.path("namespace").asText());
            assertThat(WireReader.textAt(metadata, 5))
                    .isEqualTo(expected.path("uid").asText());
            assertThat(WireReader.textAt(metadata, 6))
                    .isEqualTo(expected.path("resourceVersion").asText());
            assertThat(WireReader.read(WireReader.at(metadata, 8)).get(1))
                    .containsExactly(
                            Instant.parse(expected.path("creationTimestamp").asText())
                                    .getEpochSecond());
        }
    }

    @Test
    void list_pods_sameSpecAndStatus() throws Exception {
        JsonNode pods = client.json("/api/v1/pods").path("items");
        List<Object> items = WireReader.read(
                        content(client.get("/api/v1/pods", "Accept", WIRE).body(), "v1", "PodList"))
                .getOrDefault(2, List.of());
        for (int i = 0; i < items.size(); i++) {
            Map<Integer, List<Object>> pod = WireReader.read((byte[]) items.get(i));
            byte[] status = (byte[]) pod.getOrDefault(3, List.of()).get(0);
            assertThat(WireReader.textAt(status, 1))
                    .isEqualTo(pods.get(i).at("/status/phase").asText());
            assertThat(WireReader.read(status).getOrDefault(8, List.of()))
                    .hasSize(pods.get(i).at("/status/containerStatuses").size());
            assertThat(WireReader.read((byte[]) pod.getOrDefault(2, List.of()).get(0))
                            .get(2))
                    .hasSize(pods.get(i).at("/spec/containers").size());
        }
    }

    @Test
    void list_endpointSlices_samePorts() throws Exception {
        byte[] list = content(
                client.get("/apis/discovery.k8s.io/v1/endpointslices", "Accept", WIRE)
                        .body(),
                "discovery.k8s.io/v1",
                "EndpointSliceList");
        byte[] port = WireReader.at(list, 2, 3);
        assertThat(WireReader.textAt(port, 1)).isEqualTo("metrics");
        assertThat(WireReader.textAt(port, 2)).isEqualTo("TCP");
        assertThat(WireReader.read(port).get(3)).containsExactly(9090L);
    }

    @Test
    void list_metadataOnly_asProtobuf() throws Exception {
        byte[] list = content(
                client.get("/api/v1/pods?limit=2", "Accept", WIRE + ";as=PartialObjectMetadataList;g=meta.k8s.io;v=v1")
                        .body(),
                "meta.k8s.io/v1",
                "PartialObjectMetadataList");
        assertThat(WireReader.read(list).getOrDefault(2, List.of())).hasSize(2);
        assertThat(WireReader.read(WireReader.at(list, 2))).containsOnlyKeys(1);
        assertThat(WireReader.textAt(list, 1, 3)).isNotEmpty();
    }

    @Test
    void watchList_asProtobuf_framesWithEnvelopes() throws Exception {
        byte[] stream = client.get("/api/v1/pods" + FakeClient.WATCH_LIST + "&timeoutSeconds=1", "Accept", WIRE)
                .body();
        List<byte[]> events = new ArrayList<>();
        for (int at = 0; at < stream.length; ) {
            int length = ByteBuffer.wrap(stream, at, 4).getInt();
            events.add(Arrays.copyOfRange(stream, at + 4, at + 4 + length));
            at += 4 + length;
        }
        int pods = cluster.size("pods");
        assertThat(events).hasSize(pods + 2);
        assertThat(events.subList(0, pods)).allSatisfy(event -> {
            assertThat(WireReader.textAt(event, 1)).isEqualTo("ADDED");
            content(WireReader.at(event, 2, 1), "v1", "Pod");
        });
        byte[] bookmark = events.get(pods);
        assertThat(WireReader.textAt(bookmark, 1)).isEqualTo("BOOKMARK");
        byte[] metadata = WireReader.at(content(WireReader.at(bookmark, 2, 1), "v1", "Pod"), 1);
        assertThat(WireReader.textAt(metadata, 12, 1)).isEqualTo("k8s.io/initial-events-end");
        assertThat(WireReader.textAt(metadata, 6))
                .isEqualTo(Long.toString(cluster.store().version()));
    }

    @Test
    void accept_kindWithoutProtobuf_fallsBackToJson() throws Exception {
        assertThat(client.get("/api/v1/nodes", "Accept", WIRE + ",application/json")
                        .headers()
                        .firstValue("content-type"))
                .contains("application/json");
        assertThat(client.status("/api/v1/nodes", "Accept", WIRE)).isEqualTo(406);
    }

    @Test
    void failure_asProtobuf_isAStatus() throws Exception {
        byte[] status = content(
                client.get("/api/v1/namespaces/none/pods/none", "Accept", WIRE).body(), "v1", "Status");
        assertThat(WireReader.textAt(status, 4)).isEqualTo("NotFound");
        assertThat(WireReader.read(status).get(6)).containsExactly(404L);
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN_FIELDS", "NULL_OBJECT", "HUGE_OBJECT", "MALFORMED_QUANTITY", "MALFORMED_TIME"})
    void spoiltObject_asProtobuf_stillAMessage(Fault fault) throws Exception {
        byte[] sound = client.get("/api/v1/pods", "Accept", WIRE).body();
        server.faults().inject(fault, "pods", 1);
        byte[] spoilt = client.get("/api/v1/pods", "Accept", WIRE).body();
        assertThat(spoilt).isNotEqualTo(sound);
        assertThat(WireReader.read(content(spoilt, "v1", "PodList")).get(2)).hasSize(cluster.size("pods"));
    }
}
