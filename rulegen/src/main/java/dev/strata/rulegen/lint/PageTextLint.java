package dev.strata.rulegen.lint;

import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.rule.AlertingRule;
import java.util.List;

/** Whoever is woken reads what is wrong and what it costs. */
final class PageTextLint implements Lint {
    @Override
    public String id() {
        return "page-text";
    }

    @Override
    public void check(AlertingRule rule, Inference.Result inferred, Report report) {
        if (!rule.labels().getOrDefault("severity", "").contains("critical")) {
            return;
        }
        for (String annotation : List.of("summary", "impact", "runbook_url")) {
            if (rule.annotations().getOrDefault(annotation, "").isBlank()) {
                report.error("a critical alert needs the annotation \"" + annotation + "\"", "write it for people");
            }
        }
    }
}
