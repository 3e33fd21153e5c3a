package dev.strata.rulegen.dashboard;

import java.util.List;
import java.util.Objects;

/**
 * A dashboard.
 *
 * @param uid its address for ever: lower-case words with dashes, at most 40 characters
 * @param from how far back it looks when it is opened, such as {@code now-6h}
 */
public record Dashboard(
        String uid,
        String title,
        String description,
        List<String> tags,
        String from,
        List<Variable> variables,
        List<Event> events,
        List<Row> rows) {
    public Dashboard {
        if (!uid.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("bad uid " + uid);
        }
        Objects.requireNonNull(title);
        Objects.requireNonNull(from);
        tags = List.copyOf(tags);
        variables = List.copyOf(variables);
        events = List.copyOf(events);
        rows = List.copyOf(rows);
    }

    /** All panels, those of folded rows too, in the order of the page. */
    public List<Panel> panels() {
        return rows.stream().flatMap(row -> row.panels().stream()).toList();
    }

    /**
     * A choice above the panels. More than one value can be chosen; all of them are at first.
     *
     * @param query what Grafana asks for the values, such as {@code label_values(up, cluster)}
     * @param all the regular expression that stands for all values; {@code .*} also matches series without the label
     */
    public record Variable(String name, String title, String query, String all) {}
}
