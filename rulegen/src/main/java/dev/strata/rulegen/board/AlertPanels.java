package dev.strata.rulegen.board;

import dev.strata.catalog.Layer;
import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.dashboard.Panel;
import dev.strata.rulegen.dashboard.PanelStyle;
import dev.strata.rulegen.dashboard.PanelStyle.Step;
import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.Ratio;
import dev.strata.rulegen.definition.AlertCondition.SignalState;
import dev.strata.rulegen.definition.AlertCondition.Threshold;
import dev.strata.rulegen.definition.AlertSeverity;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.definition.Quantity;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One panel for each alert, made of the alert's own rule: what it compares, with the line at the number it compares with.
 * Where a rule has no such number, the panel counts for how many its condition holds, and says so.
 */
final class AlertPanels {
    private final List<CompiledAlert> alerts;

    AlertPanels(List<CompiledAlert> alerts) {
        this.alerts = alerts;
    }

    /** The panels of a layer, by the alerts' names; alerts of objectives have theirs on the page of objectives. */
    List<Panel> of(Layer layer) {
        var byName = new TreeMap<String, List<CompiledAlert>>();
        for (CompiledAlert alert : alerts) {
            if (alert.slo() == null && alert.definition().owner().layer() == layer) {
                byName.computeIfAbsent(alert.rule().name(), name -> new ArrayList<>())
                        .add(alert);
            }
        }
        return byName.values().stream().map(AlertPanels::panel).toList();
    }

    private static Panel panel(List<CompiledAlert> same) {
        CompiledAlert alert = same.get(0);
        Draft draft = Draft.series(
                        AlertAddress.key(alert.rule().name()), alert.rule().name(), "short")
                .size(12, 7)
                .link("Runbook", alert.rule().annotations().getOrDefault("runbook_url", ""))
                .link("In the catalogue", Pages.to(Pages.ALERTS))
                .empty("nothing to compare: its source is missing, or has nothing of the kind");
        boolean drawn = same.stream().allMatch(one -> compared(one.rule().expr()) != null && comparable(one));
        if (drawn) {
            drawCompared(draft, same);
        } else {
            same.forEach(one -> countHolding(draft, one));
        }
        if (same.stream()
                .anyMatch(one -> PromqlPrinter.canonical(one.rule().expr()).matches(".*(rate|increase)[(].*"))) {
            draft.fixedWindow("the window is the rule's: with another one the panel would not show what the rule sees");
        }
        return draft.says(describe(same, drawn)).done();
    }

    /** A signal's severity is no measure: how many subjects it has says more. */
    private static boolean comparable(CompiledAlert alert) {
        return !(alert.condition() instanceof SignalState);
    }

    private static @Nullable BinaryExpr compared(Expr expr) {
        boolean limited = expr instanceof BinaryExpr binary
                && binary.op().isComparison()
                && !binary.returnBool()
                && binary.right() instanceof NumberLiteral;
        return limited ? (BinaryExpr) expr : null;
    }

    private static void drawCompared(Draft draft, List<CompiledAlert> same) {
        var asked = new ArrayList<String>();
        var limits = new ArrayList<Step>();
        boolean upper = true;
        for (CompiledAlert alert : same) {
            BinaryExpr compared = (BinaryExpr) alert.rule().expr();
            String text = ClusterChoice.text(compared.left());
            if (!asked.contains(text)) {
                asked.add(text);
                draft.ask(text, "");
            }
            limits.add(new Step(color(alert), ((NumberLiteral) compared.right()).value()));
            upper = compared.op().text().startsWith(">");
        }
        draft.steps(steps(limits, upper)).unit(unit(same.get(0).condition())).signed();
    }

    /** With a lower limit the colour of the trouble is below the line. */
    private static Step[] steps(List<Step> limits, boolean upper) {
        var byNumber = new TreeMap<Double, String>();
        limits.forEach(step -> byNumber.put(step.from(), step.color()));
        var steps = new ArrayList<Step>();
        if (upper) {
            steps.add(new Step(PanelStyle.GREEN, null));
            byNumber.forEach((number, color) -> steps.add(new Step(color, number)));
        } else {
            Double start = null;
            for (var limit : byNumber.entrySet()) {
                steps.add(new Step(limit.getValue(), start));
                start = limit.getKey();
            }
            steps.add(new Step(PanelStyle.GREEN, start));
        }
        return steps.toArray(Step[]::new);
    }

    private static void countHolding(Draft draft, CompiledAlert alert) {
        String severity = alert.definition().owner().severity().id();
        draft.ask("count by (cluster) (" + ClusterChoice.text(alert.rule().expr()) + ")", "holds, " + severity);
        draft.steps(new Step(PanelStyle.GREEN, null), new Step(color(alert), 1.0));
        if (alert.condition() instanceof SignalState state) {
            draft.ask(
                    "sum by (cluster, verdict) (strata_signal_subjects{$C,signal=\""
                            + state.signal().id() + "\",verdict!=\"healthy\"})",
                    "{{verdict}}");
        }
    }

    private static String color(CompiledAlert alert) {
        return alert.definition().owner().severity() == AlertSeverity.CRITICAL ? PanelStyle.RED : PanelStyle.ORANGE;
    }

    private static String unit(AlertCondition condition) {
        if (condition instanceof Ratio) {
            return "percentunit";
        }
        Quantity.Unit unit = condition instanceof Threshold threshold
                ? threshold.limit().value().quantity().unit()
                : Quantity.Unit.NUMBER;
        return switch (unit) {
            case RATIO -> "percentunit";
            case SECONDS -> "s";
            case BYTES -> "bytes";
            case PER_SECOND -> "ops";
            case NUMBER -> "short";
        };
    }

    private static String describe(List<CompiledAlert> same, boolean drawn) {
        var text = new StringBuilder();
        for (CompiledAlert alert : same) {
            text.append(alert.definition().owner().severity().id())
                    .append(" after ")
                    .append(PromTime.text(alert.rule().holdFor()))
                    .append(": `")
                    .append(PromqlPrinter.canonical(alert.rule().expr()))
                    .append("`\n\n");
        }
        text.append(
                drawn
                        ? "The line is the limit of the rule. "
                        : "The rule has no single number to draw; the panel counts for how many its condition holds. ");
        CompiledAlert first = same.get(0);
        text.append("First: ").append(first.definition().text().firstAction());
        return text.append(" Owner: ")
                .append(first.definition().owner().team())
                .append('.')
                .toString();
    }
}
