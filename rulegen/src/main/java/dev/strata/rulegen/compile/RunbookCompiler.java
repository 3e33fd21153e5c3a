package dev.strata.rulegen.compile;

import dev.strata.rulegen.definition.AlertCondition.SignalState;
import dev.strata.rulegen.definition.AlertDefinition;
import dev.strata.rulegen.definition.PromTime;
import dev.strata.rulegen.promql.print.PromqlPrinter;
import dev.strata.rulegen.rule.AlertingRule;
import dev.strata.rulegen.runbook.Runbook;
import dev.strata.rulegen.runbook.Runbook.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One page for each name of an alert; all of its texts come from the definition, so that they cannot drift. */
final class RunbookCompiler {
    private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*\\$labels\\.(\\w+)\\s*\\}\\}");
    private static final Pattern VALUE = Pattern.compile("\\{\\{\\s*\\$value[^}]*\\}\\}");
    private static final Pattern OBJECTIVE = Pattern.compile("\\$\\{slo\\.(\\w+)\\}");

    private RunbookCompiler() {}

    static List<Runbook> compile(List<CompiledAlert> alerts) {
        Map<String, List<CompiledAlert>> byName = new LinkedHashMap<>();
        for (CompiledAlert alert : alerts) {
            byName.computeIfAbsent(alert.rule().name(), name -> new ArrayList<>())
                    .add(alert);
        }
        return byName.values().stream().map(RunbookCompiler::runbook).toList();
    }

    private static Runbook runbook(List<CompiledAlert> alerts) {
        CompiledAlert first = alerts.get(0);
        AlertDefinition definition = first.definition();
        var sections = new ArrayList<Section>();
        sections.add(
                new Section("Meaning", plain(definition.text().description().value())));
        sections.add(new Section("Impact", plain(definition.text().impact().value())));
        if (!definition.text().firstAction().isEmpty()) {
            sections.add(new Section("First action", definition.text().firstAction()));
        }
        sections.add(new Section("Diagnosis", diagnosis(first)));
        sections.add(new Section("When it fires", conditions(alerts)));
        if (!definition.relations().replaces().isEmpty()) {
            sections.add(new Section(
                    "Known elsewhere as",
                    String.join(", ", definition.relations().replaces())));
        }
        return new Runbook(
                definition.name().value(), plain(definition.text().summary().value()), sections);
    }

    private static String diagnosis(CompiledAlert alert) {
        if (alert.condition() instanceof SignalState state) {
            return "The finding is the signal `" + state.signal().id() + "`: "
                    + state.signal().title() + ". "
                    + state.signal().firstAction()
                    + "\n\nThe description of the alert names the likely cause. The board of"
                    + " the exporter and `strata-exporter diagnose` show the evidence, the scope and the commands to"
                    + " confirm it.";
        }
        if (alert.slo() != null) {
            return "The description of the alert names the likely cause. The overview dashboard shows the burn rate beside"
                    + " the changes; `strata-exporter diagnose` lists the findings under the objective.";
        }
        return "Run the expression below without its limit to see how far the value is from it, and since when.";
    }

    private static String conditions(List<CompiledAlert> alerts) {
        var text = new StringBuilder();
        for (CompiledAlert alert : alerts) {
            AlertingRule rule = alert.rule();
            text.append("Severity **").append(rule.labels().get("severity")).append("**");
            if (alert.slo() != null) {
                text.append(" for `").append(alert.slo().name().value()).append('`');
            }
            text.append(rule.holdFor().isZero() ? ", at once" : ", after " + PromTime.text(rule.holdFor()));
            if (!rule.keepFiringFor().isZero()) {
                text.append(", kept for ").append(PromTime.text(rule.keepFiringFor()));
            }
            text.append(":\n\n```promql\n")
                    .append(PromqlPrinter.pretty(rule.expr()))
                    .append("\n```\n\n");
            if (alert.slo() != null && !alert.pairs().isEmpty()) {
                text.append(DetectionTable.of(alert.slo(), alert.pairs())).append('\n');
            }
        }
        return text.toString();
    }

    private static String plain(String template) {
        String text = LABEL.matcher(template).replaceAll("*$1*");
        text = VALUE.matcher(text).replaceAll("*value*");
        return OBJECTIVE.matcher(text).replaceAll("*$1*");
    }
}
