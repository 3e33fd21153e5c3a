package dev.strata.catalog;

import java.util.List;

/**
 * One family of the exporter's {@code /metrics}.
 *
 * @param name full name as a query spells it ({@code _total} and {@code _info} included)
 * @param labels label names in the order of the documentation
 * @param help for the person on call; ends up in the exposition
 */
public record MetricFamily(String name, MetricType type, List<String> labels, String help) {

    public MetricFamily {
        labels = List.copyOf(labels);
    }
}
