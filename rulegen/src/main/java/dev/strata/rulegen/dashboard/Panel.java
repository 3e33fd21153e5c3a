package dev.strata.rulegen.dashboard;

import java.util.List;
import java.util.Objects;

/**
 * One panel.
 *
 * @param key stable name inside the dashboard, from which its number is made; unique
 * @param description what it shows, why it matters and where limits come from; at least 40 characters
 * @param width in columns of 24
 * @param height in Grafana's units of 30 pixels
 */
public record Panel(
        String key,
        String title,
        String description,
        Kind kind,
        int width,
        int height,
        PanelStyle style,
        List<PanelQuery> queries) {

    /** How a panel shows its numbers. */
    public enum Kind {
        STAT("stat"),
        STATE_TIMELINE("state-timeline"),
        TABLE("table"),
        TIME_SERIES("timeseries");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** Grafana's word. */
        public String id() {
            return id;
        }
    }

    public Panel {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(style);
        queries = List.copyOf(queries);
        boolean fits = width >= 1 && width <= 24 && height >= 1;
        if (!fits || description.length() < 40 || queries.isEmpty() || queries.size() > 26) {
            throw new IllegalArgumentException("panel " + key + " breaks the rules of panels");
        }
    }
}
