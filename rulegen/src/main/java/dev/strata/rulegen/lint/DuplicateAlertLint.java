package dev.strata.rulegen.lint;

import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.rule.AlertingRule;
import java.util.HashSet;
import java.util.Set;

/** Two rules of the same name and labels give the same series and cannot be told apart. */
final class DuplicateAlertLint implements Lint {
    private final Set<String> seen = new HashSet<>();

    @Override
    public String id() {
        return "duplicate-alert";
    }

    @Override
    public void check(AlertingRule rule, Inference.Result inferred, Report report) {
        var labels = rule.labels();
        boolean perObjective = labels.containsKey("service");
        String key = rule.name() + labels + (perObjective ? rule.expr() : "");
        if (!seen.add(key)) {
            report.error(
                    "another alert has the name \"" + rule.name() + "\" and the same labels",
                    "rename one of them or make a label differ");
        }
    }
}
