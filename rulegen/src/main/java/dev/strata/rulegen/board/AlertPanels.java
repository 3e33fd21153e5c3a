package dev.strata.rulegen.board;

import dev.strata.catalog.Layer;
import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.dashboard.Panel;
import dev.strata.rulegen.dashboard.PanelStyle;
import dev.strata.rulegen.dashboard.PanelStyle.Step;
import dev.strata.rulegen.dashboard.Row;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What alerts yield by themselves: a panel for each that compares with a number, made of the alert's own rule, with the line
 * at that number; one panel of states for those of a file that have no such number.
 */
final class AlertPanels {
    private final List<CompiledAlert> alerts;

    AlertPanels(List<CompiledAlert> alerts) {
        this.alerts = alerts;
    }

    /** How many lines the alerts of a layer take in its timeline. */
    int count(Layer layer) {
        return (int) of(layer)
                .map(alert -> alert.rule().name() + alert.definition().owner().severity())
                .distinct()
                .count();
    }

    /** The height of a timeline of so many lines, twenty of which are on one page. */
    static int height(int lines) {
        return 3 + (int) Math.ceil(Math.min(Math.max(lines, 2), 20) * 0.75);
    }

    /**
     * A folded row for each file of definitions, so that a layer may have any number of alerts: only what is opened asks.
     * Alerts of objectives have theirs on the page of objectives.
     */
    List<Row> rows(Layer layer) {
        var byFile = new TreeMap<String, List<CompiledAlert>>();
        of(layer)
                .forEach(alert -> byFile.computeIfAbsent(AlertAddress.file(alert), file -> new ArrayList<>())
                        .add(alert));
        var rows = new ArrayList<Row>();
        byFile.forEach((file, some) -> rows.add(Row.folded("Alerts: " + file, panels(file, some))));
        return rows;
    }

    /** The panel of one alert by its name, for a page of somebody's own; empty if there is none. */
    Optional<Panel> panel(String name) {
        List<CompiledAlert> same = alerts.stream()
                .filter(alert -> alert.rule().name().equals(name))
                .toList();
        if (same.isEmpty()) {
            return Optional.empty();
        }
        boolean drawn = same.get(0).slo() == null && same.stream().allMatch(AlertPanels::isDrawn);
        return Optional.of(
                drawn
                        ? panel(same)
                        : states(
                                AlertAddress.key(name),
                                name,
                                "The state of the alert; its rule has no single number.",
                                same));
    }

    private Stream<CompiledAlert> of(Layer layer) {
        return alerts.stream()
                .filter(alert ->
                        alert.slo() == null && alert.definition().owner().layer() == layer);
    }

    private static List<Panel> panels(String file, List<CompiledAlert> all) {
        var drawn = new TreeMap<String, List<CompiledAlert>>();
        var states = new ArrayList<CompiledAlert>();
        for (CompiledAlert alert : all) {
            if (isDrawn(alert)) {
                drawn.computeIfAbsent(alert.rule().name(), name -> new ArrayList<>())
                        .add(alert);
            } else {
                states.add(alert);
            }
        }
        var panels = new ArrayList<Panel>();
        if (!states.isEmpty()) {
            panels.add(states(file, states));
        }
        drawn.values().forEach(same -> panels.add(panel(same)));
        return panels;
    }

    /** Alerts without a number share one panel: a line each, of its state. */
    private static Panel states(String file, List<CompiledAlert> all) {
        String intro = "The alerts of " + file + " whose rules have no single number to draw.";
        return states(AlertAddress.states(file), "Conditions of " + file, intro, all);
    }

    private static Panel states(String key, String title, String intro, List<CompiledAlert> all) {
        var names = new TreeSet<String>();
        all.forEach(alert -> names.add(alert.rule().name()));
        var text = new StringBuilder(intro + "\n\n");
        for (CompiledAlert alert : all) {
            text.append("- ")
                    .append(linked(alert))
                    .append(": ")
                    .append(severity(alert))
                    .append(". ");
            text.append(alert.definition().text().firstAction()).append('\n');
        }
        return Draft.timeline(key, title)
                .ask(
                        AlertSeries.states("alertname=~\"" + String.join("|", names) + "\""),
                        "{{alertname}} {{severity}} {{cluster}}")
                .says(text.toString().strip())
                .styled(Looks.STATE)
                .link("In the catalogue", Pages.to(Pages.ALERTS))
                .size(24, height(all.size()))
                .done();
    }

    private static String linked(CompiledAlert alert) {
        String runbook = alert.rule().annotations().getOrDefault("runbook_url", "");
        String name = alert.rule().name();
        return runbook.isEmpty() ? name : "[" + name + "](" + runbook + ")";
    }

    private static String severity(CompiledAlert alert) {
        return alert.definition().owner().severity().id() + " after "
                + PromTime.text(alert.rule().holdFor());
    }

    private static Panel panel(List<CompiledAlert> same) {
        CompiledAlert alert = same.get(0);
        Draft draft = Draft.series(
                        AlertAddress.key(alert.rule().name()), alert.rule().name(), "short")
                .size(12, 7)
                .link("Runbook", alert.rule().annotations().getOrDefault("runbook_url", ""))
                .link("In the catalogue", Pages.to(Pages.ALERTS))
                .empty("nothing to compare: its source is missing, or has nothing of the kind");
        drawCompared(draft, same);
        if (same.stream()
                .anyMatch(one -> PromqlPrinter.canonical(one.rule().expr()).matches(".*(rate|increase)[(].*"))) {
            draft.fixedWindow("the window is the rule's: with another one the panel would not show what the rule sees");
        }
        return draft.says(describe(same)).done();
    }

    /** Whether the rule compares with one number; a signal's severity is no measure. */
    static boolean isDrawn(CompiledAlert alert) {
        return compared(alert.rule().expr()) != null && !(alert.condition() instanceof SignalState);
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

    private static String describe(List<CompiledAlert> same) {
        var text = new StringBuilder();
        for (CompiledAlert alert : same) {
            text.append(severity(alert))
                    .append(": `")
                    .append(PromqlPrinter.canonical(alert.rule().expr()))
                    .append("`\n\n");
        }
        CompiledAlert first = same.get(0);
        text.append("The line is the limit of the rule. First: ")
                .append(first.definition().text().firstAction());
        return text.append(" Owner: ")
                .append(first.definition().owner().team())
                .append('.')
                .toString();
    }
}
