package dev.strata.rulegen.dashboard;

import java.util.Objects;

/**
 * A way to another page.
 *
 * @param url absolute, or from Grafana's root on; may hold Grafana's variables
 * @param column the column of a table that carries it; empty for the whole panel
 */
public record Link(String title, String url, String column) {
    public Link {
        Objects.requireNonNull(title);
        Objects.requireNonNull(url);
        Objects.requireNonNull(column);
    }
}
