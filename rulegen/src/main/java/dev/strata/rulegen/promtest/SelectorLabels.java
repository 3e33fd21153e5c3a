package dev.strata.rulegen.promtest;

import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.StringLiteral;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Labels of series that an expression would find. */
final class SelectorLabels {
    private SelectorLabels() {}

    /** The labels that are needed and those that the selector asks for. */
    static SortedMap<String, String> of(VectorSelector selector, Scope scope) throws NotInvertible {
        var labels = new TreeMap<>(scope.labels());
        for (LabelMatcher matcher : selector.matchers()) {
            var alone = VectorSelector.of("x", matcher);
            if (SeriesText.matches(alone, labels)) {
                continue;
            }
            Optional<SortedMap<String, String>> guess = SeriesText.labels(alone);
            if (guess.isPresent() && !guess.get().isEmpty()) {
                labels.putAll(guess.get());
            } else {
                labels.put(matcher.label(), "some-" + matcher.label());
            }
        }
        labels.remove(LabelMatcher.METRIC_NAME);
        if (selector.metricName().isEmpty() || !SeriesText.matches(selector, labels)) {
            throw new NotInvertible("a selector beyond guessing");
        }
        return labels;
    }

    /** Values that labels must have because the expression says so somewhere. */
    static Map<String, String> fixed(Expr root) {
        var fixed = new TreeMap<String, String>();
        ExprFold.forEach(root, node -> {
            if (node instanceof VectorSelector selector) {
                SeriesText.labels(selector).ifPresent(labels -> labels.forEach(fixed::putIfAbsent));
            } else if (node instanceof Call call
                    && call.function().equals("label_replace")
                    && call.arguments().get(1) instanceof StringLiteral target
                    && call.arguments().get(2) instanceof StringLiteral value
                    && call.arguments().get(3) instanceof StringLiteral source
                    && source.value().isEmpty()) {
                fixed.putIfAbsent(target.value(), value.value());
            }
        });
        return fixed;
    }
}
