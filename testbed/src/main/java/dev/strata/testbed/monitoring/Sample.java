package dev.strata.testbed.monitoring;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One element of an instant vector; the metric's name is the label {@code __name__}. */
public record Sample(SortedMap<String, String> labels, double value) {
    public Sample {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    static Sample of(Map<String, String> labels, double value) {
        return new Sample(new TreeMap<>(labels), value);
    }

    /** Returns the label's value, empty where it is absent, as PromQL has it. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
