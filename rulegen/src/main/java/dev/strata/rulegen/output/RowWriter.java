package dev.strata.rulegen.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.Layout;
import dev.strata.rulegen.dashboard.Layout.Place;
import dev.strata.rulegen.dashboard.Layout.PlacedPanel;
import dev.strata.rulegen.dashboard.Layout.PlacedRow;

/** Rows with their panels: beside an open row's heading, inside a folded one's. */
final class RowWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RowWriter() {}

    static ArrayNode panels(Dashboard dashboard) {
        ArrayNode list = JSON.arrayNode();
        for (PlacedRow row : Layout.of(dashboard)) {
            ObjectNode heading = heading(row);
            list.add(heading);
            ArrayNode home = row.row().folded() ? heading.withArray("panels") : list;
            row.panels().forEach(panel -> home.add(panel(panel)));
        }
        return list;
    }

    private static ObjectNode heading(PlacedRow row) {
        ObjectNode node = JSON.objectNode();
        node.put("id", row.number());
        node.put("type", "row");
        node.put("title", row.row().title());
        node.put("collapsed", row.row().folded());
        node.set("gridPos", place(row.place()));
        if (row.row().repeat() != null) {
            node.put("repeat", row.row().repeat());
        }
        node.putArray("panels");
        return node;
    }

    private static ObjectNode panel(PlacedPanel placed) {
        ObjectNode node = JSON.objectNode();
        node.put("id", placed.number());
        ObjectNode panel = PanelWriter.write(placed.panel());
        panel.set("gridPos", place(placed.place()));
        node.setAll(panel);
        return node;
    }

    private static ObjectNode place(Place place) {
        return JSON.objectNode()
                .put("x", place.x())
                .put("y", place.y())
                .put("w", place.width())
                .put("h", place.height());
    }
}
