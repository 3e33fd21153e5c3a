package dev.strata.rulegen.compile;

import dev.strata.catalog.LabelName;
import dev.strata.catalog.Layer;
import dev.strata.catalog.MetricFamilies;
import dev.strata.catalog.MetricFamily;
import dev.strata.rulegen.dashboard.Dashboard;
import dev.strata.rulegen.dashboard.Dashboard.Variable;
import dev.strata.rulegen.dashboard.Event;
import dev.strata.rulegen.dashboard.Panel;
import dev.strata.rulegen.dashboard.Panel.Kind;
import dev.strata.rulegen.dashboard.PanelQuery;
import dev.strata.rulegen.dashboard.PanelStyle;
import dev.strata.rulegen.dashboard.PanelStyle.Step;
import dev.strata.rulegen.dashboard.PanelStyle.Word;
import dev.strata.rulegen.dashboard.Row;
import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.AggregateOp;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.Grouping;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.LabelMatcher.Op;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page to open first: is anything wrong, in which layer, since when, and what is behind it. */
final class OverviewDashboard {
    static final String UID = "strata-overview";
    static final String CLUSTER_VARIABLE = "$cluster";

    private static final Word[] SEVERITIES = {
        new Word(0, "OK", PanelStyle.GREEN), new Word(2, "WARN", PanelStyle.ORANGE), new Word(3, "CRIT", PanelStyle.RED)
    };
    private static final Step[] SEVERITY_STEPS = {
        new Step(PanelStyle.GREEN, null), new Step(PanelStyle.ORANGE, 2.0), new Step(PanelStyle.RED, 3.0)
    };

    private OverviewDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                UID,
                "Health / Overview",
                "Is anything wrong, in which layer, since when, and what is behind it?",
                List.of("strata", "overview"),
                List.of(new Variable("cluster", "Cluster", MetricFamilies.BUILD.name(), LabelName.CLUSTER)),
                List.of(pages(), changes()),
                List.of(now(), behind(), alerts(), objectives(), freshness()));
    }

    private static VectorSelector own(MetricFamily family, LabelMatcher... matchers) {
        return selector(family.name(), matchers);
    }

    private static VectorSelector selector(String name, LabelMatcher... matchers) {
        var all = new ArrayList<LabelMatcher>();
        all.add(LabelMatcher.of(LabelName.CLUSTER, Op.REGEX, CLUSTER_VARIABLE));
        all.addAll(List.of(matchers));
        return VectorSelector.of(name, all);
    }

    private static Expr max(List<String> by, Expr operand) {
        return AggregateExpr.of(AggregateOp.MAX, Grouping.by(by), operand);
    }

    private static Expr countOrZero(Expr operand) {
        Expr count = AggregateExpr.of(AggregateOp.COUNT, Grouping.NONE, operand);
        return Trees.or(count, Call.of("vector", Trees.number(0)));
    }

    private static VectorSelector firing(LabelMatcher... matchers) {
        var all = new ArrayList<>(List.of(matchers));
        all.add(LabelMatcher.equal("alertstate", "firing"));
        all.add(LabelMatcher.of(LabelName.LAYER, Op.NOT_EQUAL, ""));
        return selector("ALERTS", all.toArray(LabelMatcher[]::new));
    }

    private static Event pages() {
        return new Event(
                "Pages",
                firing(LabelMatcher.equal("severity", "critical")),
                false,
                "{{alertname}} {{namespace}} {{name}}",
                PanelStyle.RED);
    }

    private static Event changes() {
        Expr millis = BinaryExpr.of(own(MetricFamilies.CHANGE), BinaryOp.MULTIPLY, Trees.number(1000));
        return new Event("Changes", millis, true, "{{change}} of {{kind}} {{namespace}}/{{name}}", PanelStyle.BLUE);
    }

    private static Row now() {
        var panels = new ArrayList<Panel>();
        for (Layer layer : Layer.values()) {
            panels.add(layerTile(layer));
        }
        panels.add(alertTile("critical", "Pages", PanelStyle.RED));
        panels.add(alertTile("warning", "Tickets", PanelStyle.ORANGE));
        panels.add(heartbeat());
        Expr layers = max(List.of(LabelName.LAYER), own(MetricFamilies.LAYER_SEVERITY));
        panels.add(new Panel(
                "history",
                "Layers over time",
                "Worst unexplained severity of each layer. A gap means that less than nine tenths of the layer could be"
                        + " judged; it is not the same as healthy.",
                Kind.STATE_TIMELINE,
                24,
                6,
                PanelStyle.plain("none", "UNKNOWN").withSteps(SEVERITY_STEPS).withWords(SEVERITIES),
                List.of(new PanelQuery(layers, "{{layer}}"))));
        return new Row("Now", panels);
    }

    private static Panel layerTile(Layer layer) {
        Expr worst = max(
                List.of(LabelName.LAYER),
                own(MetricFamilies.LAYER_SEVERITY, LabelMatcher.equal(LabelName.LAYER, layer.id())));
        String title =
                layer.id().substring(0, 1).toUpperCase(Locale.ROOT) + layer.id().substring(1);
        return new Panel(
                "layer-" + layer.id(),
                title,
                "Worst unexplained severity of the " + layer.id()
                        + " layer: what a finding of a lower layer explains does"
                        + " not count. UNKNOWN means that too little of the layer can be judged.",
                Kind.STAT,
                4,
                4,
                PanelStyle.plain("none", "UNKNOWN").withSteps(SEVERITY_STEPS).withWords(SEVERITIES),
                List.of(new PanelQuery(worst, title)));
    }

    private static Panel alertTile(String severity, String title, String color) {
        Expr count = countOrZero(firing(LabelMatcher.equal("severity", severity)));
        return new Panel(
                "alerts-" + severity,
                title,
                "Number of alerts of the severity " + severity + " that fire now, as Prometheus sees them: before"
                        + " Alertmanager silences or groups any of them.",
                Kind.STAT,
                3,
                4,
                PanelStyle.plain("short", "0").withSteps(new Step(PanelStyle.GREEN, null), new Step(color, 1.0)),
                List.of(new PanelQuery(count, title)));
    }

    private static Panel heartbeat() {
        Expr firing = countOrZero(firing(LabelMatcher.equal("alertname", "Watchdog")));
        Expr alive = Call.of("clamp_max", firing, Trees.number(1));
        return new Panel(
                "heartbeat",
                "Rules",
                "Whether the always-firing alert fires. DEAD means that rules are not loaded or not evaluated: then no"
                        + " other tile on this page can be trusted.",
                Kind.STAT,
                2,
                4,
                PanelStyle.plain("none", "DEAD")
                        .withSteps(new Step(PanelStyle.RED, null), new Step(PanelStyle.GREEN, 1.0))
                        .withWords(new Word(0, "DEAD", PanelStyle.RED), new Word(1, "ALIVE", PanelStyle.GREEN)),
                List.of(new PanelQuery(alive, "Watchdog")));
    }

    private static Row behind() {
        Expr causes = max(Trees.withCluster(LabelName.IDENTITY), own(MetricFamilies.ROOT_CAUSE_EFFECTS));
        var since = new ArrayList<>(Trees.withCluster(LabelName.IDENTITY));
        Expr age = BinaryExpr.of(
                Call.of("time"),
                BinaryOp.SUBTRACT,
                AggregateExpr.of(AggregateOp.MIN, Grouping.by(since), own(MetricFamilies.SIGNAL_ACTIVE_TIMESTAMP)));
        return new Row(
                "What is behind it",
                List.of(
                        new Panel(
                                "root-causes",
                                "Root causes",
                                "Findings that nothing else explains, with the number of findings each of them explains,"
                                        + " itself included. Begin with the largest number.",
                                Kind.TABLE,
                                12,
                                8,
                                PanelStyle.plain("short", "none").hiding("Time"),
                                List.of(new PanelQuery(causes, ""))),
                        new Panel(
                                "findings",
                                "All findings by age",
                                "Every finding that fires, explained or not, and for how long its condition has held"
                                        + " according to the exporter.",
                                Kind.TABLE,
                                12,
                                8,
                                PanelStyle.plain("s", "none").hiding("Time"),
                                List.of(new PanelQuery(age, "")))));
    }

    private static Row alerts() {
        Expr saturation = max(
                List.of(LabelName.CLUSTER, LabelName.NAMESPACE, LabelName.NAME), own(MetricFamilies.HPA_SATURATION));
        return new Row(
                "Alerts and capacity",
                List.of(
                        new Panel(
                                "firing",
                                "Firing alerts",
                                "All alerts of the pack that fire now, with the labels that route them; the runbook of"
                                        + " each is named like the alert.",
                                Kind.TABLE,
                                12,
                                8,
                                PanelStyle.plain("short", "none").hiding("Time", "Value", "__name__", "alertstate"),
                                List.of(new PanelQuery(firing(), ""))),
                        new Panel(
                                "saturation",
                                "Autoscalers near their ceiling",
                                "Current replicas over the maximum, shown from 80 percent on. At 100 percent more load"
                                        + " meets no reserve; HpaSaturated fires after ten minutes of that.",
                                Kind.TIME_SERIES,
                                12,
                                8,
                                PanelStyle.plain("percentunit", "none near the ceiling")
                                        .withSteps(new Step(PanelStyle.GREEN, null), new Step(PanelStyle.ORANGE, 1.0)),
                                List.of(new PanelQuery(saturation, "{{namespace}}/{{name}}")))));
    }

    private static Row objectives() {
        Expr left = AggregateExpr.of(
                AggregateOp.MIN,
                Grouping.by(LabelName.CLUSTER, LabelName.SLO),
                own(MetricFamilies.SLO_BUDGET_REMAINING));
        Expr burn = max(
                List.of(LabelName.CLUSTER, LabelName.SLO),
                own(MetricFamilies.SLO_BURN, LabelMatcher.equal(LabelName.WINDOW, "1h")));
        return new Row(
                "Objectives",
                List.of(
                        new Panel(
                                "budget",
                                "Error budget left",
                                "Share of the error budget that is left in the period of each objective. Below zero the"
                                        + " objective is missed; below one fifth releases should wait.",
                                Kind.TIME_SERIES,
                                12,
                                7,
                                PanelStyle.plain("percentunit", "no objectives")
                                        .withSteps(
                                                new Step(PanelStyle.RED, null),
                                                new Step(PanelStyle.ORANGE, 0.0),
                                                new Step(PanelStyle.GREEN, 0.2)),
                                List.of(new PanelQuery(left, "{{slo}}"))),
                        new Panel(
                                "burn",
                                "Burn rate over one hour",
                                "How many times faster than allowed the error budget is used up. The first page fires at"
                                        + " 14.4 over one hour together with five minutes.",
                                Kind.TIME_SERIES,
                                12,
                                7,
                                PanelStyle.plain("short", "no objectives")
                                        .withSteps(
                                                new Step(PanelStyle.GREEN, null),
                                                new Step(PanelStyle.ORANGE, 1.0),
                                                new Step(PanelStyle.RED, 14.4)),
                                List.of(new PanelQuery(burn, "{{slo}}")))));
    }

    private static Row freshness() {
        Expr judged = AggregateExpr.of(
                AggregateOp.MIN,
                Grouping.by(LabelName.CLUSTER, LabelName.LAYER),
                own(MetricFamilies.LAYER_JUDGED_RATIO));
        Expr age = BinaryExpr.of(
                Call.of("time"),
                BinaryOp.SUBTRACT,
                max(List.of(LabelName.CLUSTER), own(MetricFamilies.SNAPSHOT_TIMESTAMP)));
        return new Row(
                "Can this page be trusted?",
                List.of(
                        new Panel(
                                "judged",
                                "Share of signals that can be judged",
                                "Signals whose inputs are fresh, by layer. Below nine tenths the layer shows UNKNOWN"
                                        + " unless something fires.",
                                Kind.TIME_SERIES,
                                12,
                                6,
                                PanelStyle.plain("percentunit", "UNKNOWN")
                                        .withSteps(new Step(PanelStyle.RED, null), new Step(PanelStyle.GREEN, 0.9)),
                                List.of(new PanelQuery(judged, "{{layer}}"))),
                        new Panel(
                                "snapshot-age",
                                "Age of the newest evaluation",
                                "Seconds since the exporter last judged all signals. SignalStale pages when this stays"
                                        + " above two minutes.",
                                Kind.TIME_SERIES,
                                12,
                                6,
                                PanelStyle.plain("s", "no exporter")
                                        .withSteps(new Step(PanelStyle.GREEN, null), new Step(PanelStyle.RED, 120.0)),
                                List.of(new PanelQuery(age, "{{cluster}}")))));
    }
}
