package dev.strata.rulegen.dashboard;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Panels under a heading.
 *
 * @param folded whether the panels are hidden, and ask nothing, until somebody opens the row
 * @param repeat the variable for each of whose values the row is shown once, or null
 */
public record Row(String title, boolean folded, @Nullable String repeat, List<Panel> panels) {
    public Row {
        Objects.requireNonNull(title);
        panels = List.copyOf(panels);
    }

    public static Row open(String title, List<Panel> panels) {
        return new Row(title, false, null, panels);
    }

    public static Row folded(String title, List<Panel> panels) {
        return new Row(title, true, null, panels);
    }
}
