package dev.strata.rulegen.template;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a template may read.
 *
 * @param labels labels of the alert, those of the rule itself left out, as Prometheus has it
 * @param value value of the alert's expression
 * @param query answers to the {@code query} function, by PromQL text
 */
public record TemplateContext(
        SortedMap<String, String> labels, double value, Function<String, List<TemplateSample>> query) {
    public TemplateContext {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
}
