package dev.strata.rulegen.board;

import dev.strata.catalog.Layer;
import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.Panel;
import dev.strata.rulegen.dashboard.PanelStyle;
import dev.strata.rulegen.dashboard.PanelStyle.Step;
import dev.strata.rulegen.dashboard.PanelStyle.Word;
import dev.strata.rulegen.dashboard.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The page to open first: is anything wrong, in which layer, since when, and what is behind it. */
final class OverviewPage {
    private static final String IDENTITY = "cluster, layer, signal, namespace, kind, name";

    private OverviewPage() {}

    static Dashboard page() {
        return Pages.page(
                Pages.OVERVIEW,
                "Health / Overview",
                "Is anything wrong, in which layer, since when, and what is behind it?",
                "now-6h",
                List.of(),
                List.of(Pages.firing("Pages", "severity=\"critical\",layer!=\"\""), Pages.changes("")),
                List.of(now(), behind(), alerts(), objectives(), trust()));
    }

    private static Row now() {
        var panels = new ArrayList<Panel>();
        panels.add(fleet().done());
        for (Layer layer : Layer.values()) {
            panels.add(new LayerParts(layer)
                    .tile(4)
                    .link("Open the layer", Pages.to(Pages.of(layer)))
                    .done());
        }
        panels.add(alertTile("critical", "Pages", PanelStyle.RED).done());
        panels.add(alertTile("warning", "Tickets", PanelStyle.ORANGE).done());
        panels.add(heartbeat().done());
        panels.add(causes());
        panels.add(history());
        return Row.open("Now", panels);
    }

    /** The layers from top to bottom, as a fault climbs from the lower ones to the upper. */
    private static Panel history() {
        Draft draft = Draft.timeline("history", "Layers over time");
        var layers = new ArrayList<>(List.of(Layer.values()));
        Collections.reverse(layers);
        layers.forEach(layer -> draft.ask(new LayerParts(layer).state(), layer.id()));
        return draft.says(
                        "The state of each layer over time. HIT means that all its findings are explained from elsewhere. A gap"
                                + " means that less than nine tenths of the layer could be judged; it is not the same as healthy.")
                .styled(Looks.SEVERITY)
                .size(24, 6)
                .done();
    }

    /** One line a cluster: with one cluster a heading, with many the way to the right one. */
    private static Draft fleet() {
        Draft table = Draft.table("fleet", "Clusters");
        for (Layer layer : Layer.values()) {
            String id = layer.id();
            table.column(id, Looks.SEVERITY, new LayerParts(layer).stateOfClusters());
        }
        return table.column("judged", "percentunit", "min by (cluster) (strata_layer_judged_ratio{$C})")
                .column("first cause explains", "short", "max by (cluster) (strata_root_cause_effects{$C})")
                .column("judged ago", "s", "time() - max by (cluster) (strata_snapshot_timestamp_seconds{$C})")
                .column("exporters", "short", "count by (cluster, version) (strata_build_info{$C})")
                .says(
                        "Each cluster with the worst unexplained severity of its layers, the share of signals that can be judged,"
                                + " the largest root cause, and the exporter's version. Click a cluster to see it alone.")
                .empty("no exporter answers")
                .order("cluster", "version")
                .link(
                        "cluster",
                        "This cluster alone",
                        "/d/strata-overview?${datasource:queryparam}"
                                + "&var-cluster=${__data.fields.cluster}&${__url_time_range}")
                .size(24, 4);
    }

    private static Draft alertTile(String severity, String title, String color) {
        return Draft.tile("alerts-" + severity, title, "short")
                .ask(
                        "count(ALERTS{$C,alertstate=\"firing\",severity=\"" + severity
                                + "\",layer!=\"\"}) or vector(0)",
                        title)
                .says(
                        "Number of alerts of the severity " + severity
                                + " that fire now, as Prometheus sees them: before"
                                + " Alertmanager silences or groups any of them. Zero says nothing while the tile Rules is DEAD.")
                .empty("0")
                .steps(new Step(PanelStyle.GREEN, null), new Step(color, 1.0))
                .link("All alerts", Pages.to(Pages.ALERTS))
                .size(3, 4);
    }

    private static Draft heartbeat() {
        return Draft.tile("heartbeat", "Rules", "none")
                .ask(
                        "clamp_max(count(ALERTS{$C,alertname=\"Watchdog\",alertstate=\"firing\"}) or vector(0), 1)",
                        "Watchdog")
                .says(
                        "Whether the always-firing alert fires. DEAD means that rules are not loaded or not evaluated: then no"
                                + " other tile on this page can be trusted.")
                .empty("DEAD")
                .steps(new Step(PanelStyle.RED, null), new Step(PanelStyle.GREEN, 1.0))
                .words(List.of(new Word(0, "DEAD", PanelStyle.RED), new Word(1, "ALIVE", PanelStyle.GREEN)))
                .link("Is the monitoring alive?", Pages.to(Pages.META))
                .size(2, 4);
    }

    /** In words, so that somebody who sees the product for the first time knows what to do. */
    private static Panel causes() {
        return Draft.table("root-causes", "What is behind it: repair the first line")
                .column("explains", "short", repairable("max by (" + IDENTITY + ") (strata_root_cause_effects{$C})"))
                .column(
                        "since",
                        "dateTimeAsIsoNoDateIfToday",
                        "1000 * "
                                + repairable("min by (" + IDENTITY
                                        + ") (strata_signal_active_timestamp_seconds{$C} and on (" + IDENTITY
                                        + ") strata_root_cause_effects{$C})"))
                .says(
                        "Findings that nothing else explains: what is wrong with what, since when, how many findings it explains,"
                                + " itself included, and what to do first. Begin with the first line.")
                .empty("no root cause, or no exporter")
                .naming("signal", SignalWords.WRONG)
                .naming("repair", SignalWords.REPAIR)
                .order("cluster", "layer", "kind", "namespace", "name", "signal", "repair")
                .link(
                        "layer",
                        "Layer",
                        "/d/strata-${__data.fields.layer}?${datasource:queryparam}"
                                + "&${cluster:queryparam}&${__url_time_range}")
                .link("name", "Workload", Pages.to(Pages.WORKLOAD, "workload", "name"))
                .link("name", "Node", Pages.to(Pages.NODE, "node", "name"))
                .size(24, 5)
                .done();
    }

    /** The signal's name once more, as a column for what to do. */
    private static String repairable(String query) {
        return "label_replace(" + query + ", \"repair\", \"$1\", \"signal\", \"(.*)\")";
    }

    private static Draft since() {
        return Draft.timeline("since", "Findings over time")
                .ask("max by (" + IDENTITY + ") (strata_signal_severity{$C})", "{{signal}} {{namespace}} {{name}}")
                .says("Every firing finding as a bar, explained or not: the order in which they begin is the order"
                        + " in which the fault spread.")
                .styled(Looks.empty(Looks.SEVERITY, "no finding fired, or no exporter"))
                .size(24, 7);
    }

    private static Row behind() {
        return Row.open(
                "What it does",
                Draft.all(
                        Draft.table("explained", "What they explain")
                                .column(
                                        "confidence",
                                        "percentunit",
                                        "max by (cluster, layer, signal, namespace, name, cause_layer, cause_signal, cause_name)"
                                                + " (strata_signal_cause_confidence_ratio{$C})")
                                .says(
                                        "Every finding that another finding explains, with its cause and the confidence of that"
                                                + " explanation. It ends when its cause is repaired.")
                                .empty("nothing is explained by something else, or no exporter")
                                .naming("signal", SignalWords.WRONG)
                                .order(
                                        "cluster",
                                        "layer",
                                        "signal",
                                        "namespace",
                                        "name",
                                        "cause_layer",
                                        "cause_signal",
                                        "cause_name")
                                .size(24, 7),
                        since()));
    }

    private static Row alerts() {
        return Row.open(
                "Alerts and capacity",
                Draft.all(
                        Draft.table("firing", "Firing alerts")
                                .column(
                                        "age",
                                        "s",
                                        "time() - max by (cluster, severity, layer, alertname, namespace, name)"
                                                + " (ALERTS_FOR_STATE{$C,layer!=\"\",severity!=\"none\"}"
                                                + " and ignoring (alertstate) ALERTS{$C,alertstate=\"firing\"})")
                                .says(
                                        "All alerts of the pack that fire now, with the labels that route them and the time since"
                                                + " their condition began to hold; click an alert for its runbook and history.")
                                .empty("no alert fires")
                                .order("cluster", "severity", "layer", "alertname", "namespace", "name")
                                .link("alertname", "In the catalogue", Pages.to(Pages.ALERTS))
                                .link("name", "Workload", Pages.to(Pages.WORKLOAD, "workload", "name"))
                                .size(24, 7),
                        Draft.series("saturation", "Autoscalers near their ceiling", "percentunit")
                                .ask(
                                        "max by (cluster, namespace, name) (strata_hpa_saturation_ratio{$C})",
                                        "{{namespace}}/{{name}}")
                                .says(
                                        "Current replicas over the maximum, shown from 80 percent on. At 100 percent more load"
                                                + " meets no reserve; HpaSaturated fires after ten minutes of that.")
                                .empty("none near the ceiling, or no exporter")
                                .steps(new Step(PanelStyle.GREEN, null), new Step(PanelStyle.ORANGE, 1.0))
                                .size(12, 7),
                        Draft.series("by-layer", "Alerts firing by layer", "short")
                                .ask(
                                        "count by (layer) (ALERTS{$C,alertstate=\"firing\",layer!=\"\",severity!=\"none\"})",
                                        "{{layer}}")
                                .says(
                                        "How many alerts fire in each layer over time: a wave that begins in one layer and spreads"
                                                + " to those above it is one fault, not many.")
                                .empty("no alert fired")
                                .stacked()
                                .size(12, 7)));
    }

    private static Row objectives() {
        return Row.open(
                "Objectives",
                Draft.all(
                        Draft.series("budget", "Error budget left", "percentunit")
                                .ask("min by (cluster, slo) (strata_slo_error_budget_remaining_ratio{$C})", "{{slo}}")
                                .says(
                                        "Share of the error budget that is left in the period of each objective. Below zero the"
                                                + " objective is missed; below one fifth releases should wait.")
                                .empty("no objectives, or no exporter")
                                .atLeast(0.0, 0.2)
                                .signed()
                                .link("All objectives", Pages.to(Pages.SLO))
                                .size(12, 7),
                        Draft.series("burn", "Burn rate over one hour", "short")
                                .ask("max by (cluster, slo) (strata_slo_burn_ratio{$C,window=\"1h\"})", "{{slo}}")
                                .says(
                                        "How many times faster than allowed the error budget is used up. The first page fires at"
                                                + " 14.4 over one hour together with five minutes.")
                                .empty("no objectives, or no exporter")
                                .upTo(1.0, 14.4)
                                .link("All objectives", Pages.to(Pages.SLO))
                                .size(12, 7)));
    }

    private static Row trust() {
        return Row.open(
                "Can this page be trusted?",
                Draft.all(
                        Draft.series("judged", "Share of signals that can be judged", "percentunit")
                                .ask("min by (cluster, layer) (strata_layer_judged_ratio{$C})", "{{cluster}} {{layer}}")
                                .says(
                                        "Signals whose inputs are fresh, by layer. Below nine tenths the layer shows UNKNOWN"
                                                + " unless something fires.")
                                .empty("UNKNOWN")
                                .steps(new Step(PanelStyle.RED, null), new Step(PanelStyle.GREEN, 0.9))
                                .size(12, 6),
                        Draft.series("snapshot-age", "Age of the newest evaluation", "s")
                                .ask(
                                        "time() - max by (cluster) (strata_snapshot_timestamp_seconds{$C})",
                                        "age {{cluster}}")
                                .says(
                                        "Seconds since the exporter last judged all signals. SignalStale pages when this stays"
                                                + " above two minutes.")
                                .empty("no exporter")
                                .steps(new Step(PanelStyle.GREEN, null), new Step(PanelStyle.RED, 120.0))
                                .link("Is the monitoring alive?", Pages.to(Pages.META))
                                .size(12, 6)));
    }
}
