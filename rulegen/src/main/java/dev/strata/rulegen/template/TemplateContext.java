package dev.strata.rulegen.template;

import java.time.Instant;
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
 * @param query answers to the {@code query} function, by PromQL text; an {@link IllegalArgumentException} is an error
 *     of the query
 * @param externalLabels labels that the server adds to what it sends
 * @param externalUrl where the server says that it can be reached
 * @param now the time of the evaluation
 */
public record TemplateContext(
        SortedMap<String, String> labels,
        double value,
        Function<String, List<TemplateSample>> query,
        SortedMap<String, String> externalLabels,
        String externalUrl,
        Instant now) {
    public TemplateContext {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        externalLabels = Collections.unmodifiableSortedMap(new TreeMap<>(externalLabels));
    }

    /** A server without external labels and address, at the beginning of time, as in promtool's tests. */
    public TemplateContext(
            SortedMap<String, String> labels, double value, Function<String, List<TemplateSample>> query) {
        this(labels, value, query, new TreeMap<>(), "", Instant.EPOCH);
    }
}
