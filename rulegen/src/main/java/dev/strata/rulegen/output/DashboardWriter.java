package dev.strata.rulegen.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.Dashboard.Variable;
import dev.strata.rulegen.dashboard.Event;

/** Dashboards in Grafana's classic form, on which the other forms rest. */
final class DashboardWriter {
    private static final int SCHEMA_VERSION = 39;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private DashboardWriter() {}

    static ObjectNode tree(Dashboard dashboard) {
        ObjectNode root = JSON.objectNode();
        root.put("uid", dashboard.uid());
        root.put("title", dashboard.title());
        root.put("description", dashboard.description() + " " + Outputs.MARK + ".");
        ArrayNode tags = root.putArray("tags");
        dashboard.tags().forEach(tags::add);
        root.put("schemaVersion", SCHEMA_VERSION);
        root.put("editable", false);
        root.put("graphTooltip", 1);
        root.put("refresh", "1m");
        root.put("timezone", "browser");
        root.putObject("time").put("from", dashboard.from()).put("to", "now");
        root.putObject("templating").set("list", variables(dashboard));
        root.putObject("annotations").set("list", events(dashboard));
        root.set("links", links());
        root.set("panels", RowWriter.panels(dashboard));
        return root;
    }

    static String text(ObjectNode root) {
        var printer = new DefaultPrettyPrinter()
                .withObjectIndenter(INDENT)
                .withArrayIndenter(INDENT)
                .withSeparators(
                        DefaultPrettyPrinter.DEFAULT_SEPARATORS.withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        try {
            return MAPPER.writer(printer).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree in memory cannot be written", e);
        }
    }

    /** The data source that the viewer has chosen; never the name of one. */
    static ObjectNode datasource() {
        return JSON.objectNode().put("type", "prometheus").put("uid", "${datasource}");
    }

    private static ArrayNode variables(Dashboard dashboard) {
        ArrayNode list = JSON.arrayNode();
        ObjectNode source = list.addObject();
        source.put("type", "datasource");
        source.put("name", "datasource");
        source.put("label", "Data source");
        source.put("query", "prometheus");
        source.put("hide", 0);
        dashboard.variables().forEach(variable -> list.add(variable(variable)));
        return list;
    }

    private static ObjectNode variable(Variable variable) {
        ObjectNode node = JSON.objectNode();
        node.put("type", "query");
        node.put("name", variable.name());
        node.put("label", variable.title());
        node.set("datasource", datasource());
        node.put("definition", variable.query());
        node.putObject("query").put("query", variable.query()).put("refId", "A");
        node.put("refresh", 2);
        node.put("sort", 1);
        node.put("multi", true);
        node.put("includeAll", true);
        node.put("allValue", variable.all());
        ObjectNode current = node.putObject("current");
        current.put("selected", true);
        current.putArray("text").add("All");
        current.putArray("value").add("$__all");
        node.put("hide", 0);
        return node;
    }

    private static ArrayNode events(Dashboard dashboard) {
        ArrayNode list = JSON.arrayNode();
        for (Event event : dashboard.events()) {
            ObjectNode node = list.addObject();
            node.put("name", event.name());
            node.set("datasource", datasource());
            node.put("enable", true);
            node.put("iconColor", event.color());
            node.put("expr", event.query());
            node.put("titleFormat", event.name());
            node.put("textFormat", event.text());
            node.put("step", "60s");
            if (event.valueIsTime()) {
                node.put("useValueForTime", true);
            }
        }
        return list;
    }

    private static ArrayNode links() {
        ArrayNode list = JSON.arrayNode();
        ObjectNode link = list.addObject();
        link.put("type", "dashboards");
        link.put("title", "Health");
        link.putArray("tags").add("strata");
        link.put("asDropdown", true);
        link.put("icon", "external link");
        link.put("tooltip", "");
        link.put("targetBlank", false);
        link.put("includeVars", true);
        link.put("keepTime", true);
        return list;
    }
}
