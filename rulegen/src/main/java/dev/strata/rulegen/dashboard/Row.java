package dev.strata.rulegen.dashboard;

import java.util.List;
import java.util.Objects;

/** Panels under a heading. */
public record Row(String title, List<Panel> panels) {
    public Row {
        Objects.requireNonNull(title);
        panels = List.copyOf(panels);
    }
}
