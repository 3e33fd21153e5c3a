package dev.strata.exporter.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.SourceStatus;
import dev.strata.exporter.cluster.WatchStatus;
import dev.strata.exporter.projection.ObjectTap;
import dev.strata.exporter.projection.Projection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds a store from a live API server, with a thread for each feed. It never gives up: what is wrong (no kubeconfig, no
 * server, no rights) is told by {@link #status} and {@link #watches} and tried again.
 */
public final class KubeSource implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(KubeSource.class);
    private static final Duration WATCHDOG = Duration.ofMillis(250);
    private static final Duration FORGETTING = Duration.ofMinutes(1);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final ClusterStore store;
    private final Projection projection;
    private final InstantSource clock;
    private final ApiConnection api;
    private final SourceHealth health = new SourceHealth();
    private final FreshnessMerge freshness;
    private final ConsistencyCheck check;
    private final List<Reflector> reflectors = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "kube-watchdog");
        thread.setDaemon(true);
        return thread;
    });
    private volatile String serverVersion = "";
    private boolean filling = true;

    /** @param tap sees every object that the store is given, null for none */
    public KubeSource(
            KubeSettings settings,
            Projection projection,
            ClusterStore store,
            InstantSource clock,
            @Nullable ObjectTap tap) {
        this(settings, projection, store, clock, tap, System.getenv());
    }

    KubeSource(
            KubeSettings settings,
            Projection projection,
            ClusterStore store,
            InstantSource clock,
            @Nullable ObjectTap tap,
            Map<String, String> environment) {
        this.store = store;
        this.projection = projection;
        this.clock = clock;
        this.api = new ApiConnection(() -> Kubeconfig.open(settings, environment), clock);
        this.freshness = new FreshnessMerge(store, tap);
        this.check = new ConsistencyCheck(
                new Pauses(settings.timings(), RandomGenerator.getDefault()),
                settings.timings().answer());
        for (Feed feed : WatchedKinds.feeds(settings.optIns())) {
            var report = new FeedReport(settings.timings(), clock.instant(), f -> freshness.publish(feed, f));
            var output = new FeedOutput(feed, projection, store, tap, api.json(), report);
            var reflector = new Reflector(
                    feed, api, output, report, health, settings.timings(), clock, RandomGenerator.getDefault());
            reflectors.add(reflector);
            check.add(
                    new Comparison(feed, api, projection, store, settings.timings()),
                    () -> freshness.of(feed.resource(), clock.instant()).isFresh(),
                    reflector);
        }
    }

    /** Begins to list and watch; returns at once. */
    public void start() {
        for (Reflector reflector : reflectors) {
            start(reflector, "kube-" + reflector.feed().label());
        }
        start(check, "kube-check");
        var unused = watchdog.scheduleWithFixedDelay(
                this::tick, WATCHDOG.toMillis(), WATCHDOG.toMillis(), TimeUnit.MILLISECONDS);
        var unusedToo = watchdog.scheduleWithFixedDelay(
                projection::forget, FORGETTING.toSeconds(), FORGETTING.toSeconds(), TimeUnit.SECONDS);
    }

    private void start(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    public SourceStatus status() {
        return health.status();
    }

    /** One for each resource, in the order of {@link KubeResource}. */
    public List<WatchStatus> watches() {
        return Arrays.stream(KubeResource.values()).map(this::watch).toList();
    }

    /** As the server names it, {@code v1.36.3}; asked for once, empty while there is no answer. */
    public String serverVersion() {
        if (serverVersion.isEmpty()) {
            try {
                serverVersion = askVersion();
            } catch (IOException e) {
                logger.debug("the API server does not tell its version", e);
            }
        }
        return serverVersion;
    }

    /** The last lines of a container, of the run before the current one where there was one. */
    public ContainerLog log(ObjectKey pod, String container, int lines) {
        return new LogRequest(api).read(pod, container, lines);
    }

    /** Stops all threads and waits for them a few seconds. */
    @Override
    public void close() {
        watchdog.shutdownNow();
        check.close();
        reflectors.forEach(Reflector::close);
        Instant limit = clock.instant().plus(CLOSING);
        try {
            for (Thread thread : threads) {
                long left = Duration.between(clock.instant(), limit).toMillis();
                thread.join(Math.max(1, left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        api.close();
    }

    private void tick() {
        Instant now = clock.instant();
        reflectors.forEach(reflector -> reflector.tick(now));
        if (filling
                && reflectors.stream().noneMatch(reflector -> reflector.report().isFilling())) {
            filling = false;
            projection.forget();
        }
    }

    private WatchStatus watch(KubeResource resource) {
        var restarts = new TreeMap<String, Long>();
        long malformed = 0;
        for (Reflector reflector : reflectors) {
            if (reflector.feed().resource() == resource) {
                reflector.report().restarts().forEach((reason, count) -> restarts.merge(reason, count, Long::sum));
                malformed += reflector.report().malformedObjects();
            }
        }
        return new WatchStatus(
                resource, store.count(resource), freshness.of(resource, clock.instant()), restarts, malformed);
    }

    private String askVersion() throws IOException {
        try (Response response = api.get("/version", Map.of(), Duration.ofSeconds(5), call -> {});
                JsonParser parser = api.json().createParser(response.body().byteStream())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            for (String name = ApiText.name(parser); name != null; name = ApiText.name(parser)) {
                parser.nextToken();
                if (name.equals("gitVersion")) {
                    return ApiText.text(parser);
                }
                parser.skipChildren();
            }
            return "";
        }
    }
}
