package dev.strata.rulegen.promql.oracle;

import dev.strata.rulegen.promql.ast.Feature;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Compares our parser with the real one on random expressions.
 *
 * <p>As a program: count and seed as arguments; exit code 1 when there is a difference.
 */
final class Fuzz {
    private static final int BATCH = 2_000;

    private Fuzz() {}

    static Comparison run(int count, long seed) {
        var random = new Random(seed);
        var generator = new Generator(random);
        List<String> sources = Oracle.cases().stream()
                .filter(Oracle.Case::isText)
                .map(Oracle.Case::text)
                .filter(text -> text.length() < 3000)
                .toList();
        var comparison = new Comparison();
        while (comparison.asked < count) {
            int size = Math.min(BATCH, count - comparison.asked);
            var expressions = new ArrayList<String>(size);
            for (int i = 0; i < size; i++) {
                expressions.add(
                        random.nextBoolean()
                                ? wellFormed(generator.damaged(sources))
                                : wellFormed(generator.grown(1 + random.nextInt(4))));
            }
            comparison.add(features(random), expressions);
        }
        return comparison;
    }

    private static Set<Feature> features(Random random) {
        if (random.nextInt(3) == 0) {
            return EnumSet.allOf(Feature.class);
        }
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            if (random.nextBoolean()) {
                features.add(feature);
            }
        }
        return features;
    }

    /** Cutting can leave half a surrogate pair, which cannot be sent. */
    private static String wellFormed(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().filter(c -> c < 0xD800 || c > 0xDFFF).forEach(out::appendCodePoint);
        return out.toString();
    }

    public static void main(String[] arguments) {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        Comparison comparison = run(count, seed);
        comparison.differences.stream().limit(40).forEach(System.out::println);
        if (Boolean.getBoolean("fuzz.places")) {
            comparison.elsewhere.stream().limit(400).forEach(System.out::println);
        }
        System.out.println("PromQL fuzz, seed " + seed + ": " + comparison.summary());
        System.exit(comparison.differences.isEmpty() ? 0 : 1);
    }
}
