package dev.strata.rulegen.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.dashboard.Link;
import dev.strata.rulegen.dashboard.Panel;
import dev.strata.rulegen.dashboard.Panel.Kind;
import dev.strata.rulegen.dashboard.PanelQuery;
import java.util.List;

/** One panel without its number and place. */
final class PanelWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PanelWriter() {}

    static ObjectNode write(Panel panel) {
        return panel.kind() == Kind.TEXT ? note(panel) : chart(panel);
    }

    private static ObjectNode note(Panel panel) {
        ObjectNode node = JSON.objectNode();
        node.put("type", panel.kind().id());
        node.put("title", panel.title());
        node.putObject("options").put("mode", "markdown").put("content", panel.description());
        return node;
    }

    private static ObjectNode chart(Panel panel) {
        ObjectNode node = JSON.objectNode();
        node.put("type", panel.kind().id());
        node.put("title", panel.title());
        node.put("description", panel.description());
        node.set("datasource", DashboardWriter.datasource());
        ArrayNode targets = node.putArray("targets");
        char reference = 'A';
        for (PanelQuery query : panel.queries()) {
            targets.add(target(panel.kind(), query, reference++));
        }
        node.set("fieldConfig", FieldWriter.fieldConfig(panel));
        node.set("options", options(panel.kind()));
        if (panel.kind() == Kind.TABLE) {
            node.set("transformations", TableWriter.transformations(panel));
        }
        List<Link> outside =
                panel.links().stream().filter(link -> isOutside(panel, link)).toList();
        if (!outside.isEmpty()) {
            ArrayNode list = node.putArray("links");
            outside.forEach(link -> list.add(outside(link)));
        }
        return node;
    }

    /** Links of a timeline stand in the panel's head; others on the data. */
    private static boolean isOutside(Panel panel, Link link) {
        return link.column().isEmpty() && panel.kind() != Kind.STAT;
    }

    /** In a panel's head, with every field that Grafana's types ask for. */
    private static ObjectNode outside(Link link) {
        ObjectNode node = JSON.objectNode();
        node.put("title", link.title());
        node.put("type", "link");
        node.put("url", link.url());
        node.put("icon", "external link");
        node.put("tooltip", "");
        node.putArray("tags");
        node.put("asDropdown", false);
        node.put("includeVars", false);
        node.put("keepTime", false);
        node.put("targetBlank", false);
        return node;
    }

    /** On the data. */
    static ArrayNode links(List<Link> links) {
        ArrayNode list = JSON.arrayNode();
        for (Link link : links) {
            list.addObject().put("title", link.title()).put("url", link.url());
        }
        return list;
    }

    private static ObjectNode target(Kind kind, PanelQuery query, char reference) {
        ObjectNode node = JSON.objectNode();
        node.put("refId", String.valueOf(reference));
        node.set("datasource", DashboardWriter.datasource());
        node.put("expr", query.text());
        node.put("legendFormat", query.legend());
        node.put("instant", kind.newestOnly());
        node.put("range", !kind.newestOnly());
        node.put("format", kind == Kind.TABLE ? "table" : "time_series");
        return node;
    }

    private static ObjectNode options(Kind kind) {
        ObjectNode node = JSON.objectNode();
        switch (kind) {
            case STAT -> {
                node.put("colorMode", "background");
                node.put("graphMode", "none");
                node.put("textMode", "value");
                node.put("justifyMode", "auto");
                node.put("orientation", "auto");
                node.put("percentChangeColorMode", "standard");
                node.put("showPercentChange", false);
                node.put("wideLayout", true);
                ObjectNode reduce = node.putObject("reduceOptions");
                reduce.putArray("calcs").add("lastNotNull");
                reduce.put("fields", "");
                reduce.put("values", false);
            }
            case STATE_TIMELINE -> {
                node.put("mergeValues", true);
                node.put("showValue", "auto");
                node.put("rowHeight", 0.9);
                node.put("perPage", 20);
                legend(node, "list").putArray("calcs");
                node.putObject("tooltip").put("mode", "single").put("sort", "none");
            }
            case TABLE -> node.put("showHeader", true).put("cellHeight", "sm").put("frameIndex", 0);
            case TIME_SERIES -> {
                legend(node, "table").putArray("calcs").add("lastNotNull").add("max");
                node.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            case TEXT -> throw new IllegalStateException("texts have no such options");
        }
        return node;
    }

    private static ObjectNode legend(ObjectNode node, String mode) {
        ObjectNode legend = node.putObject("legend");
        legend.put("showLegend", true);
        legend.put("displayMode", mode);
        legend.put("placement", "bottom");
        return legend;
    }
}
