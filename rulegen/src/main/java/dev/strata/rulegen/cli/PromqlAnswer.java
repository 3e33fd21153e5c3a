package dev.strata.rulegen.cli;

import dev.strata.rulegen.definition.Targets;
import dev.strata.rulegen.diagnostic.Diagnostic;
import dev.strata.rulegen.diagnostic.Excerpt;
import dev.strata.rulegen.diagnostic.SourceFile;
import dev.strata.rulegen.metric.MetricIndex;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.Feature;
import dev.strata.rulegen.promql.infer.Description;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.promql.infer.MentionedLabels;
import dev.strata.rulegen.promql.infer.Surroundings;
import dev.strata.rulegen.promql.parse.PromqlParser;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * All that can be said of one expression without a server.
 *
 * @param sound the tree with what is known of its result, null when Prometheus refuses the expression
 */
record PromqlAnswer(@Nullable Sound sound, List<Diagnostic> diagnostics) {

    /**
     * An expression that Prometheus accepts.
     *
     * @param mentioned names of labels that the expression or the schema of its metrics names
     */
    record Sound(Expr tree, Description description, SortedSet<String> mentioned) {
        /** Labels that no element has: those known to be missing, and of a closed result all others that were named. */
        List<String> excluded() {
            var labels = description.labels();
            return mentioned.stream()
                    .filter(label -> labels.fact(label).isNever())
                    .toList();
        }
    }

    /** Asks the same questions of many expressions. */
    static final class Source {
        private static final MetricIndex METRICS = MetricIndex.standard();
        private static final Surroundings SURROUNDINGS =
                new Surroundings(Targets.DEFAULT.scrapeInterval(), Set.of("cluster"));

        private final PromqlParser parser;
        /** What is found may rest on the index; what is said of the result holds for any data. */
        private final Inference finding = Inference.of(METRICS, SURROUNDINGS);

        private final Inference describing = Inference.of(METRICS.unsure(), SURROUNDINGS);

        Source(Set<Feature> features) {
            parser = PromqlParser.withFeatures(features);
        }

        PromqlAnswer ask(SourceFile file) {
            return ask(Excerpt.whole(file));
        }

        /** The places are those of the file around it. */
        PromqlAnswer ask(Excerpt excerpt) {
            SourceFile file = excerpt.file();
            PromqlParser.Result parsed = parser.parse(excerpt);
            Expr tree = parsed.tree();
            if (tree == null) {
                return new PromqlAnswer(null, parsed.diagnostics());
            }
            Description description = describing.infer(tree).description();
            List<Diagnostic> found = finding.infer(tree).findings().stream()
                    .map(one -> one.in(file))
                    .sorted(Comparator.comparingInt(
                            (Diagnostic one) -> one.span().start()))
                    .toList();
            return new PromqlAnswer(
                    new Sound(tree, description, MentionedLabels.of(tree, description, METRICS)), found);
        }
    }

    boolean isOk() {
        return sound != null;
    }
}
