package dev.strata.exporter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.strata.exporter.Golden;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.WatchStatus;
import dev.strata.exporter.config.KubernetesConfig.OptIns;
import dev.strata.exporter.projection.Projection;
import dev.strata.testbed.cluster.Component;
import dev.strata.testbed.cluster.KubeApi;
import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.cluster.User;
import dev.strata.testbed.part.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The live source with the rights that {@code deploy/} gives it, beside the real API server. */
@Tag("real")
class RealApiTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Path BASE = Path.of("../deploy/base");
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String DEPLOYMENT = ChurningDeployment.PATH;

    /** More of both for a benchmark: {@code -Dstrata.real.nodes=500 -Dstrata.real.pods=5000}. */
    private static final int NODES = Integer.getInteger("strata.real.nodes", 4);

    private static final int PODS = Integer.getInteger("strata.real.pods", 80);

    @RegisterExtension
    static final RealCluster CLUSTER =
            RealCluster.builder().nodes(NODES).crds("servicemonitors").build();

    private static String token = "";

    private final InstantSource clock = InstantSource.system();
    private final Projection projection = Projection.plain();
    private final ClusterStore store = new ClusterStore(clock);
    private final KubeSource source = new KubeSource(
            new KubeSettings(
                    CLUSTER.kubeconfig(token), null, KubeTimings.DEFAULTS.withStaleAfter(Duration.ofSeconds(2))),
            projection,
            store,
            clock,
            null);

    @BeforeAll
    static void deploy() {
        CLUSTER.api().apply("{apiVersion: v1, kind: Namespace, metadata: {name: monitoring}}");
        for (String file : resources()) {
            CLUSTER.api().apply(Golden.read(BASE.resolve(file)));
        }
        token = CLUSTER.api()
                .create(
                        "/api/v1/namespaces/monitoring/serviceaccounts/strata-exporter/token",
                        "{apiVersion: authentication.k8s.io/v1, kind: TokenRequest, spec: {expirationSeconds: 3600}}")
                .path("status")
                .path("token")
                .asText();
        CLUSTER.api().apply("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: churn}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: churn}
                spec:
                  replicas: 12
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: main, image: "registry.example/web:1", env: [{name: PASSWORD, value: s3cr3t}]}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: churn}
                spec: {selector: {app: web}, ports: [{port: 80}]}
                ---
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: web, namespace: churn}
                spec: {minAvailable: 80%, selector: {matchLabels: {app: web}}}
                ---
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db, namespace: churn}
                spec:
                  replicas: 2
                  serviceName: db
                  selector: {matchLabels: {app: db}}
                  template:
                    metadata: {labels: {app: db}}
                    spec: {containers: [{name: db, image: "registry.example/db:1"}]}
                """);
    }

    /** The files that the kustomization names. */
    private static List<String> resources() {
        return Golden.read(BASE.resolve("kustomization.yaml"))
                .lines()
                .filter(line -> line.startsWith("  - "))
                .map(line -> line.substring(4).strip())
                .toList();
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private void startAndSync() {
        source.start();
        Await.until("all resources fresh", LIMIT, this::isFresh);
    }

    private boolean isFresh() {
        return source.watches().stream().allMatch(WatchStatus::isFollowed);
    }

    private Map<String, ObjectFacts> listed(KubeResource resource) {
        var facts = new TreeMap<String, ObjectFacts>();
        for (JsonNode object : CLUSTER.api().list(Feed.all(resource).path())) {
            try (JsonParser parser = JSON.treeAsTokens(object)) {
                parser.nextToken();
                ObjectFacts each = projection.project(resource, parser).orElseThrow();
                if (isWatched(each)) {
                    facts.put(each.key().toString(), each);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return facts;
    }

    private static boolean isWatched(ObjectFacts facts) {
        return WatchedKinds.feeds(OptIns.NONE).stream()
                .anyMatch(feed ->
                        feed.resource() == facts.resource() && feed.scope().test(facts));
    }

    private Map<String, ObjectFacts> held(KubeResource resource) {
        var facts = new TreeMap<String, ObjectFacts>();
        everything(store)
                .filter(each -> each.resource() == resource)
                .forEach(each -> facts.put(each.key().toString(), each));
        return facts;
    }

    private static Stream<ObjectFacts> everything(ClusterStore store) {
        var view = store.view(InstantSource.system().instant());
        var all = new ArrayList<ObjectFacts>();
        List<Collection<? extends ObjectFacts>> lists = List.of(
                view.nodes(),
                view.pods(),
                view.workloads(),
                view.replicaSets(),
                view.hpas(),
                view.services(),
                view.pdbs());
        lists.forEach(all::addAll);
        view.services().forEach(service -> all.addAll(view.slicesOf(service.key())));
        for (KubeResource resource : List.of(
                KubeResource.CONFIGMAPS,
                KubeResource.ROLEBINDINGS,
                KubeResource.CLUSTERROLEBINDINGS,
                KubeResource.SERVICEMONITORS,
                KubeResource.CUSTOMRESOURCEDEFINITIONS)) {
            all.addAll(view.all(resource, ObjectFacts.class));
        }
        return all.stream();
    }

    /** Until nothing moves any more, and then object by object with every component and version. */
    private void assertEqualToList() {
        for (KubeResource resource : List.of(
                KubeResource.NODES,
                KubeResource.PODS,
                KubeResource.DEPLOYMENTS,
                KubeResource.REPLICASETS,
                KubeResource.STATEFULSETS,
                KubeResource.SERVICES,
                KubeResource.ENDPOINTSLICES,
                KubeResource.PODDISRUPTIONBUDGETS,
                KubeResource.CONFIGMAPS,
                KubeResource.ROLEBINDINGS,
                KubeResource.CLUSTERROLEBINDINGS,
                KubeResource.SERVICEMONITORS,
                KubeResource.CUSTOMRESOURCEDEFINITIONS)) {
            try {
                Await.until(
                        resource + " equal",
                        Duration.ofSeconds(30),
                        () -> held(resource).equals(listed(resource)));
            } catch (RuntimeException e) {
                assertThat(held(resource)).as(resource.id()).isEqualTo(listed(resource));
            }
        }
        assertThat(store.count(KubeResource.EVENTS))
                .isEqualTo(listed(KubeResource.EVENTS).size());
    }

    private static ChurningDeployment web() {
        return new ChurningDeployment(CLUSTER.api());
    }

    @Test
    void deployedAccount_readsEveryWatchedResource_andNothingElse() {
        KubeApi exporter = CLUSTER.api(token);

        for (Feed feed : WatchedKinds.feeds(OptIns.NONE)) {
            assertThat(exporter.raw("GET", feed.path() + "?limit=1", null, null).status())
                    .as(feed.path())
                    .isIn(feed.optional() ? List.of(200, 404) : List.of(200));
        }
        for (String path :
                List.of("/api/v1/secrets", "/api/v1/serviceaccounts", "/api/v1/namespaces/kube-system/secrets")) {
            assertThat(exporter.raw("GET", path, null, null).status()).as(path).isEqualTo(403);
        }
        assertThat(exporter.raw("DELETE", DEPLOYMENT, null, null).status()).isEqualTo(403);
    }

    @Test
    void churn_followed_equalsAList() {
        web().awaitReady(12, LIMIT);
        startAndSync();
        assertThat(source.serverVersion()).startsWith("v1.");
        assertEqualToList();

        web().scale(30);
        for (int i = 0; i < 4; i++) {
            String pod = CLUSTER.api()
                    .list("/api/v1/namespaces/churn/pods")
                    .get(i)
                    .path("metadata")
                    .path("name")
                    .asText();
            CLUSTER.api().delete("/api/v1/namespaces/churn/pods/" + pod);
        }
        web().awaitReady(30, LIMIT);
        web().scale(12);
        web().awaitReady(12, LIMIT);

        assertEqualToList();
        assertThat(source.watches())
                .as("one stream from the first object on, a watch-list, and none was refused")
                .allSatisfy(watch -> assertThat(watch.restarts()).isEmpty());
        assertThat(source.watches()).extracting(WatchStatus::malformed).containsOnly(0L);
    }

    @Test
    void apiServer_killedAndRestarted_isStaleThenFresh_andNothingIsLost() {
        web().awaitReady(12, LIMIT);
        startAndSync();

        CLUSTER.kill(Component.KUBE_APISERVER);
        Await.until("the source down", LIMIT, () -> !source.status().up());
        Await.until(
                "all resources stale",
                LIMIT,
                () -> source.watches().stream()
                        .allMatch(watch -> watch.freshness().state() == State.STALE
                                || watch.freshness().state() == State.ABSENT));
        assertThat(store.view(clock.instant()).pods()).as("what was seen stays").hasSizeGreaterThanOrEqualTo(14);

        CLUSTER.start(Component.KUBE_APISERVER);
        web().scale(13);
        Await.until("all resources fresh again", LIMIT, this::isFresh);
        web().awaitReady(13, LIMIT);
        assertEqualToList();
        assertThat(source.status().up()).isTrue();
        web().scale(12);
    }

    @Test
    void apiServerAndEtcd_killedWhilePodsChurn_nothingIsLost() throws InterruptedException {
        startAndSync();
        var stop = new AtomicBoolean();
        var churn = new Thread(() -> web().churn(stop, PODS), "churn");
        churn.start();
        try {
            for (Component component : List.of(Component.KUBE_APISERVER, Component.ETCD, Component.KUBE_APISERVER)) {
                Await.pause(Duration.ofSeconds(3));
                CLUSTER.kill(component);
                Await.pause(Duration.ofSeconds(2));
                CLUSTER.start(component);
            }
            Await.pause(Duration.ofSeconds(3));
        } finally {
            stop.set(true);
            churn.join();
        }

        Await.until("all resources fresh again", LIMIT, this::isFresh);
        web().scale(12);
        web().awaitReady(12, LIMIT.multipliedBy(4)); // The controllers were without a server too.
        assertEqualToList();
    }

    @Test
    void etcd_restarted_nothingIsLost() {
        web().awaitReady(12, LIMIT);
        startAndSync();

        CLUSTER.stop(Component.ETCD);
        Await.pause(Duration.ofSeconds(3));
        CLUSTER.start(Component.ETCD);
        web().scale(11);
        web().awaitReady(11, LIMIT);

        Await.until("all resources fresh again", LIMIT, this::isFresh);
        assertEqualToList();
        web().scale(12);
    }

    @Test
    void unknownToken_isToldAndNothingIsHealthy() {
        try (var refused =
                new KubeSource(KubeSettings.of(CLUSTER.kubeconfig("nobody"), null), projection, store, clock, null)) {
            refused.start();
            Await.until("a problem", LIMIT, () -> refused.status().problem().contains("401"));
            assertThat(refused.watches())
                    .allSatisfy(watch -> assertThat(watch.freshness().isFresh()).isFalse());
        }
    }

    @Test
    void userWithoutRole_isForbiddenByResource() {
        try (var refused = new KubeSource(
                KubeSettings.of(CLUSTER.kubeconfig(User.EXPORTER), null), projection, store, clock, null)) {
            refused.start();
            Await.until(
                    "forbidden",
                    LIMIT,
                    () -> refused.watches().stream()
                            .allMatch(watch -> watch.resource().isOptIn()
                                    || watch.freshness().state() == State.FORBIDDEN));
            assertThat(refused.watches().get(0).freshness().detail())
                    .contains("403")
                    .contains("namespaces");
            assertThat(refused.status().up()).isTrue();
        }
    }
}
