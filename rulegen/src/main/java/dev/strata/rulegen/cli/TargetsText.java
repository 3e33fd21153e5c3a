package dev.strata.rulegen.cli;

import dev.strata.rulegen.definition.MetricSource;
import dev.strata.rulegen.live.PrometheusFacts;
import dev.strata.rulegen.live.PrometheusFacts.Found;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A definition of the kind Targets, from what a server has. */
final class TargetsText {
    private TargetsText() {}

    static String of(PrometheusFacts facts, List<String> dropped) {
        var text = new StringBuilder("# yaml-language-server: $schema=../../docs/schema/strata-v1.schema.json\n");
        text.append(
                "# What the server has that rulegen init looked at. Put the addresses of your runbooks and Grafana here.\n");
        text.append("apiVersion: strata/v1\nkind: Targets\nmetadata: { name: default }\n");
        text.append("prometheus: \"").append(facts.version()).append("\"\n");
        text.append("scrapeInterval: ").append(facts.scrapeInterval()).append('\n');
        text.append("evaluationInterval: ").append(facts.evaluationInterval()).append('\n');
        text.append(
                "runbooks: https://runbooks.example.org/strata\ngrafana: https://grafana.example.org\nexporters:\n");
        for (MetricSource source : MetricSource.values()) {
            text.append("  ")
                    .append(source.id())
                    .append(": { ")
                    .append(entry(source, facts.sources().get(source)));
            text.append(" }\n");
        }
        if (!dropped.isEmpty()) {
            text.append("droppedMetrics:\n");
            dropped.forEach(name -> text.append("  - ").append(name).append('\n'));
        }
        return text.toString();
    }

    private static String entry(MetricSource source, @Nullable Found found) {
        if (found == null) {
            return "present: false";
        }
        var parts = new ArrayList<String>();
        if (!source.jobs().contains(found.job())) {
            parts.add("job: \"" + found.job() + "\"");
        }
        if (!found.labels().isEmpty()) {
            var labels = new ArrayList<String>();
            found.labels().forEach((usual, own) -> labels.add(usual + ": " + own));
            parts.add("labels: { " + String.join(", ", labels) + " }");
        }
        return parts.isEmpty() ? "present: true" : String.join(", ", parts);
    }

    /** Metrics in the expression whose exporter is there while they are not. */
    static List<String> dropped(Expr expr, PrometheusFacts facts) {
        var missing = new ArrayList<String>();
        ExprFold.forEach(expr, node -> {
            if (node instanceof VectorSelector selector) {
                String name = selector.metricName();
                boolean there = MetricSource.of(name)
                        .map(source -> facts.sources().containsKey(source))
                        .orElse(false);
                if (there && !facts.metrics().contains(name)) {
                    missing.add(name);
                }
            }
        });
        return missing;
    }
}
