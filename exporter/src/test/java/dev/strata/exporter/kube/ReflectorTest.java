package dev.strata.exporter.kube;

import static dev.strata.exporter.kube.FakeApi.reset;
import static dev.strata.exporter.kube.FakeApi.silence;
import static dev.strata.exporter.kube.FakeApi.status;
import static dev.strata.exporter.kube.FakeApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.projection.Projection;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReflectorTest {

    private static final KubeTimings FAST = new KubeTimings(
            Duration.ofMillis(600),
            Duration.ofMillis(700),
            Duration.ofMillis(500),
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            2);

    private final InstantSource clock = InstantSource.system();
    private final ClusterStore store = new ClusterStore(clock);
    private final SourceHealth health = new SourceHealth();
    private final AtomicInteger opened = new AtomicInteger();
    private final FakeApi api;
    private final Reflector reflector;
    private final Thread thread;
    private volatile boolean watching = true;

    ReflectorTest() throws IOException {
        api = FakeApi.start();
        for (String name : List.of("a", "b", "c", "d", "e")) {
            api.put(name);
        }
        Feed feed = Feed.all(KubeResource.PODS);
        var connection = new ApiConnection(
                () -> {
                    opened.incrementAndGet();
                    return new ApiClient().setBasePath(api.url());
                },
                clock);
        var report = new FeedReport(FAST, clock.instant(), f -> store.freshness(KubeResource.PODS, f));
        var output = new FeedOutput(feed, Projection.plain(), store, null, Projection.json(), report);
        reflector = new Reflector(feed, connection, output, report, health, FAST, clock, new Random(7));
        thread = new Thread(reflector, "reflector-under-test");
    }

    private void start() {
        thread.start();
        var watchdog = new Thread(() -> {
            while (watching) {
                reflector.tick(clock.instant());
                sleep(20);
            }
        });
        watchdog.setDaemon(true);
        watchdog.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        reflector.close();
        watching = false;
        thread.join(5_000);
        api.close();
        assertThat(thread.isAlive()).as("the reflector's thread after close").isFalse();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for: " + what).isLessThan(limit);
            sleep(10);
        }
    }

    private List<String> held() {
        return store.view(clock.instant()).pods().stream()
                .map(pod -> pod.key().name() + "@" + pod.meta().resourceVersion())
                .toList();
    }

    private Freshness freshness() {
        return store.view(clock.instant()).freshness(KubeResource.PODS);
    }

    private void awaitEqual() {
        await("the store to equal the server", () -> held().equals(api.state()));
    }

    private void awaitFresh() {
        await("fresh", () -> freshness().isFresh());
    }

    private long restarts(String reason) {
        return reflector.report().restarts().getOrDefault(reason, 0L);
    }

    /** Changes of each sort after the fault; the store must follow them without another list. */
    private void churn() {
        api.put("f");
        api.put("a");
        api.delete("b");
    }

    @Test
    void list_inPages_thenWatch_followsChanges() {
        start();
        awaitFresh();
        awaitEqual();
        churn();
        awaitEqual();

        assertThat(api.requests()).startsWith("list", "page", "page", "watch");
        assertThat(health.status().up()).isTrue();
    }

    @Test
    void firstList_inMidWay_isSyncing() {
        api.onSecondPage(silence(300));
        start();
        await("the first page", () -> !held().isEmpty());

        assertThat(freshness().state()).isEqualTo(State.SYNCING);
        awaitFresh();
        awaitEqual();
    }

    @Test
    void watch_reset_resumesWithoutList() {
        start();
        awaitFresh();
        api.onWatch(reset("{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{}}}"));
        api.stop();
        churn();
        restartApi();
        awaitEqual();

        assertThat(api.count("list")).isEqualTo(1);
        assertThat(freshness().isFresh()).isTrue();
    }

    private void restartApi() {
        try {
            api.restart();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void server_goneForLong_turnsStale_thenFreshAgain() {
        start();
        awaitFresh();
        List<String> before = held();
        api.stop();
        churn();
        await("stale", () -> freshness().state() == State.STALE);

        assertThat(held()).isEqualTo(before);
        assertThat(freshness().detail()).contains("cannot be reached");
        assertThat(health.status().up()).isFalse();
        restartApi();
        awaitFresh();
        awaitEqual();
        assertThat(health.status().up()).isTrue();
        assertThat(api.count("list")).isEqualTo(1);
    }

    @Test
    void watch_goneAsStatus_listsAgain() {
        start();
        awaitFresh();
        api.onWatch(status(410));
        api.stop();
        churn();
        restartApi();
        awaitEqual();

        assertThat(api.count("list")).isEqualTo(2);
        assertThat(restarts("expired")).isEqualTo(1);
    }

    @Test
    void watch_goneAsEvent_listsAgain_andForgetsTheDeleted() {
        start();
        awaitFresh();
        api.stop();
        api.delete("c");
        api.forgetVersions();
        restartApi();
        awaitEqual();

        assertThat(held()).noneMatch(pod -> pod.startsWith("c@"));
        assertThat(restarts("expired")).isEqualTo(1);
        assertThat(freshness().isFresh()).isTrue();
    }

    @Test
    void list_expiredContinuation_isAskedForWhole() {
        api.onSecondPage(status(410));
        start();
        awaitFresh();
        awaitEqual();

        await("the watch", () -> api.count("watch") == 1);
        assertThat(api.requests()).startsWith("list", "page", "list", "watch");
    }

    @Test
    void list_resetInMidPage_repeatsThatPageOnly() {
        api.onSecondPage(reset("{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[" + FakeApi.pod("c", 103) + ","));
        start();
        awaitFresh();
        awaitEqual();

        await("the watch", () -> api.count("watch") == 1);
        assertThat(api.requests()).startsWith("list", "page", "page", "page", "watch");
    }

    @Test
    void list_truncatedJson_isRepeated() {
        api.onList(text("{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[{\"metadata\":{\"name\":\"zz"));
        start();
        awaitFresh();
        awaitEqual();

        assertThat(restarts("decode")).isEqualTo(1);
    }

    @Test
    void list_withoutVersion_isRepeated() {
        api.onList(text("{\"items\":[]}"));
        start();
        awaitFresh();
        awaitEqual();
    }

    @Test
    void list_nullAndNamelessObjects_countsThemAndKeepsTheRest() {
        api.onList(text("{\"metadata\":{\"resourceVersion\":\"105\"},\"items\":[null," + FakeApi.pod("a", 101)
                + ",{\"metadata\":{}},[]," + FakeApi.pod("b", 102) + "]}"));
        start();
        awaitFresh();

        assertThat(held()).containsExactly("a@101", "b@102");
        assertThat(reflector.report().malformedObjects()).isEqualTo(3);
    }

    @Test
    void watch_nullObjectsAndUnknownTypes_goesOn() {
        start();
        awaitFresh();
        api.say("ADDED", "null");
        api.say("ADDED", "{\"metadata\":null}");
        api.say("SURPRISE", "{\"a\":[1,{}]}");
        api.say("MODIFIED", "[]");
        churn();
        awaitEqual();

        assertThat(reflector.report().malformedObjects()).isEqualTo(4);
        assertThat(api.count("watch")).isEqualTo(1);
    }

    @Test
    void watch_sameBrokenTextAgainAndAgain_listsAnew() {
        start();
        awaitFresh();
        api.say("ADDED", "{\"metadata\":{\"name\":\"broken\"");
        await("a second list", () -> api.count("list") == 2);
        assertThat(restarts("decode")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void watch_errorEventOfServer_isRetriedFromTheSameVersion() {
        start();
        awaitFresh();
        api.onWatch(text("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":500,\"message\":\"etcd\"}}"));
        api.stop();
        churn();
        restartApi();
        awaitEqual();

        assertThat(api.count("list")).isEqualTo(1);
        assertThat(restarts("server_error")).isEqualTo(1);
    }

    @Test
    void watch_versionFromTheFutureForLong_listsAnew() {
        start();
        awaitFresh();
        String tooLarge =
                "{\"type\":\"ERROR\",\"object\":{\"code\":504,\"message\":\"Too large resource version: 9\"}}";
        for (int i = 0; i < 3; i++) {
            api.onWatch(text(tooLarge));
        }
        api.stop();
        restartApi();
        await("a second list", () -> api.count("list") == 2);
        awaitEqual();
    }

    @Test
    void forbidden_isNamed_andRecoversWhenGranted() {
        for (int i = 0; i < 4; i++) {
            api.onList(status(403));
        }
        start();
        await("forbidden", () -> freshness().state() == State.FORBIDDEN);

        assertThat(freshness().detail()).contains("403").contains("planted");
        assertThat(health.status().up()).as("a refusal is an answer").isTrue();
        awaitFresh();
        awaitEqual();
    }

    @Test
    void notServed_isAbsent_andAppearsLater() {
        api.onList(status(404));
        start();
        await("absent", () -> freshness().state() == State.ABSENT);
        awaitFresh();
        awaitEqual();
    }

    @Test
    void throttled_waitsAsLongAsAsked() {
        api.onList(status(429, "Retry-After", "1"));
        long from = System.nanoTime();
        start();
        awaitFresh();

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(restarts("throttled")).isEqualTo(1);
    }

    @Test
    void unauthorized_readsCredentialsAgain() {
        api.onList(status(401));
        start();
        awaitFresh();
        awaitEqual();

        assertThat(opened).hasValue(2);
        assertThat(reflector.report().restarts()).isEmpty();
    }

    @Test
    void serverErrors_areRetriedWithPauses() {
        for (int i = 0; i < 5; i++) {
            api.onList(status(500));
        }
        start();
        awaitFresh();
        awaitEqual();
    }

    @Test
    void watch_withoutBookmarks_isQuestionedAndResumed() {
        api.withoutBookmarks();
        start();
        awaitFresh();
        await("the question", () -> api.count("question") >= 1);
        await("the watch after it", () -> api.count("watch") >= 2);
        churn();
        awaitEqual();

        assertThat(freshness().isFresh()).isTrue();
        assertThat(restarts("idle")).isGreaterThanOrEqualTo(1);
        assertThat(api.count("list")).isEqualTo(1);
    }

    @Test
    void watch_thatIsNeverAnswered_isGivenUpAndTriedAgain() {
        api.onWatch(silence(20_000));
        start();
        await("the second watch", () -> api.count("watch") >= 2);
        awaitFresh();
        churn();
        awaitEqual();

        assertThat(restarts("timeout")).isEqualTo(1);
    }

    @Test
    void list_thatStalls_isRepeated() {
        api.onList(silence(20_000));
        start();
        awaitFresh();
        awaitEqual();

        assertThat(restarts("timeout")).isEqualTo(1);
    }

    @Test
    void relist_keepsWhatItHoldsVisible() {
        start();
        awaitFresh();
        api.onSecondPage(silence(400));
        api.stop();
        api.forgetVersions();
        restartApi();
        await("the second list", () -> api.count("page") >= 3);

        assertThat(held()).hasSize(5);
        assertThat(freshness().isFresh()).isTrue();
        awaitEqual();
    }
}
