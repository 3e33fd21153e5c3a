package dev.strata.exporter.measurement;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** One element of an instant vector. */
public record Sample(Map<String, String> labels, double value) {

    public Sample {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** The label's value, empty text where it is missing, as Prometheus has it. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
