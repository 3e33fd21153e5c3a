package dev.strata.exporter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.WatchStatus;
import dev.strata.exporter.config.CustomKind;
import dev.strata.exporter.config.KubernetesConfig.OptIns;
import dev.strata.exporter.projection.ObjectTap;
import dev.strata.exporter.projection.Projection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KubeSourceTest {

    private final InstantSource clock = InstantSource.system();
    private final ClusterStore store = new ClusterStore(clock);

    @TempDir
    Path folder;

    private OptIns optIns = new OptIns(true, List.of(new CustomKind("example.com", "v1", "widgets", "Widget")));

    private KubeSource source(String server, @Nullable ObjectTap tap) throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        Files.writeString(kubeconfig, """
                current-context: fake
                clusters: [{name: fake, cluster: {server: "%s"}}]
                contexts: [{name: fake, context: {cluster: fake, user: me}}]
                users: [{name: me, user: {token: abc}}]
                """.formatted(server));
        return new KubeSource(
                new KubeSettings(kubeconfig, null, KubeTimings.DEFAULTS, optIns),
                Projection.plain(),
                store,
                clock,
                tap);
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for: " + what).isLessThan(limit);
            Thread.sleep(20);
        }
    }

    private static boolean isSynced(KubeSource source) {
        return source.watches().stream().allMatch(w -> w.freshness().isFresh());
    }

    @Test
    void start_allResources_becomeFresh() throws Exception {
        try (FakeApi api = FakeApi.start();
                KubeSource source = source(api.url(), null)) {
            api.put("a");
            assertThat(source.watches()).extracting(w -> w.freshness().state()).containsOnly(Freshness.State.SYNCING);
            source.start();
            await("sync", () -> isSynced(source));

            assertThat(source.status().up()).isTrue();
            assertThat(source.serverVersion()).isEqualTo("v9.9.9");
            assertThat(source.watches()).extracting(WatchStatus::resource).containsExactly(KubeResource.values());
            assertThat(source.watches())
                    .filteredOn(w -> w.resource() == KubeResource.PODS)
                    .extracting(WatchStatus::objects)
                    .containsExactly(1);
        }
    }

    @Test
    void start_withoutOptIns_doesNotAskForSecretsAndCustomResources() throws Exception {
        optIns = OptIns.NONE;
        try (FakeApi api = FakeApi.start();
                KubeSource source = source(api.url(), null)) {
            source.start();
            await(
                    "sync",
                    () -> source.watches().stream()
                            .allMatch(
                                    w -> w.resource().isOptIn() || w.freshness().isFresh()));

            assertThat(source.watches())
                    .filteredOn(w -> w.resource().isOptIn())
                    .hasSize(2)
                    .extracting(w -> w.freshness().state())
                    .containsOnly(Freshness.State.ABSENT);
        }
    }

    @Test
    void close_threadsEnd() throws Exception {
        try (FakeApi api = FakeApi.start()) {
            KubeSource source = source(api.url(), null);
            source.start();
            await("sync", () -> isSynced(source));
            source.close();

            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("kube-"));
        }
    }

    @Test
    void start_nobodyListens_saysWhichServerAndGoesOn() throws Exception {
        FakeApi api = FakeApi.start();
        api.stop();
        try (api;
                KubeSource source = source(api.url(), null)) {
            source.start();
            await("a problem", () -> source.status().problem().contains("refused"));

            assertThat(source.status().problem())
                    .isEqualTo("the API server at %s cannot be reached: connection refused".formatted(api.url()));
            assertThat(source.status().lastSuccess()).isNull();
            api.restart();
            await("sync", () -> isSynced(source));
        }
    }

    @Test
    void start_noKubeconfig_saysSo() throws Exception {
        var settings = KubeSettings.of(folder.resolve("missing"), null);
        try (var source = new KubeSource(settings, Projection.plain(), store, clock, null)) {
            source.start();
            await("a problem", () -> source.status().problem().contains("does not exist"));

            assertThat(source.status().up()).isFalse();
            assertThat(source.watches().get(0).freshness().state()).isEqualTo(Freshness.State.SYNCING);
        }
    }

    @Test
    void tap_seesAllowedFieldsAndRemovals() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        var tap = new ObjectTap() {
            @Override
            public void upserted(KubeResource resource, ObjectKey key, byte[] json) {
                seen.add(new String(json, StandardCharsets.UTF_8));
            }

            @Override
            public void removed(KubeResource resource, ObjectKey key) {
                seen.add("removed " + key);
            }

            @Override
            public void freshness(KubeResource resource, Freshness freshness) {
                seen.add(resource.id() + " " + freshness.state());
            }
        };
        try (FakeApi api = FakeApi.start();
                KubeSource source = source(api.url(), tap)) {
            api.put("a");
            source.start();
            await("sync", () -> isSynced(source));
            api.say("MODIFIED", FakeApi.pod("b", 500).replace("}}", "},\"data\":{\"password\":\"s3cr3t\"}}"));
            api.delete("a");
            await("the end of a", () -> seen.contains("removed Pod n/a"));

            assertThat(seen).contains(FakeApi.pod("a", 101), "pods FRESH").noneMatch(line -> line.contains("s3cr3t"));
            assertThat(seen).anyMatch(line -> line.contains("\"b\""));
        }
    }
}
