package dev.strata.rulegen.promql.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.promql.ast.Feature;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our parser and printers beside the real ones, on the test expressions of the pinned release. */
@Tag("real")
class OracleTest {
    @Test
    void corpus_underEachCombinationOfFeatures_isAnsweredAlike() {
        List<String> expressions = Oracle.cases().stream()
                .filter(Oracle.Case::isText)
                .map(Oracle.Case::text)
                .distinct()
                .toList();
        var comparison = new Comparison();
        for (Set<Feature> features : combinations()) {
            comparison.add(features, expressions);
        }
        System.out.println("[real] PromQL corpus, 16 combinations of features: " + comparison.summary());
        comparison.elsewhere.stream()
                .map(Comparison.Difference::expression)
                .distinct()
                .forEach(text -> System.out.println("[real]   other place: " + head(text)));
        assertThat(comparison.differences).isEmpty();
        assertThat(comparison.samePlace).isGreaterThanOrEqualTo(comparison.refused * 95 / 100);
    }

    @Test
    void randomExpressions_areAnsweredAlike() {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        Comparison comparison = Fuzz.run(Integer.getInteger("fuzz.count", 20_000), seed);
        System.out.println("[real] PromQL fuzz, seed " + seed + ": " + comparison.summary());
        assertThat(comparison.differences).as("seed %d", seed).isEmpty();
    }

    private static String head(String text) {
        String line = text.replace('\n', ' ');
        return line.length() > 100 ? line.substring(0, 100) + "..." : line;
    }

    private static List<Set<Feature>> combinations() {
        var all = new ArrayList<Set<Feature>>();
        Feature[] features = Feature.values();
        for (int bits = 0; bits < 1 << features.length; bits++) {
            Set<Feature> set = EnumSet.noneOf(Feature.class);
            for (int i = 0; i < features.length; i++) {
                if ((bits & (1 << i)) != 0) {
                    set.add(features[i]);
                }
            }
            all.add(set);
        }
        return all;
    }
}
