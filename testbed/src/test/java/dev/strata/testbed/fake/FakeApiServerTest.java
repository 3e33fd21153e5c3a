package dev.strata.testbed.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strata.testbed.fake.generate.Tier;
import dev.strata.testbed.fake.object.ApiKind;
import dev.strata.testbed.fake.object.ApiKinds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeApiServerTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z"));
    private static final String PODS = "/api/v1/pods";

    private final FakeCluster cluster = new FakeCluster(Tier.S.scaled(0.05), 1, CLOCK, 200);
    private final FakeApiServer server =
            new FakeApiServer(cluster, FakePlan.usual().withBookmarkEvery(Duration.ofMillis(200)));
    private final FakeClient client = new FakeClient(server);

    @AfterEach
    void stop() {
        server.close();
        cluster.close();
    }

    @Test
    void discovery_everyResource_listedAndServed() throws Exception {
        assertThat(client.json("/version").path("gitVersion").asText()).isEqualTo("v1.36.3");
        assertThat(client.json("/apis").findValuesAsText("name")).contains("apps", "keda.sh", "discovery.k8s.io");
        for (ApiKind kind : ApiKinds.all()) {
            JsonNode list = client.json(kind.path() + "/" + kind.plural());
            assertThat(list.path("kind").asText()).isEqualTo(kind.kind() + "List");
            assertThat(list.path("items")).hasSize(cluster.size(kind.resource()));
            assertThat(client.json(kind.path()).path("resources").findValuesAsText("name"))
                    .contains(kind.plural());
        }
    }

    @Test
    void withdrawnResource_untilOfferedAgain_isUnknown() throws Exception {
        server.withdraw("scaledobjects.keda.sh");
        assertThat(client.status("/apis/keda.sh/v1alpha1/scaledobjects")).isEqualTo(404);
        assertThat(client.status("/apis/keda.sh/v1alpha1")).isEqualTo(404);
        assertThat(client.json("/apis").findValuesAsText("name")).doesNotContain("keda.sh");
        server.offer("scaledobjects.keda.sh");
        assertThat(client.status("/apis/keda.sh/v1alpha1/scaledobjects")).isEqualTo(200);
    }

    @Test
    void list_inPagesWhileObjectsChange_isOneSnapshot() throws Exception {
        List<ExpectedObject> expected = cluster.expected("pods");
        List<String> keys = new ArrayList<>();
        TreeSet<String> versions = new TreeSet<>();
        String token = "";
        do {
            JsonNode page = client.json(PODS + "?limit=40&continue=" + token);
            versions.add(FakeClient.version(page));
            page.path("items").forEach(item -> keys.add(key(item) + "@" + FakeClient.version(item)));
            token = page.at("/metadata/continue").asText();
            int left = expected.size() - keys.size();
            assertThat(page.at("/metadata/remainingItemCount").asInt(0)).isEqualTo(left);
            cluster.step(20);
        } while (!token.isEmpty());
        assertThat(versions).hasSize(1);
        assertThat(keys)
                .isEqualTo(expected.stream()
                        .map(o -> o.key() + "@" + o.resourceVersion())
                        .toList());
    }

    @Test
    void list_tokenExpired_410WithATokenForTheRest() throws Exception {
        JsonNode first = client.json(PODS + "?limit=40");
        server.expirePages();
        HttpResponse<byte[]> gone = client.get(
                PODS + "?limit=40&continue=" + first.at("/metadata/continue").asText());
        assertThat(gone.statusCode()).isEqualTo(410);
        JsonNode status = new ObjectMapper().readTree(gone.body());
        assertThat(status.path("reason").asText()).isEqualTo("Expired");
        JsonNode rest = client.json(
                PODS + "?continue=" + status.at("/metadata/continue").asText());
        assertThat(rest.path("items")).hasSize(cluster.size("pods") - 40);
    }

    @Test
    void list_rulesOfResourceVersion_asTheRealServer() throws Exception {
        String now = FakeClient.version(client.json(PODS));
        assertThat(client.status(PODS + "?resourceVersion=0")).isEqualTo(200);
        assertThat(client.status(PODS + "?resourceVersion=" + now + "&resourceVersionMatch=NotOlderThan"))
                .isEqualTo(200);
        assertThat(client.status(PODS + "?resourceVersion=9" + now + "&resourceVersionMatch=NotOlderThan"))
                .isEqualTo(504);
        assertThat(client.status(PODS + "?resourceVersionMatch=NotOlderThan")).isEqualTo(422);
        assertThat(client.status(PODS + "?resourceVersion=0&resourceVersionMatch=Exact"))
                .isEqualTo(422);
        assertThat(client.status(PODS + "?sendInitialEvents=true")).isEqualTo(422);
        assertThat(client.status(PODS + "?continue=nonsense")).isEqualTo(400);
        cluster.touch(
                "pods",
                cluster.expected("pods").get(0).namespace(),
                cluster.expected("pods").get(0).name());
        assertThat(client.status(PODS + "?resourceVersion=" + now + "&resourceVersionMatch=Exact"))
                .isEqualTo(410);
        assertThat(client.status(PODS + "?labelSelector=a%3Db")).isEqualTo(400);
    }

    @Test
    void list_metadataOnly_withoutSpecAndStatus() throws Exception {
        JsonNode list = client.json(
                PODS + "?limit=3", "Accept", "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");
        assertThat(list.path("kind").asText()).isEqualTo("PartialObjectMetadataList");
        assertThat(list.path("items")).hasSize(3).allSatisfy(item -> {
            assertThat(item.path("kind").asText()).isEqualTo("PartialObjectMetadata");
            assertThat(item.at("/metadata/labels/team").asText()).isNotEmpty();
            assertThat(item.has("spec")).isFalse();
        });
        assertThat(client.status(PODS, "Accept", "application/json;as=Table;g=meta.k8s.io;v=v1"))
                .isEqualTo(406);
    }

    @Test
    void list_fieldSelector_onlyWhatMatches() throws Exception {
        JsonNode warnings = client.json("/api/v1/events?fieldSelector=type%3DWarning%2Creason!%3DBackOff");
        assertThat(warnings.path("items")).isNotEmpty().allSatisfy(event -> {
            assertThat(event.path("type").asText()).isEqualTo("Warning");
            assertThat(event.path("reason").asText()).isNotEqualTo("BackOff");
        });
        JsonNode onNode = client.json(PODS + "?fieldSelector=spec.nodeName%3Dnode-00001");
        assertThat(onNode.path("items"))
                .isNotEmpty()
                .allSatisfy(pod -> assertThat(pod.at("/spec/nodeName").asText()).isEqualTo("node-00001"));
        assertThat(client.status(PODS + "?fieldSelector=spec.shoeSize%3D44")).isEqualTo(400);
    }

    @Test
    void list_gzipAccepted_sameContent() throws Exception {
        HttpResponse<byte[]> packed = client.get(PODS, "Accept-Encoding", "gzip");
        assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
        assertThat(plain).isEqualTo(client.get(PODS).body());
        assertThat(packed.body().length).isLessThan(plain.length / 4);
    }

    @Test
    void get_oneObject_orNotFound() throws Exception {
        ExpectedObject node = cluster.expected("nodes").get(0);
        assertThat(client.get("/api/v1/nodes/" + node.name()).body())
                .startsWith(cluster.json("nodes", "", node.name()).orElseThrow());
        assertThat(client.status("/api/v1/nodes/nobody")).isEqualTo(404);
        ExpectedObject pod = cluster.expected("pods").get(0);
        assertThat(client.status("/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.name()))
                .isEqualTo(200);
    }

    @Test
    void watch_fromAVersion_everyChangeOnceInOrder() throws Exception {
        String from = FakeClient.version(client.json(PODS));
        cluster.step(100);
        String last = client.json(PODS).at("/metadata/resourceVersion").asText();
        try (InputStream body = client.open(PODS + "?watch=1&resourceVersion=" + from + "&allowWatchBookmarks=true")) {
            List<JsonNode> events = FakeClient.read(
                    body,
                    event -> event.path("type").asText().equals("BOOKMARK")
                            && FakeClient.version(event.path("object")).equals(last));
            List<Long> versions = events.stream()
                    .filter(event -> !event.path("type").asText().equals("BOOKMARK"))
                    .map(event -> Long.valueOf(FakeClient.version(event.path("object"))))
                    .toList();
            assertThat(versions).isNotEmpty().isSorted().doesNotHaveDuplicates();
            assertThat(versions.get(0)).isGreaterThan(Long.parseLong(from));
        }
    }

    @Test
    void watch_versionOlderThanTheWindow_errorEvent410() throws Exception {
        String from = FakeClient.version(client.json(PODS));
        cluster.forget("pods");
        List<JsonNode> events = client.watch(PODS + "?watch=1&resourceVersion=" + from, event -> false);
        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("type").asText()).isEqualTo("ERROR");
        assertThat(events.get(0).at("/object/code").asInt()).isEqualTo(410);
        assertThat(events.get(0).at("/object/reason").asText()).isEqualTo("Expired");
        assertThat(client.watch(PODS + "?watch=1&resourceVersion=1", event -> false))
                .hasSize(1);
    }

    @Test
    void watch_timeout_endsProperlyAfterABookmark() throws Exception {
        List<JsonNode> events = client.watch(
                "/api/v1/nodes?watch=1&allowWatchBookmarks=1&timeoutSeconds=1&resourceVersion="
                        + FakeClient.version(client.json("/api/v1/nodes")),
                event -> false);
        assertThat(events)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.path("type").asText()).isEqualTo("BOOKMARK"));
        assertThat(FakeClient.version(events.get(events.size() - 1).path("object")))
                .isEqualTo(Long.toString(cluster.store().version()));
    }

    @Test
    void watch_objectLeavesTheSelection_deleted() throws Exception {
        ExpectedObject pending = cluster.expected("events").stream()
                .filter(event -> "Warning".equals(event.fields().get("type")))
                .findFirst()
                .orElseThrow();
        String from = FakeClient.version(client.json("/api/v1/events"));
        cluster.delete("events", pending.namespace(), pending.name());
        List<JsonNode> events = client.watch(
                "/api/v1/events?watch=1&fieldSelector=type%3DWarning&resourceVersion=" + from, event -> true);
        assertThat(events.get(0).path("type").asText()).isEqualTo("DELETED");
        assertThat(Long.parseLong(FakeClient.version(events.get(0).path("object"))))
                .isGreaterThan(Long.parseLong(from));
        assertThat(client.watch(
                        "/api/v1/events?watch=1&timeoutSeconds=1&fieldSelector=type%3DNormal&resourceVersion=" + from,
                        event -> true))
                .isEmpty();
    }

    @Test
    void watchList_initialEvents_thenEndBookmarkThenLive() throws Exception {
        try (InputStream body = client.open(PODS + FakeClient.WATCH_LIST)) {
            List<JsonNode> initial = FakeClient.read(body, FakeClient::isEndOfInitialEvents);
            JsonNode bookmark = initial.remove(initial.size() - 1);
            assertThat(bookmark.path("type").asText()).isEqualTo("BOOKMARK");
            assertThat(bookmark.at("/object/spec/containers").isNull()).isTrue();
            assertThat(initial)
                    .hasSize(cluster.size("pods"))
                    .allSatisfy(event -> assertThat(event.path("type").asText()).isEqualTo("ADDED"));
            assertThat(initial.get(0).at("/object/kind").asText()).isEqualTo("Pod");
        }
    }

    @Test
    void watchList_brokenRules_422() throws Exception {
        assertThat(client.status(PODS + "?watch=1&sendInitialEvents=true")).isEqualTo(422);
        assertThat(client.status(PODS + "?watch=1&resourceVersionMatch=NotOlderThan"))
                .isEqualTo(422);
        try (FakeApiServer older = new FakeApiServer(cluster, FakePlan.usual().withWatchList(false))) {
            assertThat(new FakeClient(older).status(PODS + FakeClient.WATCH_LIST))
                    .isEqualTo(422);
        }
    }

    @Test
    void watchList_metadataOnly_bookmarkToo() throws Exception {
        HttpResponse<byte[]> answer = client.get(
                PODS + FakeClient.WATCH_LIST + "&timeoutSeconds=1",
                "Accept",
                "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io");
        List<JsonNode> events = FakeClient.read(new ByteArrayInputStream(answer.body()), event -> false);
        assertThat(events)
                .allSatisfy(
                        event -> assertThat(event.at("/object/kind").asText()).isEqualTo("PartialObjectMetadata"));
        assertThat(events.stream().filter(FakeClient::isEndOfInitialEvents)).hasSize(1);
    }

    @Test
    void token_required_othersRefused() throws Exception {
        server.requireToken("secret");
        assertThat(client.status(PODS)).isEqualTo(401);
        assertThat(client.status(PODS, "Authorization", "Bearer secret")).isEqualTo(200);
    }

    @Test
    void goDown_forAWhile_refusesAndComesBackOnTheSamePort() throws Exception {
        int port = server.port();
        InputStream watch = client.open("/api/v1/nodes?watch=1");
        assertThat(watch.read()).isEqualTo('{');
        server.goDown(Duration.ofMillis(50));
        assertThat(server.port()).isEqualTo(port);
        assertThat(client.status("/readyz")).isEqualTo(200);
        assertThatThrownBy(watch::readAllBytes).isInstanceOf(IOException.class);
        assertThat(server.requests()).containsEntry("watch nodes", 1L);
    }

    @Test
    void connections_watchClosedByTheClient_isNoticed() throws Exception {
        InputStream watch = client.open(
                "/api/v1/nodes?watch=1&resourceVersion=" + cluster.store().version());
        assertThat(server.connections()).isPositive();
        watch.close();
        for (int i = 0; i < 100 && server.connections() > 0; i++) {
            Thread.sleep(50);
        }
        assertThat(server.connections()).isZero();
    }

    private static String key(JsonNode object) {
        return object.at("/metadata/namespace").asText() + "/"
                + object.at("/metadata/name").asText();
    }
}
