package dev.strata.rulegen.board;

import dev.strata.catalog.Layer;
import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.Row;
import java.util.List;

/** What customers came for: do they get it? Without technical words. */
final class BusinessPage {
    private static final String ONLY = " and on (cluster, slo) slo:info{$C,layer=\"business\"}";
    private static final String SERIES = "business objectives in the definitions";

    private BusinessPage() {}

    static Dashboard page(AlertPanels alerts) {
        var layer = new LayerParts(Layer.BUSINESS);
        return Pages.page(
                Pages.of(Layer.BUSINESS),
                layer.title(),
                "Do customers get what they came for?",
                "now-6h",
                List.of(),
                layer.events(),
                Pages.rows(layer.alerts(alerts), tiles(layer), figures(), story(layer, alerts)));
    }

    private static Row tiles(LayerParts layer) {
        return Row.open(
                "Now",
                Draft.all(
                        layer.tile(6),
                        Draft.tile("success", "Succeeds now", "percentunit")
                                .ask("1 - slo:bad_per_total:ratio_rate5m{$C}" + ONLY, "{{slo}}")
                                .says(
                                        "Of everything that customers began in the last five minutes, the share that ended well.")
                                .from(SERIES)
                                .atLeast(0.95, 0.99)
                                .size(12, 4),
                        Draft.tile("budget-left", "May still fail this period", "percentunit")
                                .ask("min(strata_slo_error_budget_remaining_ratio{$C,layer=\"business\"})", "left")
                                .says(
                                        "Share of the failures allowed in this period that has not happened yet; below zero the"
                                                + " promise is broken.")
                                .empty("not known, or no business objectives")
                                .atLeast(0.0, 0.2)
                                .link("Objectives", Pages.to(Pages.SLO))
                                .size(6, 4)));
    }

    private static Row figures() {
        return Row.open(
                "Figures",
                Draft.all(
                        Draft.series("rate", "How much happens", "ops")
                                .ask("slo:events:rate5m{$C}" + ONLY, "{{slo}}")
                                .ask(
                                        "slo:events:rate5m{$C} offset 1w and on (cluster, slo) slo:info{$C,layer=\"business\"} offset 1w",
                                        "{{slo}} a week ago")
                                .says(
                                        "Events a second, and the same hour a week ago: much less than then is lost business even if"
                                                + " nothing fails.")
                                .from(SERIES)
                                .size(12, 9),
                        Draft.series("ratio", "How much of it succeeds", "percentunit")
                                .ask("1 - slo:bad_per_total:ratio_rate5m{$C}" + ONLY, "{{slo}}")
                                .ask("slo:objective:ratio{$C}" + ONLY, "{{slo}} promised")
                                .says(
                                        "What succeeded in the last five minutes beside what was promised; the promise is the objective"
                                                + " of the definition.")
                                .from(SERIES)
                                .signed()
                                .size(12, 9)));
    }

    private static Row story(LayerParts layer, AlertPanels alerts) {
        return Row.open("What is behind it", Draft.all(layer.explained(), layer.causes(), layer.states(alerts)));
    }
}
