package dev.strata.exporter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PairMapTest {

    @Test
    void of_anyPairs_equalsASortedMap() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var expected = new TreeMap<String, String>();
            for (int i = random.nextInt(6); i > 0; i--) {
                expected.put("name-" + random.nextInt(9), "value-" + random.nextInt(3));
            }
            Map<String, String> pairs = PairMap.of(expected);

            assertThat(pairs).isEqualTo(expected).hasSameHashCodeAs(expected);
            assertThat(expected).isEqualTo(pairs);
            assertThat(pairs.toString()).isEqualTo(expected.toString());
            assertThat(pairs.entrySet()).containsExactlyElementsOf(expected.entrySet());
            for (int i = 0; i < 9; i++) {
                assertThat(pairs.get("name-" + i)).isEqualTo(expected.get("name-" + i));
                assertThat(pairs.containsKey("name-" + i)).isEqualTo(expected.containsKey("name-" + i));
            }
            assertThat(PairMap.of(new TreeMap<>(expected))).isEqualTo(pairs);
        }
    }

    @Test
    void of_twoWithOtherValues_differ() {
        assertThat(PairMap.of(Map.of("a", "1"))).isNotEqualTo(PairMap.of(Map.of("a", "2")));
        assertThat(PairMap.of(Map.of("a", "1"))).isNotEqualTo(PairMap.of(Map.of("b", "1")));
    }

    @Test
    void of_cannotBeChanged_norReadBeyondItsEnd() {
        Map<String, String> pairs = PairMap.of(Map.of("a", "1"));
        Iterator<String> names = pairs.keySet().iterator();
        names.next();

        assertThatThrownBy(names::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> pairs.put("b", "2")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(pairs::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
