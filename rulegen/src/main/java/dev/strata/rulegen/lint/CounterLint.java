package dev.strata.rulegen.lint;

import dev.strata.catalog.MetricType;
import dev.strata.rulegen.metric.KnownMetric;
import dev.strata.rulegen.metric.MetricIndex;
import dev.strata.rulegen.promql.ast.Call;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.ExprFold;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.VectorSelector;
import dev.strata.rulegen.rule.AlertingRule;
import java.util.Optional;
import java.util.Set;

/** Counters say something only through their growth, gauges never do. */
final class CounterLint implements Lint {
    private static final Set<String> GROWTH = Set.of("rate", "increase", "irate", "resets");

    private final MetricIndex index;

    CounterLint(MetricIndex index) {
        this.index = index;
    }

    @Override
    public String id() {
        return "counter";
    }

    @Override
    public void check(AlertingRule rule, Report report) {
        ExprFold.forEach(rule.expr(), node -> {
            if (node instanceof Call call && GROWTH.contains(call.function())) {
                check(call, report);
            } else if (!(node instanceof MatrixSelector)) {
                node.children().forEach(child -> plain(child, report));
            }
        });
        plain(rule.expr(), report);
    }

    private void check(Call call, Report report) {
        Expr argument =
                call.arguments().isEmpty() ? call : call.arguments().get(0).unwrapped();
        if (argument instanceof MatrixSelector matrix && is(matrix.selector(), MetricType.GAUGE)) {
            String name = matrix.selector().metricName();
            report.error(
                    matrix.span(),
                    call.function() + " needs a counter, \"" + name + "\" is a gauge",
                    "use delta, deriv or an aggregation over time");
        }
    }

    private void plain(Expr node, Report report) {
        if (node instanceof VectorSelector selector && is(selector, MetricType.COUNTER)) {
            report.error(
                    selector.span(),
                    "the counter \"" + selector.metricName() + "\" is read without rate or increase",
                    "its value only says how long the process has been running");
        }
    }

    private boolean is(VectorSelector selector, MetricType type) {
        Optional<KnownMetric> known = index.byName(selector.metricName());
        return known.isPresent() && known.get().type() == type;
    }
}
