package dev.strata.endtoend.campaign;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.health.HealthFold;
import dev.strata.exporter.health.HealthInput;
import dev.strata.exporter.health.HealthSettings;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.kube.ClusterStore;
import dev.strata.exporter.kube.KubeSettings;
import dev.strata.exporter.kube.KubeSource;
import dev.strata.exporter.kube.KubeTimings;
import dev.strata.exporter.measurement.Measurements;
import dev.strata.exporter.projection.Projection;
import dev.strata.testbed.fake.FakeApiServer;
import dev.strata.testbed.fake.FakeCluster;
import dev.strata.testbed.fake.FakePlan;
import dev.strata.testbed.fake.generate.Tier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A small synthetic cluster, its fake API server and the exporter's own source that follows it, in one process. The
 * patience of the source is shortened, and the cluster's life and the store's memory run sixty times as fast.
 */
final class FollowedCluster implements AutoCloseable {

    static final Duration STALE_AFTER = Duration.ofSeconds(1);
    private static final int TEMPO = 60;
    private static final int WINDOW = 2_000;
    private static final double SIZE = 0.2;
    private static final KubeTimings TIMINGS = new KubeTimings(
            STALE_AFTER,
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(3),
            Duration.ofHours(1),
            50);

    private final Instant start = InstantSource.system().instant();
    private final long begun = System.nanoTime();
    private final HealthFold fold = new HealthFold();
    private final Path tokenFile;
    private final FakeCluster cluster;
    private final FakeApiServer server;
    private final ClusterStore store;
    private final KubeSource source;

    FollowedCluster(long seed) {
        InstantSource fast = this::now;
        try {
            Path folder = Files.createTempDirectory("strata-campaign");
            tokenFile = Files.writeString(folder.resolve("token"), "token-0");
            cluster = new FakeCluster(Tier.S.scaled(SIZE), seed, fast, WINDOW);
            server = new FakeApiServer(
                    cluster,
                    FakePlan.usual()
                            .withBookmarkEvery(Duration.ofMillis(500))
                            .withStall(Duration.ofMinutes(1))
                            .withToken("token-0"));
            server.faults().seed(seed);
            Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kubeconfig());
            store = new ClusterStore(fast);
            source = new KubeSource(
                    new KubeSettings(kubeconfig, null, TIMINGS),
                    Projection.plain(),
                    store,
                    InstantSource.system(),
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        source.start();
    }

    private String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                current-context: fake
                contexts: [{name: fake, context: {cluster: fake, user: fake}}]
                clusters: [{name: fake, cluster: {server: "%s"}}]
                users: [{name: fake, user: {tokenFile: "%s"}}]
                """.formatted(server.url(), tokenFile);
    }

    FakeCluster cluster() {
        return cluster;
    }

    FakeApiServer server() {
        return server;
    }

    Path tokenFile() {
        return tokenFile;
    }

    /** The token that a well-informed client uses now. */
    String token() {
        try {
            return Files.readString(tokenFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The time in the cluster. */
    Instant now() {
        return start.plusNanos((System.nanoTime() - begun) * TEMPO);
    }

    ClusterView view(Instant at) {
        return store.view(at);
    }

    /** Judges what is held as at a first look at an instant: equal facts give equal verdicts. */
    HealthSnapshot judge(Instant at) {
        return fold.next(
                null,
                new HealthInput(
                        store.view(at), Measurements.NOT_CONFIGURED, List.of(), HealthSettings.DEFAULTS, Map.of(), at));
    }

    @Override
    public void close() {
        source.close();
        server.close();
        cluster.close();
    }
}
