package dev.strata.rulegen.lint;

import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.rule.AlertingRule;

/** A rule that loses the cluster mixes all clusters as soon as one server holds more than one. */
final class ClusterLabelLint implements Lint {
    private static final String CLUSTER = "cluster";

    @Override
    public String id() {
        return "cluster-label";
    }

    @Override
    public void check(AlertingRule rule, Inference.Result inferred, Report report) {
        ExprFold.forEach(rule.expr(), node -> {
            String clause = clauseThatLosesIt(node);
            if (!clause.isEmpty()) {
                report.error(
                        node.span(),
                        clause + " leaves out the label \"" + CLUSTER + "\"",
                        "name it there; where series have no such label it changes nothing");
            }
        });
    }

    private static String clauseThatLosesIt(Expr node) {
        if (node instanceof AggregateExpr aggregate) {
            boolean keeps = aggregate.op().selects() || aggregate.grouping().keeps(CLUSTER);
            return keeps ? "" : "the grouping of " + aggregate.op().text();
        }
        if (node instanceof BinaryExpr binary && binary.matching() != null) {
            boolean compares = binary.matching().labels().contains(CLUSTER)
                    == binary.matching().on();
            return compares ? "" : "the matching of \"" + binary.op().text() + "\"";
        }
        return "";
    }
}
