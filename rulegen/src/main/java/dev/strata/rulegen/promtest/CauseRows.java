package dev.strata.rulegen.promtest;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.MetricFamilies;
import dev.strata.rulegen.compile.CauseSentence;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.promql.parse.PromqlParser;
import dev.strata.rulegen.promtest.PromtestGroup.Input;
import dev.strata.rulegen.template.TemplateSample;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The exporter's explanations in a test: as series for promtool, and as the answers that promtool will find when it
 * renders the texts. Only the one question of {@link CauseSentence} is understood.
 */
final class CauseRows {
    private CauseRows() {}

    /** Two explanations of a finding, of which only the first is the best. */
    static List<TemplateSample> sure(Map<String, String> identity) {
        return List.of(
                row(identity, "application", "dependency_slow", "Service", "payments", 0.9),
                row(identity, "cluster", "node_not_ready", "Node", "", 0.6));
    }

    /** One explanation that is too weak to be named. */
    static List<TemplateSample> unsure(Map<String, String> identity) {
        return List.of(row(identity, "application", "dependency_slow", "Service", "payments", 0.4));
    }

    private static TemplateSample row(
            Map<String, String> identity, String layer, String signal, String kind, String service, double confidence) {
        var labels = new TreeMap<>(identity);
        labels.put(LabelName.CAUSE_LAYER, layer);
        labels.put(LabelName.CAUSE_SIGNAL, signal);
        labels.put(LabelName.CAUSE_KIND, kind);
        labels.put(LabelName.CAUSE_NAME, service.isEmpty() ? "worker-1" : service);
        if (!service.isEmpty()) {
            labels.put(LabelName.CAUSE_NAMESPACE, "shop");
        }
        return new TemplateSample(labels, confidence);
    }

    static List<Input> inputs(List<TemplateSample> rows, int samples) {
        return rows.stream()
                .map(row -> SeriesText.input(
                        MetricFamilies.SIGNAL_CAUSE_CONFIDENCE.name(),
                        row.labels(),
                        SeriesText.flat(BigDecimal.valueOf(row.value()), samples)))
                .toList();
    }

    /** Of which finding the question of {@link CauseSentence} asks the causes; empty when it is another question. */
    static Optional<Map<String, String>> identity(String query) {
        return selector(query).map(selector -> {
            var identity = new TreeMap<String, String>();
            selector.matchers().stream()
                    .filter(matcher -> !matcher.value().isEmpty())
                    .forEach(matcher -> identity.put(matcher.label(), matcher.value()));
            return identity;
        });
    }

    private static Optional<VectorSelector> selector(String query) {
        var selectors = new ArrayList<VectorSelector>();
        ExprFold.forEach(PromqlParser.create().parse(query).expr(), node -> {
            if (node instanceof VectorSelector selector) {
                selectors.add(selector);
            }
        });
        boolean known = selectors.size() == 1
                && selectors.get(0).metricName().equals(MetricFamilies.SIGNAL_CAUSE_CONFIDENCE.name());
        return known ? Optional.of(selectors.get(0)) : Optional.empty();
    }

    /** What the server answers to the question of {@link CauseSentence}, given all rows of the test. */
    static List<TemplateSample> answer(String query, List<TemplateSample> rows) {
        VectorSelector selector = selector(query)
                .orElseThrow(() -> new IllegalArgumentException("tests cannot answer the query " + query));
        return rows.stream()
                .filter(row -> SeriesText.matches(selector, row.labels()))
                .filter(row -> row.value() >= CauseSentence.CONFIDENCE.doubleValue())
                .max(Comparator.comparingDouble(TemplateSample::value))
                .map(row -> List.of(new TemplateSample(causeOnly(row), row.value())))
                .orElse(List.of());
    }

    private static SortedMap<String, String> causeOnly(TemplateSample row) {
        var labels = new TreeMap<>(row.labels());
        labels.keySet().removeIf(label -> !label.startsWith("cause_"));
        return labels;
    }
}
