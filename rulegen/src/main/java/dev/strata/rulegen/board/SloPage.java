package dev.strata.rulegen.board;

import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.PanelStyle;
import dev.strata.rulegen.dashboard.PanelStyle.Step;
import dev.strata.rulegen.dashboard.Row;
import dev.strata.rulegen.definition.AlertSeverity;
import dev.strata.rulegen.definition.BurnPair;
import dev.strata.rulegen.definition.PromTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;

/** All objectives: what is promised, what is kept, how fast the rest is used up. */
final class SloPage {
    private static final String S = "$C,slo=~\"$slo\"";
    private static final String SERIES = "objectives in the definitions";

    private static final PanelStyle BUDGET = PanelStyle.plain("percentunit", "")
            .withSteps(List.of(
                    new Step(PanelStyle.RED, null), new Step(PanelStyle.ORANGE, 0.2), new Step(PanelStyle.GREEN, 0.5)));
    private static final PanelStyle BURN = PanelStyle.plain("short", "")
            .withSteps(List.of(
                    new Step(PanelStyle.GREEN, null),
                    new Step(PanelStyle.ORANGE, 1.0),
                    new Step(PanelStyle.RED, 14.4)));

    /** The usual period, where no alert tells its own. */
    private static final Duration MONTH = Duration.ofDays(30);

    private final List<CompiledAlert> burns;

    private SloPage(List<CompiledAlert> burns) {
        this.burns = burns;
    }

    static Dashboard page(List<CompiledAlert> alerts) {
        var page =
                new SloPage(alerts.stream().filter(alert -> alert.slo() != null).toList());
        return Pages.page(
                Pages.SLO,
                "Health / Objectives",
                "What have we promised, do we keep it, and for how long will the rest last?",
                "now-7d",
                List.of(Pages.SLOS),
                List.of(Pages.firing("Alerts on objectives", "alertname=~\".*Burn\""), Pages.changes("")),
                List.of(table(), page.burning(), over()));
    }

    private static Row table() {
        String info = " * on (cluster, slo) group_left (layer, namespace, service) slo:info{$C}";
        return Row.open(
                "Objectives",
                Draft.all(Draft.table("objectives", "Objectives")
                        .column(
                                "promised",
                                "percentunit",
                                "max by (cluster, slo) (slo:objective:ratio{" + S + "})" + info)
                        .column(
                                "kept, 1 h",
                                "percentunit",
                                "(1 - max by (cluster, slo) (slo:bad_per_total:ratio_rate1h{" + S + "}))" + info)
                        .column(
                                "budget left",
                                BUDGET,
                                "min by (cluster, slo) (strata_slo_error_budget_remaining_ratio{" + S + "})" + info)
                        .column("burn, 1 h", BURN, burn("1h") + info)
                        .column("burn, 6 h", BURN, burn("6h") + info)
                        .says(
                                "Every objective: what is promised, what was kept within the last hour, how much may still fail, and how"
                                        + " many times too fast that is being used up.")
                        .from(SERIES)));
    }

    private static String burn(String window) {
        return burn(S, window);
    }

    private static String burn(String chosen, String window) {
        return "max by (cluster, slo) (slo:bad_per_total:ratio_rate" + window + "{" + chosen + "})"
                + " / on (cluster, slo) (1 - max by (cluster, slo) (slo:objective:ratio{" + chosen + "}))";
    }

    /** How fast one objective burns, for a page of somebody's own: the lines are the factors of its alerts. */
    static Draft burnOf(String slo, List<CompiledAlert> alerts) {
        List<CompiledAlert> own = alerts.stream()
                .filter(alert ->
                        alert.slo() != null && alert.slo().name().value().equals(slo))
                .toList();
        var colors = new TreeMap<Double, String>();
        var windows = new LinkedHashSet<String>();
        for (CompiledAlert alert : own) {
            boolean pages = alert.definition().owner().severity() == AlertSeverity.CRITICAL;
            for (BurnPair pair : alert.pairs()) {
                colors.merge(
                        pair.factor().doubleValue(),
                        pages ? PanelStyle.RED : PanelStyle.ORANGE,
                        (a, b) -> pages ? PanelStyle.RED : a);
                windows.add(PromTime.text(pair.longWindow()));
            }
        }
        if (windows.isEmpty()) {
            windows.addAll(List.of("1h", "6h"));
        }
        var steps = new ArrayList<Step>();
        steps.add(new Step(PanelStyle.GREEN, null));
        colors.forEach((factor, color) -> steps.add(new Step(color, factor)));
        Draft draft = Draft.series("slo-" + slo, "Burn of " + slo, "short").size(12, 8);
        windows.forEach(window -> draft.ask(burn("$C,slo=\"" + slo + "\"", window), window));
        return draft.steps(steps.toArray(Step[]::new))
                .says(
                        "How many times too fast the objective uses up what may fail, over the windows of its alerts; the lines"
                                + " are their factors. At 1 the budget lasts exactly for its period.")
                .link("All objectives", Pages.to(Pages.SLO))
                .from(SERIES);
    }

    private Row burning() {
        return Row.open(
                "How fast it is used up",
                Draft.all(
                        burnPanel(AlertAddress.FAST_BURN, "Fast burn: pages", true, BurnPair.fast(MONTH)),
                        burnPanel(AlertAddress.SLOW_BURN, "Slow burn: tickets", false, BurnPair.slow(MONTH))));
    }

    /** The lines are the factors of the alerts of this run; without any, the standard ones. */
    private Draft burnPanel(String key, String title, boolean pages, List<BurnPair> standard) {
        var factors = new TreeMap<Double, String>();
        var pairs = new ArrayList<BurnPair>();
        burns.stream()
                .filter(alert -> pages == (alert.definition().owner().severity() == AlertSeverity.CRITICAL))
                .flatMap(alert -> alert.pairs().stream())
                .forEach(pairs::add);
        for (BurnPair pair : pairs.isEmpty() ? standard : pairs) {
            factors.put(pair.factor().doubleValue(), PromTime.text(pair.longWindow()));
        }
        var draft = Draft.series(key, title, "short").size(12, 9);
        var steps = new ArrayList<Step>();
        var lines = new ArrayList<String>();
        steps.add(new Step(PanelStyle.GREEN, null));
        factors.forEach((factor, window) -> {
            steps.add(new Step(pages ? PanelStyle.RED : PanelStyle.ORANGE, factor));
            lines.add(factor + " over " + window);
            draft.ask(burn(window), "{{slo}} " + window);
        });
        return draft.steps(steps.toArray(Step[]::new))
                .says(
                        "How many times too fast each objective uses up what may fail. The lines are the factors of the alerts: "
                                + String.join(", ", lines) + ", each together with its short window.")
                .from(SERIES);
    }

    private static Row over() {
        return Row.open(
                "Over time",
                Draft.all(
                        Draft.series("budget", "Budget left", "percentunit")
                                .ask(
                                        "min by (cluster, slo) (strata_slo_error_budget_remaining_ratio{" + S + "})",
                                        "{{slo}}")
                                .says(
                                        "What may still fail in the period of each objective; below zero the promise is broken.")
                                .empty("no objectives, or no exporter")
                                .atLeast(0.0, 0.2)
                                .signed()
                                .size(12, 8),
                        Draft.series("kept", "Kept and promised", "percentunit")
                                .ask("1 - slo:bad_per_total:ratio_rate1h{" + S + "}", "{{slo}} kept")
                                .ask("slo:objective:ratio{" + S + "}", "{{slo}} promised")
                                .says("What was kept within the hour before each point, beside what is promised.")
                                .from(SERIES)
                                .signed()
                                .size(12, 8),
                        Draft.series("events", "Events", "ops")
                                .ask("slo:events:rate1h{" + S + "}", "{{slo}}")
                                .says(
                                        "Events a second behind each objective: a good ratio over nothing is no good news.")
                                .from(SERIES)
                                .size(12, 8),
                        Draft.series("exhausted", "Time until the budget is gone", "s")
                                .ask(
                                        "clamp_min(min by (cluster, slo) (strata_slo_error_budget_remaining_ratio{" + S
                                                + "}), 0)" + " * 30 * 86400 / on (cluster, slo) (" + burn("6h")
                                                + " > 0)",
                                        "{{slo}}")
                                .says(
                                        "How long the rest of the budget lasts at the speed of the last six hours, for a period of 30 days.")
                                .empty("no objectives, or none is being used up")
                                .size(12, 8)));
    }
}
