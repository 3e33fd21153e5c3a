package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.StringLiteral;
import dev.strata.rulegen.promql.ast.VectorMatching;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The names of labels that an expression has to do with: those it writes, and those its metrics are known to have. */
public final class MentionedLabels {
    /** Functions of which some text arguments are names of labels; the index of the first, and the step to the next. */
    private static final Set<String> LABEL_FUNCTIONS = Set.of("label_replace", "label_join", "histogram_quantiles");

    private MentionedLabels() {}

    /** Sorted; the metric's name is always among them. */
    public static SortedSet<String> of(Expr expr, Description description, MetricSchema schema) {
        var names = new TreeSet<>(description.labels().named().keySet());
        names.add(LabelMatcher.METRIC_NAME);
        ExprFold.forEach(expr, node -> collect(node, schema, names));
        names.remove("");
        return Collections.unmodifiableSortedSet(names);
    }

    private static void collect(Expr node, MetricSchema schema, SortedSet<String> names) {
        if (node instanceof VectorSelector selector) {
            selector.allMatchers().forEach(matcher -> names.add(matcher.label()));
            schema.find(selector.metricName())
                    .ifPresent(facts -> names.addAll(facts.labels().named().keySet()));
        } else if (node instanceof AggregateExpr aggregate) {
            names.addAll(aggregate.grouping().labels());
            if (aggregate.parameter() instanceof StringLiteral label) {
                names.add(label.value());
            }
        } else if (node instanceof BinaryExpr binary) {
            VectorMatching matching = binary.matching();
            if (matching != null) {
                names.addAll(matching.labels());
                names.addAll(matching.include());
            }
        } else if (node instanceof Call call && LABEL_FUNCTIONS.contains(call.function())) {
            collectTexts(call, names);
        }
    }

    private static void collectTexts(Call call, SortedSet<String> names) {
        int index = 0;
        for (Expr argument : call.arguments()) {
            boolean name = switch (call.function()) {
                case "label_replace" -> index == 1 || index == 3;
                case "label_join" -> index == 1 || index > 2;
                default -> index == 1;
            };
            if (name && argument instanceof StringLiteral text) {
                names.add(text.value());
            }
            index++;
        }
    }
}
