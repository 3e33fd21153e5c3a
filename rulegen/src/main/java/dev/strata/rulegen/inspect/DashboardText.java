package dev.strata.rulegen.inspect;

import dev.strata.rulegen.diagnostic.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dashboard as somebody stored it.
 *
 * @param root the classic form, without what is wrapped around it
 * @param panels all panels but the headings of rows, those of folded rows too
 */
record DashboardText(SourceFile file, JsonValue root, List<JsonValue> panels) {
    DashboardText {
        panels = List.copyOf(panels);
    }

    static DashboardText of(SourceFile file, JsonValue document) {
        JsonValue root = document.at("spec")
                .filter(spec -> document.text("apiVersion").startsWith("dashboard.grafana.app/"))
                .or(() ->
                        document.at("dashboard").filter(inner -> !inner.fields().isEmpty()))
                .or(() -> ofMixin(document))
                .orElse(document);
        var panels = new ArrayList<JsonValue>();
        collect(root, panels);
        root.list("rows").forEach(row -> collect(row, panels));
        return new DashboardText(file, root, panels);
    }

    /** Mixins write an object that names the file of each dashboard; here one that holds a single one. */
    private static Optional<JsonValue> ofMixin(JsonValue document) {
        return document.fields().entrySet().stream()
                .filter(field -> document.fields().size() == 1 && field.getKey().endsWith(".json"))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static void collect(JsonValue parent, List<JsonValue> panels) {
        for (JsonValue panel : parent.list("panels")) {
            if (!panel.text("type").equals("row")) {
                panels.add(panel);
            }
            collect(panel, panels);
        }
    }

    List<JsonValue> variables() {
        return root.list("templating", "list");
    }

    /** Whether a panel's queries go to Prometheus, as far as the file says. */
    boolean asksPrometheus(JsonValue panel, JsonValue target) {
        String type = target.at("datasource", "type")
                .or(() -> panel.at("datasource", "type"))
                .flatMap(JsonValue::text)
                .orElse("prometheus");
        return type.equals("prometheus") && target.get("expr").isPresent();
    }

    /** Panels that show numbers of a data source. */
    static boolean isChart(JsonValue panel) {
        return switch (panel.text("type")) {
            case "text", "row", "dashlist", "news", "welcome", "alertlist", "annolist", "" -> false;
            default -> panel.get("libraryPanel").isEmpty();
        };
    }
}
