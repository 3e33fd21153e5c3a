package dev.strata.testbed.target;

import java.util.Map;

/** Kubernetes quantities as numbers. */
final class Quantity {
    private static final Map<String, Double> SUFFIXES = Map.ofEntries(
            Map.entry("m", 1e-3),
            Map.entry("k", 1e3),
            Map.entry("M", 1e6),
            Map.entry("G", 1e9),
            Map.entry("T", 1e12),
            Map.entry("Ki", 0x1p10),
            Map.entry("Mi", 0x1p20),
            Map.entry("Gi", 0x1p30),
            Map.entry("Ti", 0x1p40));

    private Quantity() {}

    /** Returns 0 for an empty text: nothing was said. */
    static double parse(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        int end = text.length();
        while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
            end--;
        }
        String suffix = text.substring(end);
        return Double.parseDouble(text.substring(0, end)) * SUFFIXES.getOrDefault(suffix, 1.0);
    }
}
