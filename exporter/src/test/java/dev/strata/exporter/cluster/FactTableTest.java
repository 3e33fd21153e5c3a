package dev.strata.exporter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FactTableTest {

    @Test
    void with_randomChanges_equalsSortedMap() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var expected = new TreeMap<ObjectKey, PodFacts>();
        FactTable<PodFacts> table = FactTable.empty();
        for (int round = 0; round < 200; round++) {
            var changes = new HashMap<ObjectKey, Optional<PodFacts>>();
            for (int i = random.nextInt(8); i > 0; i--) {
                PodFacts pod = Facts.pod("ns-" + random.nextInt(5), "p-" + random.nextInt(12), Map.of(), null);
                changes.put(pod.key(), random.nextBoolean() ? Optional.of(pod) : Optional.empty());
            }
            changes.forEach(
                    (key, change) -> change.ifPresentOrElse(pod -> expected.put(key, pod), () -> expected.remove(key)));
            table = table.with(changes);
            assertThat(table.all()).containsExactlyElementsOf(expected.values());
            for (int n = 0; n < 6; n++) {
                String namespace = "ns-" + n;
                assertThat(table.in(namespace))
                        .containsExactlyElementsOf(expected.values().stream()
                                .filter(p -> p.key().namespace().equals(namespace))
                                .toList());
            }
        }
        for (PodFacts pod : expected.values()) {
            assertThat(table.find(pod.key())).containsSame(pod);
        }
        assertThat(table.find(new ObjectKey("Pod", "ns-9", "p"))).isEmpty();
    }

    @Test
    void with_change_leavesOlderTableAlone() {
        FactTable<NodeFacts> older = FactTable.of(List.of(Facts.node("b"), Facts.node("a")));

        FactTable<NodeFacts> newer = older.with(Map.of(ObjectKey.of("Node", "a"), Optional.empty()));

        assertThat(older.all()).extracting(n -> n.key().name()).containsExactly("a", "b");
        assertThat(newer.all()).extracting(n -> n.key().name()).containsExactly("b");
    }
}
