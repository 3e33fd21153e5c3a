package dev.strata.rulegen.board;

import dev.strata.catalog.Layer;
import dev.strata.rulegen.dashboard.Event;
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
                .ask(state(), name)
                .says("Worst severity of the " + id
                        + " layer of what nothing else explains. HIT: all of its findings are"
                        + " explained from elsewhere; look there. UNKNOWN: too little of the layer can be judged, or no"
                        + " exporter.")
                .styled(Looks.SEVERITY)
                .size(width, 4);
    }

    /** Worst unexplained severity, 1 where there are findings but all are explained, nothing where it cannot be known. */
    String state() {
        return "max by (layer) (" + states() + ")";
    }

    /** The same for each cluster. */
    String stateOfClusters() {
        return "max by (cluster) (" + states() + ")";
    }

    private String states() {
        String judged = "max by (cluster, layer) (strata_layer_severity{$C,layer=\"" + id + "\"})";
        String found = "group by (cluster, layer) (strata_signal_severity{$C,layer=\"" + id + "\"})";
        return judged + " > 0 or " + found + " and on (cluster, layer) " + judged + " or " + judged;
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
                .order("cluster", "signal", "kind", "namespace", "name")
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
                .order("cluster", "signal", "namespace", "name", "cause_layer", "cause_signal", "cause_name")
                .link("cause_layer", "Layer", "/d/strata-${__data.fields.cause_layer}?${datasource:queryparam}")
                .size(12, 7);
    }

    /** All alerts of the layer over time, on pages where there are many. */
    Draft states(AlertPanels panels) {
        return Draft.timeline("alert-states", "Alerts of this layer")
                .ask(AlertSeries.states("layer=\"" + id + "\""), "{{alertname}} {{cluster}}")
                .says(
                        "Every alert of the layer over time, the quiet ones too. A line that ends means that its rule was not"
                                + " loaded or not evaluated then, which is not the same as quiet.")
                .styled(Looks.STATE)
                .link("Catalogue", Pages.to(Pages.ALERTS))
                .size(24, AlertPanels.height(panels.count(layer)));
    }

    List<Row> alerts(AlertPanels panels) {
        return panels.rows(layer);
    }
}
