package dev.strata.rulegen.board;

import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.Row;
import java.util.List;

/** Every alert that there is, the quiet ones too: its state now, its past, its panel and its runbook. */
final class AlertsPage {
    private static final String BY = "cluster, layer, severity, alertname";

    private AlertsPage() {}

    static Dashboard page(String runbooks) {
        return Pages.page(
                Pages.ALERTS,
                "Health / Alert catalogue",
                "Which alerts are there, what do they do now, and what have they done?",
                "now-24h",
                List.of(),
                List.of(Pages.changes("")),
                List.of(
                        tiles(),
                        Row.open("Catalogue", Draft.all(catalogue(runbooks))),
                        Row.open(
                                "History",
                                Draft.all(Draft.timeline("states", "All alerts")
                                        .ask(AlertSeries.states("layer!=\"\""), "{{layer}} {{alertname}} {{cluster}}")
                                        .says(
                                                "Every alert over time, twenty on a page. A line that ends means that its rule was not"
                                                        + " loaded or not evaluated then, which is not the same as quiet.")
                                        .styled(Looks.STATE)
                                        .size(24, 14))),
                        statistics()));
    }

    private static Row tiles() {
        return Row.open(
                "Now",
                Draft.all(
                        tile("critical", "Pages"),
                        tile("warning", "Tickets"),
                        tile("info", "Information"),
                        Draft.tile("pending", "Pending", "short")
                                .ask("count(ALERTS{$C,alertstate=\"pending\",layer!=\"\"}) or vector(0)", "pending")
                                .says("Alerts whose condition holds, but not yet for as long as it must.")
                                .empty("0")
                                .upTo(1, 20)
                                .size(6, 4),
                        Draft.tile("known", "Alerts in the catalogue", "short")
                                .ask("count(group by (alertname) (" + AlertSeries.NAME + "{$C}))", "alerts")
                                .says("How many alerts have their rules loaded; compare it with what was generated.")
                                .empty("no rules are loaded")
                                .size(6, 4)));
    }

    private static Draft tile(String severity, String title) {
        return Draft.tile("firing-" + severity, title, "short")
                .ask(
                        "count(ALERTS{$C,alertstate=\"firing\",severity=\"" + severity
                                + "\",layer!=\"\"}) or vector(0)",
                        title)
                .says("Alerts of the severity " + severity
                        + " that fire now, before Alertmanager silences or groups them.")
                .empty("0")
                .upTo(1, 5)
                .size(4, 4);
    }

    private static Draft catalogue(String runbooks) {
        return Draft.table("catalogue", "All alerts")
                .column("state", Looks.STATE, AlertSeries.states("layer!=\"\""))
                .column("instances", "short", "count by (" + BY + ") (ALERTS{$C,alertstate=\"firing\",layer!=\"\"})")
                .column("loaded", "short", "max by (" + BY + ", dashboard, panel) (" + AlertSeries.NAME + "{$C})")
                .says(
                        "Every alert with its state; click it for its runbook, or for the panel that shows what it compares and the"
                                + " line at which it fires.")
                .empty("no rules are loaded")
                .hiding("loaded", "dashboard", "panel")
                .order("cluster", "layer", "alertname", "severity")
                .link("alertname", "Runbook", runbooks + "/${__data.fields.alertname}.md")
                .link(
                        "alertname",
                        "Panel",
                        "/d/${__data.fields.dashboard}?viewPanel=${__data.fields.panel}&${datasource:queryparam}"
                                + "&${cluster:queryparam}&${__url_time_range}")
                .size(24, 14);
    }

    private static Row statistics() {
        String firing = "ALERTS{$C,alertstate=\"firing\",layer!=\"\"}";
        return Row.folded(
                "Statistics of the time shown",
                Draft.all(
                        Draft.table("most", "Longest firing")
                                .column(
                                        "share of the time",
                                        "percentunit",
                                        "topk(20, sum by (" + BY + ") (count_over_time(" + firing + "[$__range:1m]))"
                                                + " / on (cluster) group_left () count_over_time((group by (cluster) (up{$C}))[$__range:1m]))")
                                .says(
                                        "For how much of the time shown each alert fired; more than one means several of the same"
                                                + " name at once. What always fires should be repaired or removed.")
                                .empty("no alert fired")
                                .size(12, 9),
                        Draft.table("flapping", "Most often")
                                .column(
                                        "times",
                                        "short",
                                        "topk(20, sum by (" + BY
                                                + ") (changes(ALERTS_FOR_STATE{$C,layer!=\"\"}[$__range]) + 1))")
                                .says(
                                        "How often each alert began to hold in the time shown; what comes and goes needs a longer wait"
                                                + " or a better condition.")
                                .empty("no alert was pending or fired")
                                .size(12, 9),
                        Draft.table("never", "Never fired")
                                .column(
                                        "loaded",
                                        "short",
                                        "group by (" + BY + ") (" + AlertSeries.NAME + "{$C}) unless on (" + BY + ")"
                                                + " group by (" + BY + ") (last_over_time(" + firing + "[$__range]))")
                                .says(
                                        "Alerts that did not fire in the time shown: over a long time, each of these is either very good"
                                                + " news or an alert that cannot fire.")
                                .empty("every alert fired, or no rules are loaded")
                                .hiding("loaded")
                                .size(24, 9)));
    }
}
