package dev.strata.exporter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KinshipTest {

    private static final Instant SINCE = Instant.parse("2026-03-01T08:00:05Z");
    private static final ObjectKey OWNER = new ObjectKey("ReplicaSet", "shop", "order-7c6f9");

    /** Texts that are equal and not the same, as parsers make them. */
    private static String fresh(String text) {
        return new String(text.toCharArray());
    }

    private static PodFacts pod(String name, String node, String phase) {
        var container = new ContainerFacts(fresh("main"), fresh("order:1"), false, true, 0, "", true, null, null);
        return new PodFacts(
                meta(new ObjectKey(fresh("Pod"), fresh("shop"), fresh(name)), "1", owner()),
                fresh(phase),
                fresh(node),
                List.of(new KubeCondition("Ready", "True", "", "", SINCE)),
                List.of(container),
                new Resources(100, 200, 1),
                PodFacts.Placement.NONE,
                3);
    }

    private static ObjectKey owner() {
        return new ObjectKey(fresh(OWNER.kind()), fresh(OWNER.namespace()), fresh(OWNER.name()));
    }

    private static KubeMeta meta(ObjectKey key, String version, @Nullable ObjectKey controller) {
        return new KubeMeta(
                key,
                "uid-" + key.name(),
                version,
                SINCE,
                null,
                1,
                Map.of(fresh("app"), fresh("order")),
                Map.of(),
                controller);
    }

    @Test
    void pod_beginsBesideASibling_sharesWhatIsEqual() {
        PodFacts sibling = pod("order-7c6f9-a", "node-0", "Running");
        NodeFacts node = Facts.node("node-1");
        Joins held = Joins.of(List.of(sibling, node));
        PodFacts born = pod("order-7c6f9-b", "node-1", "Running");

        var shared = (PodFacts) Kinship.shared(born, null, held);

        assertThat(shared).isEqualTo(born);
        assertThat(shared.meta().labels()).isSameAs(sibling.meta().labels());
        assertThat(shared.meta().controller()).isSameAs(sibling.meta().controller());
        assertThat(shared.key().namespace()).isSameAs(sibling.key().namespace());
        assertThat(shared.containers()).isSameAs(sibling.containers());
        assertThat(shared.nodeName()).isSameAs(node.key().name());
    }

    @Test
    void pod_changes_keepsItsNewStateAndTheKeyThatIsHeld() {
        PodFacts older = pod("order-7c6f9-a", "node-0", "Running");
        PodFacts newer = pod("order-7c6f9-a", "node-0", "Failed");

        var shared = (PodFacts) Kinship.shared(newer, older, Joins.of(List.of(older)));

        assertThat(shared).isEqualTo(newer).isNotEqualTo(older);
        assertThat(shared.key()).isSameAs(older.key());
        assertThat(shared.isReady()).isTrue();
        assertThat(shared.condition("Ready").map(KubeCondition::since)).isEqualTo(Optional.of(SINCE));
    }

    @Test
    void slice_changes_sharesTheEndpointsThatStay() {
        var key = new ObjectKey("EndpointSlice", "shop", "order-1");
        var stays = new EndpointSliceFacts.Endpoint("order-a", "node-0", true, false);
        var goes = new EndpointSliceFacts.Endpoint("order-b", "node-0", true, false);
        var comes = new EndpointSliceFacts.Endpoint("order-c", "node-0", false, false);
        var older = new EndpointSliceFacts(meta(key, "1", null), "order", List.of(stays, goes));
        var again = new EndpointSliceFacts.Endpoint(fresh("order-a"), "node-0", true, false);
        var newer = new EndpointSliceFacts(meta(key, "2", null), "order", List.of(comes, again));

        var shared = (EndpointSliceFacts) Kinship.shared(newer, older, Joins.empty());

        assertThat(shared).isEqualTo(newer);
        assertThat(shared.endpoints().get(1)).isSameAs(stays);
    }
}
