package dev.strata.rulegen.dashboard;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One query of a panel. Tables and stats ask for the newest value only.
 *
 * @param text PromQL with Grafana's variables, which is no PromQL before Grafana has filled it in: hence a text
 * @param legend names labels in double braces
 * @param column what the value is called in a table of several queries, else null
 */
public record PanelQuery(
        String text, String legend, @Nullable Column column) {
    public PanelQuery {
        Objects.requireNonNull(text);
        Objects.requireNonNull(legend);
    }

    /** A query that is drawn. */
    public static PanelQuery drawn(String text, String legend) {
        return new PanelQuery(text, legend, null);
    }

    /** A value column of a table; rows of all queries that agree in their labels become one. */
    public record Column(String name, PanelStyle style) {}
}
