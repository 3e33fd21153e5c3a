package dev.strata.rulegen.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.dashboard.Link;
import dev.strata.rulegen.dashboard.Panel;
import dev.strata.rulegen.dashboard.PanelQuery;
import dev.strata.rulegen.dashboard.PanelQuery.Column;
import java.util.List;
import java.util.TreeSet;

/** Columns of tables: rows of several queries become one, values get their names, units and colours. */
final class TableWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TableWriter() {}

    static ArrayNode transformations(Panel panel) {
        ArrayNode list = JSON.arrayNode();
        List<PanelQuery> queries = panel.queries();
        if (queries.size() > 1) {
            list.addObject().put("id", "merge").putObject("options");
        }
        ObjectNode options = list.addObject().put("id", "organize").putObject("options");
        ObjectNode excluded = options.putObject("excludeByName");
        panel.style().hidden().forEach(column -> excluded.put(column, true));
        ObjectNode names = options.putObject("renameByName");
        for (int i = 0; i < queries.size(); i++) {
            Column column = queries.get(i).column();
            if (column != null) {
                names.put(queries.size() > 1 ? "Value #" + (char) ('A' + i) : "Value", column.name());
            }
        }
        String first = sortedBy(panel);
        if (!first.isEmpty()) {
            ObjectNode sort = list.addObject().put("id", "sortBy").putObject("options");
            sort.putArray("sort").addObject().put("field", first).put("desc", true);
        }
        return list;
    }

    /** The first value that is shown, largest first. */
    private static String sortedBy(Panel panel) {
        Column first = panel.queries().get(0).column();
        String name = first == null ? "Value" : first.name();
        return panel.style().hidden().contains(name) ? "" : name;
    }

    static ArrayNode overrides(Panel panel) {
        ArrayNode list = JSON.arrayNode();
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

    private static ArrayNode override(ArrayNode list, String column) {
        ObjectNode override = list.addObject();
        override.putObject("matcher").put("id", "byName").put("options", column);
        return override.putArray("properties");
    }

    private static ObjectNode property(ArrayNode properties, String id) {
        return properties.addObject().put("id", id);
    }
}
