package dev.strata.rulegen.inspect;

import dev.strata.rulegen.dashboard.Units;
import dev.strata.rulegen.diagnostic.Diagnostic.Level;
import dev.strata.rulegen.diagnostic.Nearest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Lints that look at each panel by itself, and at the places of all of them. */
final class PanelLints {
    private static final int COLUMNS = 24;

    private PanelLints() {}

    static List<DashboardLint> all() {
        return List.of(
                forEach("dash-text", PanelLints::text),
                forEach("dash-unit", PanelLints::unit),
                forEach("dash-no-query", PanelLints::queries),
                forEach("dash-ref-id", PanelLints::references),
                forEach("dash-datasource", PanelLints::datasource),
                forEach("dash-thresholds", PanelLints::thresholds),
                new Whole("dash-panel-id", PanelLints::numbers),
                new Whole("dash-overlap", PanelLints::overlap));
    }

    private record Whole(String id, BiConsumer<DashboardText, DashboardLint.Report> question) implements DashboardLint {
        @Override
        public void check(DashboardText dashboard, Report report) {
            question.accept(dashboard, report);
        }
    }

    private static DashboardLint forEach(String id, BiConsumer<JsonValue, DashboardLint.Report> question) {
        return new Whole(
                id,
                (dashboard, report) -> dashboard.panels().stream()
                        .filter(DashboardText::isChart)
                        .forEach(panel -> question.accept(panel, report)));
    }

    private static void text(JsonValue panel, DashboardLint.Report report) {
        String title = panel.text("title");
        if (title.isBlank()) {
            report.warning(panel, title, "a panel has no title", "say in a few words what it shows");
        }
        if (panel.text("description").isBlank()) {
            report.warning(
                    panel,
                    title,
                    "the panel \"" + title + "\" has no description",
                    "say what it shows, why it matters and where its limits come from");
        }
    }

    private static void unit(JsonValue panel, DashboardLint.Report report) {
        JsonValue defaults = panel.at("fieldConfig", "defaults").orElse(panel);
        boolean words = !defaults.list("mappings").isEmpty();
        boolean words2 = panel.at("options", "reduceOptions", "fields")
                .flatMap(JsonValue::text)
                .filter(fields -> !fields.isEmpty())
                .isPresent();
        boolean named = !defaults.text("unit").isBlank()
                || !panel.list("yaxes").isEmpty()
                || !panel.text("format").isBlank()
                || isOfAxis(panel, "options", "yAxis", "unit")
                || isOfAxis(panel, "yAxis", "format");
        boolean columns = panel.list("fieldConfig", "overrides").stream()
                .flatMap(override -> override.list("properties").stream())
                .anyMatch(property -> property.text("id").equals("unit"));
        if (!named && !words && !words2 && !columns && !panel.text("type").equals("logs")) {
            report.warning(
                    panel,
                    panel.text("title"),
                    "the panel \"" + panel.text("title") + "\" has no unit",
                    "set a unit, or words for its values");
        }
        defaults.get("unit").ifPresent(place -> {
            String name = place.text().orElse("");
            if (!name.isBlank() && GrafanaText.variables(name).isEmpty() && !Units.isKnown(name)) {
                report.warning(
                        place,
                        panel.text("title"),
                        "Grafana has no unit \"" + name + "\": it stands behind the number as it is",
                        Nearest.hint(name, Units.all()).orElse("write suffix:" + name + " if that is meant"));
            }
        });
    }

    /** Heat maps have their unit at the axis, older ones in another place. */
    private static boolean isOfAxis(JsonValue panel, String... path) {
        return panel.at(path)
                .flatMap(JsonValue::text)
                .filter(unit -> !unit.isBlank())
                .isPresent();
    }

    private static void queries(JsonValue panel, DashboardLint.Report report) {
        if (panel.list("targets").isEmpty()) {
            report.warning(panel, panel.text("title"), "the panel \"" + panel.text("title") + "\" asks nothing", null);
        }
    }

    private static void references(JsonValue panel, DashboardLint.Report report) {
        var seen = new HashSet<String>();
        for (JsonValue target : panel.list("targets")) {
            String reference = target.text("refId");
            if (reference.isEmpty()) {
                report.warning(target, panel.text("title"), "a query has no refId", "call it A, B, C ...");
            } else if (!seen.add(reference)) {
                report.error(target, panel.text("title"), "two queries of a panel are called " + reference, null);
            }
        }
    }

    private static void datasource(JsonValue panel, DashboardLint.Report report) {
        JsonValue source = panel.get("datasource").orElse(panel);
        String name = source.text().orElse(source.text("uid"));
        boolean special = Set.of("-- Mixed --", "-- Dashboard --", "-- Grafana --", "grafana", "datasource")
                .contains(name);
        if (!special && GrafanaText.variables(name).isEmpty()) {
            String found = name.isEmpty() ? "the default one" : "\"" + name + "\"";
            report.warning(
                    source,
                    panel.text("title"),
                    "the data source of the panel \"" + panel.text("title") + "\" is " + found + ", not a variable",
                    "use a variable of the type datasource, so that the dashboard works on other servers");
        }
    }

    private static void thresholds(JsonValue panel, DashboardLint.Report report) {
        Double before = null;
        boolean first = true;
        for (JsonValue step : panel.list("fieldConfig", "defaults", "thresholds", "steps")) {
            var value = step.get("value").map(JsonValue::number).filter(number -> number.isPresent());
            if (value.isPresent()) {
                double now = value.get().getAsDouble();
                if (before != null && now <= before) {
                    report.error(
                            step, panel.text("title"), "thresholds do not rise: " + now + " after " + before, null);
                }
                before = now;
            } else if (!first) {
                report.error(step, panel.text("title"), "only the first threshold has no value", null);
            }
            first = false;
        }
    }

    private static void numbers(DashboardText dashboard, DashboardLint.Report report) {
        var seen = new HashMap<Integer, String>();
        for (JsonValue panel : withRows(dashboard)) {
            String title = panel.text("title");
            int id = panel.whole("id", -1);
            if (id < 1) {
                String message = id == -1 ? "a panel has no id" : "the id of a panel is " + id;
                report.add(
                        Level.WARNING,
                        panel,
                        title,
                        message + "; links to it and some versions of Grafana lose it",
                        null);
            } else if (seen.putIfAbsent(id, title) != null) {
                report.error(
                        panel,
                        title,
                        "the panels \"" + seen.get(id) + "\" and \"" + title + "\" have the same id",
                        null);
            }
        }
    }

    private static List<JsonValue> withRows(DashboardText dashboard) {
        var all = new java.util.ArrayList<>(dashboard.panels());
        dashboard.root().list("panels").stream()
                .filter(panel -> panel.text("type").equals("row"))
                .forEach(all::add);
        return all;
    }

    private static void overlap(DashboardText dashboard, DashboardLint.Report report) {
        overlap(dashboard.root().list("panels"), report);
        for (JsonValue row : dashboard.root().list("panels")) {
            overlap(row.list("panels"), report);
        }
    }

    private static void overlap(List<JsonValue> panels, DashboardLint.Report report) {
        for (int i = 0; i < panels.size(); i++) {
            JsonValue panel = panels.get(i);
            var place = panel.get("gridPos");
            if (place.isEmpty()) {
                continue;
            }
            if (place.get().whole("x", 0) + place.get().whole("w", 0) > COLUMNS) {
                report.warning(
                        place.get(), panel.text("title"), "\"" + panel.text("title") + "\" runs past column 24", null);
            }
            for (int j = 0; j < i; j++) {
                JsonValue other = panels.get(j);
                if (other.get("gridPos").filter(that -> meet(place.get(), that)).isPresent()) {
                    report.warning(
                            place.get(),
                            panel.text("title"),
                            "\"" + panel.text("title") + "\" lies on \"" + other.text("title") + "\"",
                            "Grafana moves one of them, and not always the same one");
                }
            }
        }
    }

    private static boolean meet(JsonValue a, JsonValue b) {
        return a.whole("x", 0) < b.whole("x", 0) + b.whole("w", 0)
                && b.whole("x", 0) < a.whole("x", 0) + a.whole("w", 0)
                && a.whole("y", 0) < b.whole("y", 0) + b.whole("h", 0)
                && b.whole("y", 0) < a.whole("y", 0) + a.whole("h", 0);
    }
}
