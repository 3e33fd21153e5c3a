package dev.strata.exporter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.Difference;
import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectHistory;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.projection.Projection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ClusterStoreTest {

    private static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");
    private static final Projection PROJECTION = Projection.plain();

    private Instant now = T0;
    private final ClusterStore store = new ClusterStore(() -> now);

    private static ObjectFacts facts(KubeResource resource, String yaml) {
        try (JsonParser parser = YAMLFactory.builder().build().createParser(yaml)) {
            parser.nextToken();
            return PROJECTION.project(resource, parser).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectFacts pod(String name, String uid, int restarts) {
        return facts(KubeResource.PODS, """
                metadata: {name: %s, namespace: shop, uid: %s}
                spec: {containers: [{name: main}]}
                status: {containerStatuses: [{name: main, restartCount: %d}]}
                """.formatted(name, uid, restarts));
    }

    private static ObjectFacts slice(boolean ready) {
        return facts(KubeResource.ENDPOINTSLICES, """
                metadata: {name: order-1, namespace: shop, labels: {kubernetes.io/service-name: order}}
                endpoints: [{conditions: {ready: %s}}]
                """.formatted(ready));
    }

    private static ObjectFacts node(String ready) {
        return facts(KubeResource.NODES, """
                metadata: {name: n}
                status: {conditions: [{type: Ready, status: %s, lastTransitionTime: "2026-03-01T07:59:00Z"}]}
                """.formatted('"' + ready + '"'));
    }

    private static ObjectFacts hpa(int max, int desired) {
        return facts(KubeResource.HORIZONTALPODAUTOSCALERS, """
                metadata: {name: order, namespace: shop}
                spec: {scaleTargetRef: {kind: Deployment, name: order}, maxReplicas: %d}
                status: {desiredReplicas: %d, currentReplicas: %d}
                """.formatted(max, desired, desired));
    }

    private void upsertAt(int seconds, ObjectFacts facts) {
        now = T0.plusSeconds(seconds);
        store.upsert(facts);
    }

    private ObjectHistory history(String kind, String namespace, String name) {
        return store.view(now).history(new ObjectKey(kind, namespace, name));
    }

    @Test
    void view_takenEarlier_doesNotChange() {
        store.upsert(pod("a", "1", 0));
        ClusterView before = store.view(T0);
        store.upsert(pod("b", "2", 0));
        store.remove(KubeResource.PODS, new ObjectKey("Pod", "shop", "a"));

        assertThat(before.pods()).extracting(p -> p.key().name()).containsExactly("a");
        assertThat(store.view(T0).pods()).extracting(p -> p.key().name()).containsExactly("b");
    }

    @Test
    void view_nothingChanged_sharesItsFacts() {
        store.upsert(pod("a", "1", 0));
        ClusterView first = store.view(T0);
        store.freshness(KubeResource.PODS, new Freshness(Freshness.State.FRESH, T0, T0, ""));

        ClusterView second = store.view(T0.plusSeconds(1));

        assertThat(second.pods().get(0)).isSameAs(first.pods().get(0));
        assertThat(second.freshness(KubeResource.PODS).isFresh()).isTrue();
        assertThat(first.freshness(KubeResource.PODS).isFresh()).isFalse();
    }

    @Test
    void replace_removesWhatIsNotListed_inOneStep() throws InterruptedException {
        store.replace(KubeResource.PODS, List.of(pod("a", "1", 0), pod("b", "2", 0)));
        var broken = new AtomicBoolean();
        var done = new AtomicBoolean();
        var reader = new Thread(() -> {
            while (!done.get()) {
                if (store.view(T0).pods().size() != 2) {
                    broken.set(true);
                }
            }
        });
        reader.start();
        for (int i = 0; i < 500; i++) {
            store.replace(KubeResource.PODS, List.of(pod("p" + i, "x", 0), pod("q" + i, "y", 0)));
        }
        done.set(true);
        reader.join();

        assertThat(broken).isFalse();
        assertThat(store.view(T0).pods()).extracting(p -> p.key().name()).containsExactly("p499", "q499");
    }

    @Test
    void retain_scope_leavesTheRestAlone() {
        store.upsert(pod("a", "1", 0));
        store.upsert(pod("b", "2", 0));

        store.retain(KubeResource.PODS, facts -> facts.key().name().equals("a"), Set.of());

        assertThat(store.view(T0).pods()).extracting(p -> p.key().name()).containsExactly("b");
    }

    @Test
    void history_restartCountRises_holdsOneEntryForEach() {
        upsertAt(0, pod("a", "1", 5));
        upsertAt(10, pod("a", "1", 6));
        upsertAt(20, pod("a", "1", 8));

        assertThat(history("Pod", "shop", "a").restarts())
                .containsExactly(T0.plusSeconds(10), T0.plusSeconds(20), T0.plusSeconds(20));
    }

    @Test
    void history_podOfSameNameButNewUid_startsAnew() {
        upsertAt(0, pod("a", "1", 1));
        upsertAt(10, pod("a", "2", 4));

        assertThat(history("Pod", "shop", "a").restarts()).isEmpty();
    }

    @Test
    void history_manyRestarts_isBounded() {
        for (int i = 0; i < 200; i++) {
            upsertAt(i, pod("a", "1", i));
        }

        assertThat(history("Pod", "shop", "a").restarts()).hasSize(64).last().isEqualTo(T0.plusSeconds(199));
    }

    @Test
    void history_nodeLosesReadiness_isFlipAtTransition() {
        upsertAt(0, node("True"));
        upsertAt(5, node("Unknown"));
        upsertAt(6, node("False"));

        assertThat(history("Node", "", "n").readyFlips()).containsExactly(Instant.parse("2026-03-01T07:59:00Z"));
    }

    @Test
    void history_hpa_holdsSamplesAndEdits() {
        upsertAt(0, hpa(10, 4));
        upsertAt(5, hpa(10, 4));
        upsertAt(10, hpa(10, 8));
        upsertAt(20, hpa(20, 8));

        ObjectHistory history = history("HorizontalPodAutoscaler", "shop", "order");
        assertThat(history.replicas())
                .containsExactly(
                        new ObjectHistory.ReplicaSample(T0, 4, 4),
                        new ObjectHistory.ReplicaSample(T0.plusSeconds(10), 8, 8));
        assertThat(history.specChanges())
                .containsExactly(new ObjectHistory.SpecChange(
                        T0.plusSeconds(20), List.of(new Difference("max_replicas", "", "10", "20"))));
    }

    @Test
    void history_deploymentOfNewRevision_isSpecChange_scalingIsNot() {
        String yaml = """
                metadata: {name: order, namespace: shop, generation: %d, annotations: {deployment.kubernetes.io/revision: "%d"}}
                spec: {replicas: %d}
                """;
        upsertAt(0, facts(KubeResource.DEPLOYMENTS, yaml.formatted(1, 1, 2)));
        upsertAt(5, facts(KubeResource.DEPLOYMENTS, yaml.formatted(2, 1, 9)));
        upsertAt(9, facts(KubeResource.DEPLOYMENTS, yaml.formatted(3, 2, 9)));

        assertThat(history("Deployment", "shop", "order").specChanges())
                .containsExactly(new ObjectHistory.SpecChange(
                        T0.plusSeconds(9), List.of(new Difference("revision", "", "1", "2"))));
    }

    @Test
    void history_lastReadyEndpoint_isWhenItWentAway_andOutlivesTheSlice() {
        upsertAt(0, slice(true));
        upsertAt(100, slice(false));
        now = T0.plusSeconds(200);
        store.remove(KubeResource.ENDPOINTSLICES, new ObjectKey("EndpointSlice", "shop", "order-1"));
        now = T0.plusSeconds(9_000);

        assertThat(history("Service", "shop", "order").lastReadyEndpoint()).isEqualTo(T0.plusSeconds(100));
    }

    @Test
    void history_olderThanHalfAnHour_isForgotten_butTheSampleInForceStays() {
        upsertAt(0, pod("a", "1", 0));
        upsertAt(1, pod("a", "1", 1));
        upsertAt(2, hpa(10, 4));
        upsertAt(3, hpa(10, 5));
        now = T0.plusSeconds(1_900);

        assertThat(history("Pod", "shop", "a").restarts()).isEmpty();
        assertThat(history("HorizontalPodAutoscaler", "shop", "order").replicas())
                .containsExactly(new ObjectHistory.ReplicaSample(T0.plusSeconds(3), 5, 5));
    }
}
