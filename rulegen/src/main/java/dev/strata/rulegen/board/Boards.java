package dev.strata.rulegen.board;

import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.definition.Targets;
import dev.strata.rulegen.rule.RuleFile;
import java.util.List;

/** All pages, and the rules that record what they need beside the alerts. */
public record Boards(List<Dashboard> dashboards, RuleFile series) {
    public Boards {
        dashboards = List.copyOf(dashboards);
    }

    /** The pages of a run. The same alerts give the same pages; an alert more changes no number of another panel. */
    public static Boards of(List<CompiledAlert> alerts, Targets targets) {
        var panels = new AlertPanels(alerts);
        return new Boards(
                List.of(
                        OverviewPage.page(),
                        ClusterPage.page(panels),
                        PlatformPage.page(panels),
                        ApplicationPage.page(panels),
                        BusinessPage.page(panels),
                        AlertsPage.page(targets.runbooks()),
                        WorkloadPage.page(),
                        NodePage.page(),
                        SloPage.page(alerts),
                        MetaPage.page(alerts)),
                AlertSeries.rules(alerts, targets.evaluationInterval()));
    }
}
