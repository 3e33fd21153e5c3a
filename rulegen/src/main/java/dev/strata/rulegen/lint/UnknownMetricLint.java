package dev.strata.rulegen.lint;

import dev.strata.rulegen.diagnostic.Nearest;
import dev.strata.rulegen.metric.KnownMetric;
import dev.strata.rulegen.metric.MetricIndex;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.rule.AlertingRule;
import java.util.Optional;
import java.util.Set;

/** A metric or label that nobody exports makes an alert that never fires. */
final class UnknownMetricLint implements Lint {
    /** What inference finds too. */
    static final Set<String> FINDINGS = Set.of("metric/unknown", "label/unknown");

    /** What a scrape calls a label of the exporter that the target has too. */
    private static final String EXPORTED = "exported_";

    private final MetricIndex index;

    UnknownMetricLint(MetricIndex index) {
        this.index = index;
    }

    @Override
    public String id() {
        return "unknown-metric";
    }

    @Override
    public void check(AlertingRule rule, Inference.Result inferred, Report report) {
        ExprFold.forEach(rule.expr(), node -> {
            if (node instanceof VectorSelector selector) {
                check(selector, report);
            }
        });
    }

    private void check(VectorSelector selector, Report report) {
        String name = selector.metricName();
        Optional<KnownMetric> known = index.byName(name);
        if (known.isEmpty() && index.shouldKnow(name)) {
            String hint = Nearest.hint(name, index.names()).orElse(null);
            report.error(selector.span(), "no exporter has the metric \"" + name + "\"", hint);
        }
        if (known.isPresent() && !known.get().open()) {
            selector.matchers().forEach(matcher -> check(matcher, known.get(), report));
        }
    }

    private static void check(LabelMatcher matcher, KnownMetric metric, Report report) {
        String label =
                matcher.label().startsWith(EXPORTED) ? matcher.label().substring(EXPORTED.length()) : matcher.label();
        boolean known = MetricIndex.isAdded(label) || metric.labels().contains(label);
        if (!known) {
            String hint = Nearest.hint(matcher.label(), metric.labels())
                    .orElse("its labels: " + String.join(", ", metric.labels()));
            String message = "the metric \"" + metric.name() + "\" has no label \"" + matcher.label() + "\"";
            report.error(matcher.span(), message, hint);
        }
    }
}
