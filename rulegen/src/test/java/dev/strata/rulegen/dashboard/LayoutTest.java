package dev.strata.rulegen.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strata.rulegen.dashboard.Layout.Place;
import dev.strata.rulegen.dashboard.Layout.PlacedPanel;
import dev.strata.rulegen.dashboard.Layout.PlacedRow;
import dev.strata.rulegen.dashboard.Panel.Kind;
import dev.strata.rulegen.dashboard.Panel.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final long SEED = 8_024L;
    private static final int PAGES = 500;

    private static Panel panel(String key, int width, int height) {
        return new Panel(
                key,
                key,
                "a description that is long enough for a panel",
                Kind.STAT,
                new Size(width, height),
                PanelStyle.plain("short", "no data"),
                List.of(PanelQuery.drawn("up", "")),
                List.of(),
                new TreeMap<>());
    }

    private static Dashboard page(List<Row> rows) {
        return new Dashboard("a-page", "A page", "", List.of(), "now-1h", List.of(), List.of(), rows);
    }

    private static Dashboard random(Random random) {
        var rows = new ArrayList<Row>();
        for (int r = 0; r < 1 + random.nextInt(5); r++) {
            var panels = new ArrayList<Panel>();
            for (int p = 0; p < random.nextInt(12); p++) {
                panels.add(panel(r + "-" + p, 1 + random.nextInt(24), 1 + random.nextInt(10)));
            }
            rows.add(new Row("row " + r, random.nextInt(3) == 0, null, panels));
        }
        return page(rows);
    }

    @Test
    void page_anyPanels_nothingOverlapsOrLeavesThePage() {
        System.out.println("seed " + SEED);
        var random = new Random(SEED);
        for (int i = 0; i < PAGES; i++) {
            var taken = new HashSet<String>();
            int top = -1;
            for (PlacedRow row : Layout.of(random(random))) {
                assertThat(row.place().y()).isGreaterThan(top);
                assertThat(row.place().width()).isEqualTo(24);
                take(taken, row.place());
                var home = row.row().folded() ? new HashSet<String>() : taken;
                for (PlacedPanel panel : row.panels()) {
                    assertThat(panel.place().y()).isGreaterThan(row.place().y());
                    take(home, panel.place());
                }
                top = row.place().y();
            }
        }
    }

    private static void take(Set<String> taken, Place place) {
        assertThat(place.x() + place.width()).isLessThanOrEqualTo(24);
        for (int x = place.x(); x < place.x() + place.width(); x++) {
            for (int y = place.y(); y < place.y() + place.height(); y++) {
                assertThat(taken.add(x + "/" + y)).isTrue();
            }
        }
    }

    @Test
    void numbers_panelAddedInFront_stayWhatTheyWere() {
        Panel old = panel("old", 12, 4);
        var before = numbers(page(List.of(Row.open("Now", List.of(old)))));
        var after = numbers(page(List.of(
                Row.open("New", List.of(panel("newer", 24, 4))), Row.open("Now", List.of(panel("new", 12, 4), old)))));
        assertThat(after).containsAllEntriesOf(before).hasSize(before.size() + 3);
    }

    private static Map<String, Integer> numbers(Dashboard page) {
        var numbers = new TreeMap<String, Integer>();
        for (PlacedRow row : Layout.of(page)) {
            numbers.put("row " + row.row().title(), row.number());
            row.panels().forEach(panel -> numbers.put(panel.panel().key(), panel.number()));
        }
        return numbers;
    }

    @Test
    void numbers_sameKeyTwice_isRefused() {
        Dashboard page = page(List.of(Row.open("Now", List.of(panel("a", 4, 4), panel("a", 4, 4)))));
        assertThatThrownBy(() -> Layout.of(page))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rename one");
    }

    @Test
    void panel_halfLine_nextRowBeginsBelowTheTallest() {
        List<PlacedRow> rows = Layout.of(page(List.of(
                Row.open("one", List.of(panel("a", 6, 9), panel("b", 6, 3))), Row.open("two", List.of()))));
        assertThat(rows.get(1).place()).isEqualTo(new Place(0, 10, 24, 1));
    }
}
