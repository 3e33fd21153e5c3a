package dev.strata.rulegen.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.dashboard.Link;
import dev.strata.rulegen.dashboard.Panel;
import dev.strata.rulegen.dashboard.Panel.Kind;
import dev.strata.rulegen.dashboard.PanelStyle;
import dev.strata.rulegen.dashboard.PanelStyle.Shape;
import dev.strata.rulegen.dashboard.PanelStyle.Step;
import dev.strata.rulegen.dashboard.PanelStyle.Word;
import java.util.List;

/** Units, colours, words and limits of a panel's values. */
final class FieldWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final int NARROWEST_COLUMN = 80;

    private FieldWriter() {}

    static ObjectNode fieldConfig(Panel panel) {
        PanelStyle style = panel.style();
        ObjectNode node = JSON.objectNode();
        ObjectNode defaults = node.putObject("defaults");
        defaults.put("unit", style.unit());
        defaults.put("noValue", style.noValue());
        if (panel.kind() == Kind.TIME_SERIES && style.shape() != Shape.SIGNED) {
            defaults.put("min", 0);
        }
        defaults.putObject("color").put("mode", panel.kind() == Kind.TIME_SERIES ? "palette-classic" : "thresholds");
        defaults.set("thresholds", thresholds(style));
        defaults.set("mappings", mappings(style));
        if (panel.kind() == Kind.STAT && !panel.links().isEmpty()) {
            defaults.set("links", PanelWriter.links(panel.links()));
        }
        if (panel.kind() == Kind.TIME_SERIES) {
            defaults.set("custom", lines(style));
        } else if (panel.kind() == Kind.STATE_TIMELINE) {
            defaults.putObject("custom").put("fillOpacity", 80).put("lineWidth", 0);
        } else if (panel.kind() == Kind.TABLE) {
            ObjectNode custom = defaults.putObject("custom");
            custom.put("align", "auto").put("minWidth", NARROWEST_COLUMN).put("inspect", false);
            custom.putObject("cellOptions").put("type", "auto");
        }
        node.set("overrides", panel.kind() == Kind.TABLE ? TableWriter.overrides(panel) : JSON.arrayNode());
        return node;
    }

    private static ObjectNode lines(PanelStyle style) {
        boolean stacked = style.shape() == Shape.STACKED;
        ObjectNode custom = JSON.objectNode();
        custom.put("lineWidth", stacked ? 1 : 2);
        custom.put("fillOpacity", stacked ? 40 : 5);
        custom.put("showPoints", "never");
        if (stacked) {
            custom.putObject("stacking").put("mode", "normal").put("group", "A");
        }
        custom.putObject("thresholdsStyle").put("mode", style.steps().size() > 1 ? "dashed" : "off");
        return custom;
    }

    static ObjectNode thresholds(PanelStyle style) {
        ObjectNode thresholds = JSON.objectNode();
        thresholds.put("mode", "absolute");
        ArrayNode steps = thresholds.putArray("steps");
        style.steps().forEach(step -> steps.add(step(step)));
        return thresholds;
    }

    static ArrayNode mappings(PanelStyle style) {
        ArrayNode mappings = JSON.arrayNode();
        List<Word> words = style.words();
        if (!words.isEmpty()) {
            ObjectNode mapping = mappings.addObject();
            mapping.put("type", "value");
            ObjectNode options = mapping.putObject("options");
            for (int i = 0; i < words.size(); i++) {
                Word word = words.get(i);
                ObjectNode entry = options.putObject(String.valueOf(word.value()));
                entry.put("text", word.text()).put("color", word.color()).put("index", i);
            }
        }
        return mappings;
    }

    private static ObjectNode step(Step step) {
        ObjectNode node = JSON.objectNode();
        node.put("color", step.color());
        Double from = step.from();
        if (from == null) {
            node.putNull("value");
        } else if (from == Math.rint(from)) {
            node.put("value", from.longValue());
        } else {
            node.put("value", from);
        }
        return node;
    }

    /** The links that stand on the cells of one column. */
    static List<Link> of(Panel panel, String column) {
        return panel.links().stream()
                .filter(link -> link.column().equals(column))
                .toList();
    }
}
