package dev.strata.rulegen.dashboard;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One panel.
 *
 * @param key stable name inside the dashboard, from which its number is made; unique
 * @param description what it shows, why it matters and where limits come from, at least 40 characters; of a text
 *     panel, the text
 * @param exceptions what a lint would say about it and is meant so: reasons by the names of lints
 */
public record Panel(
        String key,
        String title,
        String description,
        Kind kind,
        Size size,
        PanelStyle style,
        List<PanelQuery> queries,
        List<Link> links,
        SortedMap<String, String> exceptions) {
    private static final int SHORTEST_DESCRIPTION = 40;
    private static final int MOST_QUERIES = 26;

    /** How a panel shows its numbers. */
    public enum Kind {
        STAT("stat"),
        STATE_TIMELINE("state-timeline"),
        TABLE("table"),
        TEXT("text"),
        TIME_SERIES("timeseries");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** Grafana's word. */
        public String id() {
            return id;
        }

        /** Whether only the newest values are asked for. */
        public boolean newestOnly() {
            return this == STAT || this == TABLE;
        }
    }

    /**
     * How much room it takes.
     *
     * @param width in columns of 24
     * @param height in Grafana's units of 30 pixels
     */
    public record Size(int width, int height) {
        public Size {
            if (width < 1 || width > Layout.COLUMNS || height < 1) {
                throw new IllegalArgumentException("no panel is " + width + " by " + height);
            }
        }
    }

    public Panel {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(size);
        Objects.requireNonNull(style);
        queries = List.copyOf(queries);
        links = List.copyOf(links);
        exceptions = Collections.unmodifiableSortedMap(new TreeMap<>(exceptions));
        boolean asks = kind == Kind.TEXT ? queries.isEmpty() : !queries.isEmpty() && queries.size() <= MOST_QUERIES;
        if (!asks || description.length() < SHORTEST_DESCRIPTION) {
            throw new IllegalArgumentException("panel " + key + " breaks the rules of panels");
        }
    }
}
