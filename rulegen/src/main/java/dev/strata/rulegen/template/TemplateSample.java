package dev.strata.rulegen.template;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** One element of what {@code query} returns. */
public record TemplateSample(SortedMap<String, String> labels, double value) {
    public TemplateSample {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
}
