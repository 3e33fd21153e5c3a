package dev.strata.exporter.cluster;

import static dev.strata.exporter.cluster.Facts.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IndexedViewTest {

    private static final Map<String, String> ORDER = Map.of("app", "order");
    private static final ObjectKey DEPLOYMENT = new ObjectKey("Deployment", "shop", "order");
    private static final ObjectKey REPLICA_SET = new ObjectKey("ReplicaSet", "shop", "order-1");

    private static IndexedView view(ObjectFacts... facts) {
        return IndexedView.of(T0, Arrays.asList(facts), Map.of(), Map.of());
    }

    @Test
    void ownerOf_podOfReplicaSet_isDeployment() {
        PodFacts pod = Facts.pod("shop", "order-1-a", ORDER, REPLICA_SET);
        IndexedView view = view(pod, Facts.replicaSet("shop", "order-1", "1", DEPLOYMENT));

        assertThat(view.ownerOf(pod)).isEqualTo(DEPLOYMENT);
        assertThat(view.podsOf(DEPLOYMENT)).containsExactly(pod);
        assertThat(view.podsOn("node-0")).containsExactly(pod);
    }

    @Test
    void ownerOf_replicaSetNotHeld_isReplicaSet() {
        PodFacts pod = Facts.pod("shop", "order-1-a", ORDER, REPLICA_SET);

        assertThat(view(pod).ownerOf(pod)).isEqualTo(REPLICA_SET);
    }

    @Test
    void ownerOf_barePod_isItself() {
        PodFacts pod = Facts.pod("shop", "bare", ORDER, null);

        assertThat(view(pod).ownerOf(pod)).isEqualTo(pod.key());
    }

    @Test
    void replicaSetsOf_revisionsPastTen_newestIsLast() {
        IndexedView view = view(
                Facts.replicaSet("shop", "a", "10", DEPLOYMENT),
                Facts.replicaSet("shop", "b", "9", DEPLOYMENT),
                Facts.replicaSet("shop", "c", "", DEPLOYMENT));

        assertThat(view.replicaSetsOf(DEPLOYMENT))
                .extracting(rs -> rs.key().name())
                .containsExactly("c", "b", "a");
    }

    @Test
    void service_withSelector_joinsPodsAndWorkloadsOfItsNamespaceOnly() {
        ServiceFacts service = Facts.service("shop", "order", ORDER);
        PodFacts mine = Facts.pod("shop", "order-1-a", ORDER, REPLICA_SET);
        IndexedView view = view(
                service,
                mine,
                Facts.pod("other", "order-1-b", ORDER, null),
                Facts.replicaSet("shop", "order-1", "1", DEPLOYMENT),
                Facts.deployment("shop", "order", ORDER),
                Facts.deployment("shop", "zero", ORDER),
                Facts.deployment("shop", "else", Map.of("app", "else")));

        assertThat(view.podsBehind(service.key())).containsExactly(mine);
        assertThat(view.workloadsBehind(service.key()))
                .containsExactly(DEPLOYMENT, new ObjectKey("Deployment", "shop", "zero"));
        assertThat(view.servicesOf(DEPLOYMENT)).containsExactly(service);
        assertThat(view.servicesOf(new ObjectKey("Deployment", "shop", "else"))).isEmpty();
    }

    @Test
    void service_withoutSelector_selectsNothing() {
        ServiceFacts service = Facts.service("shop", "external", Map.of());
        IndexedView view =
                view(service, Facts.pod("shop", "order-1-a", ORDER, null), Facts.deployment("shop", "order", ORDER));

        assertThat(view.podsBehind(service.key())).isEmpty();
        assertThat(view.workloadsBehind(service.key())).isEmpty();
        assertThat(view.servicesOf(DEPLOYMENT)).isEmpty();
    }

    @Test
    void lists_shuffledInput_areInKeyOrder() {
        IndexedView view = view(
                Facts.pod("b", "x", Map.of(), null),
                Facts.pod("a", "z", Map.of(), null),
                Facts.pod("a", "y", Map.of(), null));

        assertThat(view.pods()).extracting(p -> p.key().toString()).containsExactly("Pod a/y", "Pod a/z", "Pod b/x");
        assertThat(view.count(KubeResource.PODS)).isEqualTo(3);
    }

    @Test
    void freshness_notGiven_isAbsent() {
        assertThat(view().freshness(KubeResource.NODES).state()).isEqualTo(Freshness.State.ABSENT);
    }

    @Test
    void at_laterInstant_sharesFacts() {
        NodeFacts node = Facts.node("n");
        var fresh = new Freshness(Freshness.State.FRESH, T0, T0, "");

        IndexedView later = view(node).at(T0.plusSeconds(5), Map.of(KubeResource.NODES, fresh));

        assertThat(later.at()).isEqualTo(T0.plusSeconds(5));
        assertThat(later.nodes()).isEqualTo(List.of(node));
        assertThat(later.freshness(KubeResource.NODES).isFresh()).isTrue();
    }
}
