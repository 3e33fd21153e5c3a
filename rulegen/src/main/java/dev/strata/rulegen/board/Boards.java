package dev.strata.rulegen.board;

import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.definition.Definitions;
import dev.strata.rulegen.definition.Targets;
import dev.strata.rulegen.diagnostic.Diagnostics;
import dev.strata.rulegen.rule.RuleFile;
import java.util.ArrayList;
import java.util.List;

/** All pages, and the rules that record what they need beside the alerts. */
public record Boards(List<Dashboard> dashboards, RuleFile series) {
    public Boards {
        dashboards = List.copyOf(dashboards);
    }

    /** The pages of a run. The same alerts give the same pages; an alert more changes no number of another panel. */
    public static Boards of(List<CompiledAlert> alerts, Definitions definitions) {
        Targets targets = definitions.targets();
        var panels = new AlertPanels(alerts);
        var pages = new ArrayList<Dashboard>(List.of(
                OverviewPage.page(),
                ClusterPage.page(panels),
                PlatformPage.page(panels),
                ApplicationPage.page(panels),
                BusinessPage.page(panels),
                AlertsPage.page(targets.runbooks()),
                WorkloadPage.page(),
                NodePage.page(),
                SloPage.page(alerts),
                MetaPage.page(alerts)));
        definitions.dashboards().forEach(own -> pages.add(OwnPage.page(own, panels, alerts)));
        return new Boards(pages, AlertSeries.rules(alerts, targets.evaluationInterval()));
    }

    /** What pages of somebody's own name must be there: alerts, objectives, other pages, units. */
    public static void check(Definitions definitions, List<CompiledAlert> alerts, Diagnostics diagnostics) {
        OwnPageChecker.check(definitions, alerts, diagnostics);
    }
}
