package dev.strata.rulegen.dashboard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Places panels from the top left to the bottom right. Nothing overlaps, nothing is left to Grafana's gravity; panels of a
 * folded row lie below its heading and take no room of the page.
 */
public final class Layout {
    /** Width of the page. */
    public static final int COLUMNS = 24;

    private final String uid;
    private final Set<Integer> numbers = new HashSet<>();
    private int top;

    private Layout(String uid) {
        this.uid = uid;
    }

    /** Where something lies. */
    public record Place(int x, int y, int width, int height) {}

    /** A heading with its number and its panels. */
    public record PlacedRow(Row row, int number, Place place, List<PlacedPanel> panels) {
        public PlacedRow {
            panels = List.copyOf(panels);
        }
    }

    /** A panel with its number. */
    public record PlacedPanel(Panel panel, int number, Place place) {}

    /** The rows of a dashboard from top to bottom. */
    public static List<PlacedRow> of(Dashboard dashboard) {
        var layout = new Layout(dashboard.uid());
        return dashboard.rows().stream().map(layout::place).toList();
    }

    private PlacedRow place(Row row) {
        Place heading = new Place(0, top, COLUMNS, 1);
        int number = unique(PanelNumber.ofRow(uid, row.title()), row.title());
        top++;
        int below = top;
        var panels = new ArrayList<PlacedPanel>();
        int left = 0;
        int tallest = 0;
        for (Panel panel : row.panels()) {
            int width = panel.size().width();
            if (left + width > COLUMNS) {
                below += tallest;
                left = 0;
                tallest = 0;
            }
            int own = unique(PanelNumber.of(uid, panel.key()), panel.key());
            panels.add(new PlacedPanel(
                    panel, own, new Place(left, below, width, panel.size().height())));
            left += width;
            tallest = Math.max(tallest, panel.size().height());
        }
        if (!row.folded()) {
            top = below + tallest;
        }
        return new PlacedRow(row, number, heading, panels);
    }

    private int unique(int number, String key) {
        if (!numbers.add(number)) {
            throw new IllegalStateException("two panels of " + uid + " get the number of " + key + ": rename one");
        }
        return number;
    }
}
