package dev.strata.rulegen.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.dashboard.Panel;
import dev.strata.rulegen.dashboard.Panel.Kind;
import dev.strata.rulegen.dashboard.PanelQuery;
import dev.strata.rulegen.dashboard.PanelStyle;
import dev.strata.rulegen.dashboard.PanelStyle.Step;
import dev.strata.rulegen.dashboard.PanelStyle.Word;
import dev.strata.rulegen.dashboard.Row;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/** Places panels from the top left to the bottom right and writes them; nothing overlaps, nothing is left to gravity. */
final class PanelWriter {
    private static final int COLUMNS = 24;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String uid;
    private final Set<Integer> ids = new HashSet<>();

    PanelWriter(String uid) {
        this.uid = uid;
    }

    ArrayNode panels(List<Row> rows) {
        ArrayNode list = JSON.arrayNode();
        int top = 0;
        for (Row row : rows) {
            list.add(heading(row, top));
            top++;
            int left = 0;
            int tallest = 0;
            for (Panel panel : row.panels()) {
                if (left + panel.width() > COLUMNS) {
                    top += tallest;
                    left = 0;
                    tallest = 0;
                }
                list.add(panel(panel, left, top));
                left += panel.width();
                tallest = Math.max(tallest, panel.height());
            }
            top += tallest;
        }
        return list;
    }

    private ObjectNode heading(Row row, int top) {
        ObjectNode node = JSON.objectNode();
        node.put("id", id("row " + row.title()));
        node.put("type", "row");
        node.put("title", row.title());
        node.put("collapsed", false);
        node.set("gridPos", place(0, top, COLUMNS, 1));
        node.putArray("panels");
        return node;
    }

    /** From the panel's key, so that links to it survive when it moves. */
    private int id(String key) {
        var checksum = new CRC32();
        checksum.update((uid + "/" + key).getBytes(StandardCharsets.UTF_8));
        int id = (int) Math.max(1, checksum.getValue() & 0x7fff_ffff);
        if (!ids.add(id)) {
            throw new IllegalStateException("two panels of " + uid + " get the number of " + key + ": rename one");
        }
        return id;
    }

    private static ObjectNode place(int x, int y, int w, int h) {
        return JSON.objectNode().put("x", x).put("y", y).put("w", w).put("h", h);
    }

    private ObjectNode panel(Panel panel, int left, int top) {
        ObjectNode node = JSON.objectNode();
        node.put("id", id(panel.key()));
        node.put("type", panel.kind().id());
        node.put("title", panel.title());
        node.put("description", panel.description());
        node.set("datasource", DashboardWriter.datasource());
        node.set("gridPos", place(left, top, panel.width(), panel.height()));
        ArrayNode targets = node.putArray("targets");
        char reference = 'A';
        for (PanelQuery query : panel.queries()) {
            targets.add(target(panel.kind(), query, reference++));
        }
        node.set("fieldConfig", fieldConfig(panel));
        node.set("options", options(panel.kind()));
        if (panel.kind() == Kind.TABLE) {
            node.set("transformations", transformations(panel.style()));
        }
        return node;
    }

    private static ObjectNode target(Kind kind, PanelQuery query, char reference) {
        boolean newest = kind == Kind.TABLE || kind == Kind.STAT;
        ObjectNode node = JSON.objectNode();
        node.put("refId", String.valueOf(reference));
        node.set("datasource", DashboardWriter.datasource());
        node.put("expr", PromqlPrinter.canonical(query.expr()));
        node.put("legendFormat", query.legend());
        node.put("instant", newest);
        node.put("range", !newest);
        node.put("format", kind == Kind.TABLE ? "table" : "time_series");
        return node;
    }

    private static ObjectNode fieldConfig(Panel panel) {
        PanelStyle style = panel.style();
        ObjectNode node = JSON.objectNode();
        ObjectNode defaults = node.putObject("defaults");
        defaults.put("unit", style.unit());
        defaults.put("noValue", style.noValue());
        defaults.putObject("color").put("mode", panel.kind() == Kind.TIME_SERIES ? "palette-classic" : "thresholds");
        ObjectNode thresholds = defaults.putObject("thresholds");
        thresholds.put("mode", "absolute");
        ArrayNode steps = thresholds.putArray("steps");
        style.steps().forEach(step -> steps.add(step(step)));
        ArrayNode mappings = defaults.putArray("mappings");
        if (!style.words().isEmpty()) {
            ObjectNode mapping = mappings.addObject();
            mapping.put("type", "value");
            ObjectNode options = mapping.putObject("options");
            int index = 0;
            for (Word word : style.words()) {
                ObjectNode entry = options.putObject(String.valueOf(word.value()));
                entry.put("text", word.text()).put("color", word.color()).put("index", index++);
            }
        }
        if (panel.kind() == Kind.TIME_SERIES) {
            ObjectNode custom = defaults.putObject("custom");
            custom.put("lineWidth", 2);
            custom.put("fillOpacity", 5);
            custom.put("showPoints", "never");
            custom.putObject("thresholdsStyle").put("mode", style.steps().size() > 1 ? "dashed" : "off");
        }
        node.putArray("overrides");
        return node;
    }

    private static ObjectNode step(Step step) {
        ObjectNode node = JSON.objectNode();
        node.put("color", step.color());
        Double from = step.from();
        if (from == null) {
            node.putNull("value");
        } else if (from == Math.rint(from)) {
            node.put("value", from.intValue());
        } else {
            node.put("value", from);
        }
        return node;
    }

    private static ObjectNode options(Kind kind) {
        ObjectNode node = JSON.objectNode();
        switch (kind) {
            case STAT -> {
                node.put("colorMode", "background");
                node.put("graphMode", "none");
                node.put("textMode", "value");
                reduce(node);
            }
            case STATE_TIMELINE -> {
                node.put("mergeValues", true);
                node.put("showValue", "auto");
                legend(node);
            }
            case TABLE -> node.put("showHeader", true);
            case TIME_SERIES -> {
                legend(node);
                node.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
        }
        return node;
    }

    private static void reduce(ObjectNode node) {
        ObjectNode reduce = node.putObject("reduceOptions");
        reduce.putArray("calcs").add("lastNotNull");
        reduce.put("fields", "");
        reduce.put("values", false);
    }

    private static void legend(ObjectNode node) {
        ObjectNode legend = node.putObject("legend");
        legend.put("showLegend", true);
        legend.put("displayMode", "list");
        legend.put("placement", "bottom");
    }

    private static ArrayNode transformations(PanelStyle style) {
        ArrayNode list = JSON.arrayNode();
        ObjectNode organize = list.addObject();
        organize.put("id", "organize");
        ObjectNode excluded = organize.putObject("options").putObject("excludeByName");
        style.hidden().forEach(column -> excluded.put(column, true));
        if (!style.hidden().contains("Value")) {
            ObjectNode sort = list.addObject();
            sort.put("id", "sortBy");
            sort.putObject("options")
                    .putArray("sort")
                    .addObject()
                    .put("field", "Value")
                    .put("desc", true);
        }
        return list;
    }
}
