package dev.strata.rulegen.board;

import dev.strata.catalog.Layer;
import dev.strata.rulegen.dashboard.Event;
import dev.strata.rulegen.dashboard.Panel;
import dev.strata.rulegen.dashboard.Row;
import java.util.List;
import java.util.Locale;

/** What the pages of all four layers have in common, for one of them. */
final class LayerParts {
    private final Layer layer;
    private final String id;
    private final String name;

    LayerParts(Layer layer) {
        this.layer = layer;
        id = layer.id();
        name = id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
    }

    String title() {
        return "Health / " + name + " layer";
    }

    List<Event> events() {
        return List.of(Pages.firing("Alerts of this layer", "layer=\"" + id + "\""), Pages.changes(""));
    }

    /** The state of the layer as the exporter judges it. */
    Draft tile(int width) {
        return Draft.tile("layer-" + id, name, "none")
                .ask("max by (layer) (strata_layer_severity{$C,layer=\"" + id + "\"})", name)
                .says("Worst unexplained severity of the " + id + " layer: what a finding of a lower layer explains"
                        + " does not count. UNKNOWN means that too little of the layer can be judged, or no exporter.")
                .styled(Looks.SEVERITY)
                .size(width, 4);
    }

    Draft causes() {
        return Draft.table("root-causes", "What is behind it")
                .column(
                        "explains",
                        "short",
                        "max by (cluster, signal, namespace, kind, name) (strata_root_cause_effects{$C,layer=\"" + id
                                + "\"})")
                .column(
                        "age",
                        "s",
                        "time() - min by (cluster, signal, namespace, kind, name) (strata_signal_active_timestamp_seconds{$C"
                                + ",layer=\"" + id + "\"} and on (cluster, layer, signal, namespace, kind, name)"
                                + " strata_root_cause_effects{$C})")
                .says("Findings of this layer that nothing else explains, how many findings each of them explains,"
                        + " itself included, and for how long it has held. Begin with the first line.")
                .empty("no root cause in this layer, or no exporter")
                .link("name", "Workload", Pages.to(Pages.WORKLOAD, "workload", "name"))
                .link("name", "Node", Pages.to(Pages.NODE, "node", "name"))
                .size(12, 7);
    }

    Draft explained() {
        return Draft.table("explained", "Explained from elsewhere")
                .column(
                        "confidence",
                        "percentunit",
                        "max by (cluster, signal, namespace, name, cause_layer, cause_signal, cause_name)"
                                + " (strata_signal_cause_confidence_ratio{$C,layer=\"" + id + "\"})")
                .says("Findings of this layer whose cause is another finding, with the confidence of that explanation."
                        + " Repair the cause; these then end by themselves.")
                .empty("nothing is explained from elsewhere, or no exporter")
                .link("cause_layer", "Layer", "/d/strata-${__data.fields.cause_layer}?${datasource:queryparam}")
                .size(12, 7);
    }

    Draft states() {
        return Draft.timeline("alert-states", "Alerts of this layer")
                .ask(AlertSeries.states("layer=\"" + id + "\""), "{{cluster}} {{alertname}}")
                .says(
                        "Every alert of the layer over time, the quiet ones too. A line that ends means that its rule was not"
                                + " loaded or not evaluated then, which is not the same as quiet.")
                .styled(Looks.STATE)
                .link("Catalogue", Pages.to(Pages.ALERTS));
    }

    Row alerts(AlertPanels panels) {
        List<Panel> all = panels.of(layer);
        return Row.folded("One panel for each alert of this layer", all);
    }
}
