package dev.strata.rulegen.promql.oracle;

import dev.strata.rulegen.promql.ast.Feature;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.promql.infer.MetricSchema;
import dev.strata.rulegen.promql.infer.Surroundings;
import dev.strata.rulegen.promql.parse.PromqlParser;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** As a program: what it takes to parse, and to infer, one expression of the real engine's own tests, warm. */
final class ParseBench {
    private static final int ROUNDS = 60;
    private static final int COUNTED = 15;

    private ParseBench() {}

    public static void main(String[] arguments) {
        List<String> expressions = Oracle.cases().stream()
                .filter(one -> one.source().equals("promqltest"))
                .map(Oracle.Case::text)
                .toList();
        PromqlParser parser = PromqlParser.withFeatures(EnumSet.allOf(Feature.class));
        Inference inference = Inference.of(MetricSchema.EMPTY, Surroundings.UNKNOWN);
        double parse = micros(expressions, text -> parser.parse(text).isOk());
        double both = micros(expressions, text -> {
            PromqlParser.Result result = parser.parse(text);
            return result.isOk()
                    && !inference
                            .infer(result.expr())
                            .description()
                            .labels()
                            .named()
                            .isEmpty();
        });
        System.out.printf(
                Locale.ROOT,
                "%d expressions, median of %d rounds: parse %.1f us, parse and infer %.1f us each%n",
                expressions.size(),
                COUNTED,
                parse,
                both);
    }

    private interface Work {
        boolean run(String text);
    }

    private static double micros(List<String> expressions, Work work) {
        double[] rounds = new double[COUNTED];
        long done = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (String text : expressions) {
                done += work.run(text) ? 1 : 0;
            }
            double micros = (System.nanoTime() - start) / 1000.0 / expressions.size();
            if (round >= ROUNDS - COUNTED) {
                rounds[round - (ROUNDS - COUNTED)] = micros;
            }
        }
        if (done == 0) {
            throw new IllegalStateException("nothing was parsed");
        }
        java.util.Arrays.sort(rounds);
        return rounds[COUNTED / 2];
    }
}
