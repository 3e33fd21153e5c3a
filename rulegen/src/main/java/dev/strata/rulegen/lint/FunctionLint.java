package dev.strata.rulegen.lint;

import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.rule.AlertingRule;

/** Functions that mislead in alerts. */
final class FunctionLint implements Lint {
    @Override
    public String id() {
        return "function";
    }

    @Override
    public void check(AlertingRule rule, Inference.Result inferred, Report report) {
        ExprFold.forEach(rule.expr(), node -> {
            if (node instanceof Call call && call.function().equals("irate")) {
                report.error(call.span(), "irate looks at two samples only and makes alerts flap", "use rate");
            }
            if (node instanceof Call call && call.function().equals("absent")) {
                report.error(
                        call.span(),
                        "absent only fires when the series is gone in all clusters",
                        "compare with an inventory: group by (cluster) (...) unless on (cluster) ...");
            }
        });
    }
}
