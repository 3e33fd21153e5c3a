package dev.strata.rulegen.output;

import dev.strata.rulegen.compile.Compilation;
import dev.strata.rulegen.compile.CompiledAlert;
import dev.strata.rulegen.compile.LeftOut;
import dev.strata.rulegen.definition.AlertDefinition;
import dev.strata.rulegen.definition.PromTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All alerts on one page, to be found by their own names and by those of the rules they succeed. */
final class CatalogueWriter {
    private CatalogueWriter() {}

    static OutputFile write(Compilation compilation) {
        var page = new StringBuilder("<!-- " + Outputs.MARK + " from rules/definitions; edit the definitions. -->\n\n");
        page.append("# Alerts\n\n");
        Map<String, List<CompiledAlert>> byLayer = new TreeMap<>();
        Map<String, TreeSet<String>> successors = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (CompiledAlert alert : compilation.alerts()) {
            AlertDefinition definition = alert.definition();
            byLayer.computeIfAbsent(alert.rule().labels().getOrDefault("layer", ""), layer -> new ArrayList<>())
                    .add(alert);
            for (String old : definition.relations().replaces()) {
                successors
                        .computeIfAbsent(old, name -> new TreeSet<>())
                        .add(alert.rule().name());
            }
        }
        byLayer.forEach((layer, alerts) -> layer(page, layer, alerts));
        page.append("## By the rule that you know\n\n| rule | here |\n| --- | --- |\n");
        successors.forEach((old, names) -> page.append("| ")
                .append(old)
                .append(" | ")
                .append(String.join(
                        ", ",
                        names.stream()
                                .map(name -> "[" + name + "](" + name + ".md)")
                                .toList()))
                .append(" |\n"));
        if (!compilation.leftOut().isEmpty()) {
            page.append("\n## Left out\n\nThese could never fire here.\n\n| alert | because |\n| --- | --- |\n");
            for (LeftOut left : compilation.leftOut()) {
                page.append("| ")
                        .append(left.alert())
                        .append(" | ")
                        .append(left.reason())
                        .append(" |\n");
            }
        }
        return new OutputFile("docs/runbooks/CATALOGUE.md", page.toString());
    }

    private static void layer(StringBuilder page, String layer, List<CompiledAlert> alerts) {
        page.append("## ")
                .append(layer)
                .append("\n\n| alert | severity | for | team | what |\n| --- | --- | --- | --- | --- |\n");
        var rows = new TreeSet<String>();
        for (CompiledAlert alert : alerts) {
            Map<String, String> labels = alert.rule().labels();
            String name = alert.rule().name();
            rows.add("| [" + name + "](" + name + ".md) | " + word(labels.get("severity")) + " | "
                    + PromTime.text(alert.rule().holdFor()) + " | " + word(labels.get("team")) + " | "
                    + plain(alert.definition().text().summary().value()) + " |\n");
        }
        rows.forEach(page::append);
        page.append('\n');
    }

    private static String word(@Nullable String label) {
        return label == null ? "" : label.contains("{{") ? "by namespace" : label;
    }

    private static String plain(String template) {
        return template.replaceAll("\\{\\{\\s*\\$labels\\.(\\w+)[^}]*\\}\\}", "*$1*")
                .replaceAll("\\{\\{[^}]*\\}\\}", "*value*")
                .replaceAll("\\$\\{slo\\.(\\w+)\\}", "*$1*")
                .replace("|", "\\|");
    }
}
