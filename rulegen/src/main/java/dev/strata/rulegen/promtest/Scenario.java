package dev.strata.rulegen.promtest;

import dev.strata.rulegen.promtest.PromtestGroup.Input;
import dev.strata.rulegen.template.TemplateSample;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One cluster of a test; all clusters of a test live beside each other.
 *
 * @param labels those of the condition's result, which the texts of the alert see
 * @param value that of the condition's result
 * @param causes rows of the exporter that explain the finding
 */
record Scenario(
        boolean fires, SortedMap<String, String> labels, double value, List<Input> input, List<TemplateSample> causes) {
    Scenario {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        input = List.copyOf(input);
        causes = List.copyOf(causes);
    }
}
