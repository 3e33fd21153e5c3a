package dev.strata.rulegen.dashboard;

import java.util.List;
import java.util.Objects;

/**
 * A dashboard.
 *
 * @param uid its address for ever: lower-case words with dashes, at most 40 characters
 */
public record Dashboard(
        String uid,
        String title,
        String description,
        List<String> tags,
        List<Variable> variables,
        List<Event> events,
        List<Row> rows) {
    public Dashboard {
        if (!uid.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("bad uid " + uid);
        }
        Objects.requireNonNull(title);
        tags = List.copyOf(tags);
        variables = List.copyOf(variables);
        events = List.copyOf(events);
        rows = List.copyOf(rows);
    }

    /**
     * A choice above the panels.
     *
     * @param metric the metric whose values of {@code label} can be chosen
     */
    public record Variable(String name, String title, String metric, String label) {}
}
