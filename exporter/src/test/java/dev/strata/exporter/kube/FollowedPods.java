package dev.strata.exporter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.projection.Projection;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A reflector over the pods of a {@link FakeApi} that begins with five, a to e. */
final class FollowedPods implements AutoCloseable {

    /** Quick to try again, and as patient as a busy machine needs. */
    static final KubeTimings PATIENT = new KubeTimings(
            Duration.ofMillis(600),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofMillis(100),
            2);

    /** Gives up soon what does not answer. On a busy machine it may do so more often than the server deserves. */
    static final KubeTimings IMPATIENT = new KubeTimings(
            Duration.ofSeconds(20),
            Duration.ofMillis(1500),
            Duration.ofMillis(1000),
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            2);

    private static final Duration LIMIT = Duration.ofSeconds(40);

    final FakeApi api;
    final SourceHealth health = new SourceHealth();
    /** How often credentials were read. */
    final AtomicInteger opened = new AtomicInteger();

    private final InstantSource clock = InstantSource.system();
    private final ClusterStore store = new ClusterStore(clock);
    private final Reflector reflector;
    private final Thread thread;
    private final ConsistencyCheck check;
    private volatile boolean watching = true;

    private FollowedPods(KubeTimings timings, boolean optional) {
        try {
            api = FakeApi.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List.of("a", "b", "c", "d", "e").forEach(api::put);
        var feed = new Feed(KubeResource.PODS, "", any -> true, optional, false, "/api/v1/pods");
        var connection = new ApiConnection(
                () -> {
                    opened.incrementAndGet();
                    return new ApiClient().setBasePath(api.url());
                },
                clock);
        var report = new FeedReport(timings, clock.instant(), f -> store.freshness(KubeResource.PODS, f));
        var output = new FeedOutput(feed, Projection.plain(), store, null, Projection.json(), report);
        reflector = new Reflector(feed, connection, output, report, health, timings, clock, new Random(7));
        thread = new Thread(reflector, "reflector-under-test");
        check = new ConsistencyCheck(new Pauses(timings, new Random(8)), Duration.ofMillis(300));
        check.add(
                new Comparison(feed, connection, Projection.plain(), store, timings),
                () -> freshness().isFresh(),
                reflector);
    }

    static FollowedPods patiently() {
        return new FollowedPods(PATIENT, false);
    }

    static FollowedPods impatiently() {
        return new FollowedPods(IMPATIENT, false);
    }

    /** As if the API came with something that is installed. */
    static FollowedPods optional() {
        return new FollowedPods(PATIENT, true);
    }

    /** With a server that does not serve watch-lists. */
    FollowedPods inPages() {
        api.withoutWatchLists();
        return this;
    }

    void start() {
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

    void startChecking() {
        var checking = new Thread(check, "check-under-test");
        checking.setDaemon(true);
        checking.start();
    }

    void startAndSync() {
        start();
        awaitFresh();
    }

    @Override
    public void close() {
        reflector.close();
        check.close();
        watching = false;
        try {
            thread.join(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

    void await(String what, BooleanSupplier condition) {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                throw new AssertionError(
                        "waited for: " + what + "; requests " + api.requests() + "; restarts " + restarts());
            }
            sleep(10);
        }
    }

    void pause() {
        sleep(20);
    }

    /** Versions by name, as {@link FakeApi#state}. */
    List<String> held() {
        return store.view(clock.instant()).pods().stream()
                .map(pod -> pod.key().name() + "@" + pod.meta().resourceVersion())
                .toList();
    }

    Freshness freshness() {
        return store.view(clock.instant()).freshness(KubeResource.PODS);
    }

    void awaitEqual() {
        await("the store to equal the server", () -> held().equals(api.state()));
    }

    void awaitFresh() {
        await("fresh", () -> freshness().isFresh());
    }

    void awaitState(Freshness.State state) {
        await(state.name(), () -> freshness().state() == state);
    }

    void awaitRequests(String kind, int count) {
        await(count + " times " + kind, () -> api.count(kind) >= count);
    }

    Map<String, Long> restarts() {
        return reflector.report().restarts();
    }

    long restarts(String reason) {
        return restarts().getOrDefault(reason, 0L);
    }

    long malformed() {
        return reflector.report().malformedObjects();
    }

    /** Changes of each sort. */
    void churn() {
        api.put("f");
        api.put("a");
        api.delete("b");
    }

    void restartApi() {
        try {
            api.restart();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
