package dev.strata.rulegen.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.dashboard.Link;
import dev.strata.rulegen.dashboard.Panel;
import dev.strata.rulegen.dashboard.PanelQuery;
import dev.strata.rulegen.dashboard.PanelQuery.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Columns of tables: rows of several queries become one, values get their names, units and colours. */
final class TableWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final int LETTER = 6;
    private static final int WIDEST_COLUMN = 560;
    private static final String TIME = "Time";

    private TableWriter() {}

    static ArrayNode transformations(Panel panel) {
        ArrayNode list = JSON.arrayNode();
        List<PanelQuery> queries = panel.queries();
        if (queries.size() > 1) {
            list.addObject().put("id", "merge").putObject("options");
        }
        ObjectNode options = list.addObject().put("id", "organize").putObject("options");
        ObjectNode excluded = options.putObject("excludeByName");
        hidden(panel).forEach(column -> excluded.put(column, true));
        ObjectNode places = options.putObject("indexByName");
        panel.style().order().forEach(column -> places.put(column, places.size()));
        ObjectNode names = options.putObject("renameByName");
        for (int i = 0; i < queries.size(); i++) {
            Column column = queries.get(i).column();
            if (column != null) {
                names.put(value(queries, i), column.name());
            }
        }
        String first = sortedBy(panel);
        if (!first.isEmpty()) {
            ObjectNode sort = list.addObject().put("id", "sortBy").putObject("options");
            sort.putArray("sort").addObject().put("field", first).put("desc", true);
        }
        return list;
    }

    /** Values and times that are not shown, by what Grafana calls them before they are renamed. */
    private static List<String> hidden(Panel panel) {
        var names = new ArrayList<String>();
        if (panel.style().hidden().contains(TIME)) {
            names.add(TIME);
        }
        for (int i = 0; i < panel.queries().size(); i++) {
            Column column = panel.queries().get(i).column();
            if (column != null && panel.style().hidden().contains(column.name())) {
                names.add(value(panel.queries(), i));
            }
        }
        return names;
    }

    /** Labels that are not shown stay in the data, because links read them. */
    private static List<String> unseen(Panel panel) {
        var names = new ArrayList<>(panel.style().hidden());
        names.remove(TIME);
        panel.queries().stream()
                .map(PanelQuery::column)
                .filter(Objects::nonNull)
                .forEach(column -> names.remove(column.name()));
        return names;
    }

    private static String value(List<PanelQuery> queries, int index) {
        return queries.size() > 1 ? "Value #" + (char) ('A' + index) : "Value";
    }

    /** The first value that is shown, largest first. */
    private static String sortedBy(Panel panel) {
        Column first = panel.queries().get(0).column();
        String name = first == null ? "Value" : first.name();
        return panel.style().hidden().contains(name) ? "" : name;
    }

    static ArrayNode overrides(Panel panel) {
        ArrayNode list = JSON.arrayNode();
        // Else Grafana writes what the panel says without data into every cell whose label is absent.
        ObjectNode texts = list.addObject();
        texts.putObject("matcher").put("id", "byType").put("options", "string");
        property(texts.putArray("properties"), "noValue").put("value", "");
        unseen(panel)
                .forEach(column ->
                        property(override(list, column), "custom.hidden").put("value", true));
        panel.style().texts().forEach((column, words) -> {
            ArrayNode properties = override(list, column);
            ObjectNode mapping =
                    property(properties, "mappings").putArray("value").addObject();
            ObjectNode options = mapping.put("type", "value").putObject("options");
            words.forEach(
                    (value, text) -> options.putObject(value).put("text", text).put("index", options.size() - 1));
            property(properties, "custom.width").put("value", width(words.values()));
            property(properties, "custom.cellOptions")
                    .putObject("value")
                    .put("type", "auto")
                    .put("wrapText", true);
        });
        var linked = new TreeSet<String>();
        panel.links().stream()
                .map(Link::column)
                .filter(column -> !column.isEmpty())
                .forEach(linked::add);
        for (PanelQuery query : panel.queries()) {
            Column column = query.column();
            if (column == null) {
                continue;
            }
            ArrayNode properties = override(list, column.name());
            property(properties, "unit").put("value", column.style().unit());
            property(properties, "noValue").put("value", column.style().noValue());
            if (column.style().steps().size() > 1) {
                property(properties, "thresholds").set("value", FieldWriter.thresholds(column.style()));
                property(properties, "mappings").set("value", FieldWriter.mappings(column.style()));
                property(properties, "custom.cellOptions").putObject("value").put("type", "color-text");
            }
            if (linked.remove(column.name())) {
                property(properties, "links").set("value", PanelWriter.links(FieldWriter.of(panel, column.name())));
            }
        }
        for (String column : linked) {
            ArrayNode properties = override(list, column);
            property(properties, "links").set("value", PanelWriter.links(FieldWriter.of(panel, column)));
        }
        return list;
    }

    /** Enough for most of the words. */
    private static int width(Collection<String> words) {
        int longest = words.stream().mapToInt(String::length).max().orElse(0);
        return Math.min(WIDEST_COLUMN, LETTER * longest);
    }

    private static ArrayNode override(ArrayNode list, String column) {
        ObjectNode override = list.addObject();
        override.putObject("matcher").put("id", "byName").put("options", column);
        return override.putArray("properties");
    }

    private static ObjectNode property(ArrayNode properties, String id) {
        return properties.addObject().put("id", id);
    }
}
