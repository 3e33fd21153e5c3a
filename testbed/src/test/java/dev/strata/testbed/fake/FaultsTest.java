package dev.strata.testbed.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strata.testbed.fake.generate.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z"));
    private static final String PODS = "/api/v1/pods";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeCluster cluster = new FakeCluster(Tier.S.scaled(0.05), 1, CLOCK);
    private final FakeApiServer server = new FakeApiServer(
            cluster, FakePlan.usual().withBookmarkEvery(Duration.ofMillis(200)).withStall(Duration.ofMillis(300)));
    private final FakeClient client = new FakeClient(server);

    @AfterEach
    void stop() {
        server.close();
        cluster.close();
    }

    private String now() {
        return Long.toString(cluster.store().version());
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHORIZED, 401, Unauthorized",
        "FORBIDDEN, 403, Forbidden",
        "API_ABSENT, 404, NotFound",
        "TOO_MANY_REQUESTS, 429, TooManyRequests",
        "INTERNAL_ERROR, 500, InternalError",
        "UNAVAILABLE, 503, ServiceUnavailable"
    })
    void request_answeredByAStatus_asOftenAsInjected(Fault fault, int code, String reason) throws Exception {
        server.faults().inject(fault, "pods", 2);
        assertThat(client.status("/api/v1/nodes")).isEqualTo(200);
        HttpResponse<byte[]> first = client.get(PODS);
        assertThat(first.statusCode()).isEqualTo(code);
        assertThat(JSON.readTree(first.body()).path("reason").asText()).isEqualTo(reason);
        assertThat(first.headers().firstValue("retry-after").isPresent()).isEqualTo(code == 429);
        assertThat(client.status(PODS + "?watch=1")).isEqualTo(code);
        assertThat(client.status(PODS)).isEqualTo(200);
        assertThat(server.faults().counts()).containsExactlyEntriesOf(Map.of(fault, 2L));
        assertThat(server.faults().pending()).isFalse();
    }

    @Test
    void goneStatus_onlyWhereAVersionIsResumed() throws Exception {
        server.faults().inject(Fault.GONE_STATUS, Faults.ANY, 1);
        assertThat(client.status(PODS)).isEqualTo(200);
        assertThat(client.status(PODS + "?watch=1&resourceVersion=" + now())).isEqualTo(410);
    }

    @Test
    void goneEvent_inARunningWatch_endsIt() throws Exception {
        try (InputStream body = client.open(PODS + "?watch=1&resourceVersion=" + now())) {
            server.faults().inject(Fault.GONE_EVENT, "pods", 1);
            List<JsonNode> events = FakeClient.read(body, event -> false);
            assertThat(events).hasSize(1);
            assertThat(events.get(0).at("/object/code").asInt()).isEqualTo(410);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "STALLED"})
    void list_brokenWithinAnObject_connectionError(Fault fault) {
        server.faults().inject(fault, "pods", 1);
        assertThatThrownBy(() -> client.get(PODS)).isInstanceOf(IOException.class);
        assertThat(server.faults().counts()).containsKey(fault);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "STALLED"})
    void watch_brokenWithinAnObject_connectionError(Fault fault) throws Exception {
        try (InputStream body = client.open(PODS + "?watch=1&resourceVersion=" + now())) {
            server.faults().inject(fault, "pods", 1);
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void truncated_bodyEndsProperly_jsonDoesNot() throws Exception {
        server.faults().inject(Fault.TRUNCATED, "pods", 2);
        HttpResponse<byte[]> list = client.get(PODS);
        assertThat(list.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> JSON.readTree(list.body())).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> client.watch(PODS + "?watch=1&resourceVersion=" + now(), event -> false))
                .isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN_FIELDS", "NULL_OBJECT", "HUGE_OBJECT", "MALFORMED_QUANTITY", "MALFORMED_TIME"})
    void spoiltObject_inAListAndInAWatch_healedAfterwards(Fault fault) throws Exception {
        for (String path : List.of(PODS, "/api/v1/nodes")) {
            String resource = path.substring(path.lastIndexOf('/') + 1);
            String before = now();
            server.faults().inject(fault, resource, 1);
            JsonNode list = client.json(path);
            List<JsonNode> spoilt =
                    all(list.path("items")).filter(item -> shows(fault, item)).toList();
            assertThat(spoilt).hasSize(1);
            List<JsonNode> healed = client.watch(path + "?watch=1&resourceVersion=" + before, event -> true);
            assertThat(healed.get(0).at("/object/metadata/uid"))
                    .isEqualTo(spoilt.get(0).at("/metadata/uid"));
            assertThat(shows(fault, healed.get(0).path("object"))).isFalse();

            server.faults().inject(fault, resource, 1);
            List<JsonNode> events = client.watch(
                    path + "?watch=1&timeoutSeconds=3&resourceVersion=" + now(),
                    event -> !shows(fault, event.path("object")));
            assertThat(events).hasSize(2);
            assertThat(events.get(0).at("/object/metadata/uid"))
                    .isEqualTo(events.get(1).at("/object/metadata/uid"));
        }
    }

    private static Stream<JsonNode> all(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false);
    }

    private static boolean shows(Fault fault, JsonNode object) {
        String text = object.toString();
        return switch (fault) {
            case UNKNOWN_FIELDS -> text.contains("futureField");
            case NULL_OBJECT ->
                object.path("spec").isNull() && object.at("/metadata/labels").isNull();
            case HUGE_OBJECT -> text.length() > Spoiler.HUGE;
            case MALFORMED_QUANTITY -> text.contains("12 apples");
            case MALFORMED_TIME -> text.contains("2026-13-45");
            default -> throw new IllegalArgumentException(fault.toString());
        };
    }

    @Test
    void noEndBookmark_watchListStaysWithoutIt() throws Exception {
        server.faults().inject(Fault.NO_END_BOOKMARK, "pods", 1);
        List<JsonNode> events = client.watch(PODS + FakeClient.WATCH_LIST + "&timeoutSeconds=1", event -> false);
        assertThat(events).hasSize(cluster.size("pods")).noneMatch(FakeClient::isEndOfInitialEvents);
    }

    @Test
    void noBookmarks_fromThenOn() throws Exception {
        server.faults().inject(Fault.NO_BOOKMARKS, "pods", 1);
        assertThat(client.watch(
                        PODS + "?watch=1&allowWatchBookmarks=true&timeoutSeconds=1&resourceVersion=" + now(),
                        event -> false))
                .isEmpty();
    }

    @Test
    void tokenRotated_untilTheFileIsReadAgain_401(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("token");
        server.requireToken("first");
        server.rotateToken(file, "second");
        assertThat(client.status(PODS, "Authorization", "Bearer first")).isEqualTo(401);
        assertThat(client.status(PODS, "Authorization", "Bearer " + Files.readString(file)))
                .isEqualTo(200);
        assertThat(server.faults().counts()).containsEntry(Fault.TOKEN_ROTATED, 1L);
    }

    @Test
    void inject_faultOfTheWholeServer_refused() {
        assertThatThrownBy(() -> server.faults().inject(Fault.SERVER_DOWN, "pods", 1))
                .hasMessageContaining("whole server");
    }

    @Test
    void schedule_withTraffic_manyKindsStrikeAndTheServerIsSoundAfterwards() throws Exception {
        long seed = 11;
        System.out.println("seed " + seed);
        cluster.churn(50);
        FaultSchedule.Plan plan = FaultSchedule.Plan.everything(List.of("pods", "nodes"), Duration.ofMillis(20))
                .withOutage(Duration.ofMillis(20));
        Set<Integer> answers = new TreeSet<>();
        try (FaultSchedule schedule = new FaultSchedule(server, plan, seed)) {
            assertThat(schedule.isRunning()).isTrue();
            // As many requests as it takes: faults come by the clock, and requests as fast as the machine is.
            for (int i = 0; i < 20 || (i < 500 && server.faults().counts().size() <= 5); i++) {
                answers.add(answer("/api/v1/nodes" + (i % 2 == 0 ? "" : FakeClient.WATCH_LIST + "&timeoutSeconds=1")));
                answers.add(answer(
                        PODS + (i % 3 == 0 ? "?watch=1&timeoutSeconds=1&resourceVersion=" + now() : "?limit=9")));
            }
        }
        cluster.churn(0);
        assertThat(server.faults().counts().keySet()).hasSizeGreaterThan(5);
        assertThat(answers).contains(200);
        assertThat(server.faults().pending()).isFalse();
        JsonNode list = client.json(PODS);
        assertThat(all(list.path("items")).map(FakeClient::version).toList())
                .isEqualTo(cluster.expected("pods").stream()
                        .map(ExpectedObject::resourceVersion)
                        .toList());
    }

    /** The status, 0 where there was none. */
    private int answer(String path) throws InterruptedException {
        try {
            return client.status(path);
        } catch (IOException broken) {
            return 0;
        }
    }
}
