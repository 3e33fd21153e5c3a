package dev.strata.rulegen.compile;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.Absence;
import dev.strata.rulegen.definition.AlertCondition.BurnRate;
import dev.strata.rulegen.definition.AlertCondition.Compound;
import dev.strata.rulegen.definition.AlertCondition.Forecast;
import dev.strata.rulegen.definition.AlertCondition.MissingSignals;
import dev.strata.rulegen.definition.AlertCondition.Promql;
import dev.strata.rulegen.definition.AlertCondition.Ratio;
import dev.strata.rulegen.definition.AlertCondition.SignalState;
import dev.strata.rulegen.definition.AlertCondition.Threshold;
import dev.strata.rulegen.promql.ast.AggregateExpr;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Expr;
import java.util.List;
import java.util.Optional;

/** The labels that tell the elements of a condition apart, the cluster aside; empty where the shape does not show them. */
final class ConditionLabels implements AlertCondition.Visitor<Optional<List<String>>> {

    static Optional<List<String>> of(AlertCondition condition) {
        return condition.accept(new ConditionLabels());
    }

    /** Those that every element has, whichever branch of the condition it comes from. */
    static List<String> certain(AlertCondition condition) {
        if (condition instanceof Compound compound) {
            return compound.parts().stream()
                    .map(ConditionLabels::certain)
                    .reduce(ConditionLabels::common)
                    .orElse(List.of());
        }
        return condition instanceof Promql promql
                ? certain(promql.expr())
                : of(condition).orElse(List.of());
    }

    private static List<String> certain(Expr written) {
        Expr expr = written.unwrapped();
        if (expr instanceof BinaryExpr binary) {
            boolean either = binary.op() == BinaryOp.OR;
            return either ? common(certain(binary.left()), certain(binary.right())) : certain(binary.left());
        }
        boolean by =
                expr instanceof AggregateExpr aggregate && !aggregate.grouping().without();
        return by ? ((AggregateExpr) expr).grouping().labels() : List.of();
    }

    private static List<String> common(List<String> one, List<String> other) {
        return one.stream().filter(other::contains).toList();
    }

    @Override
    public Optional<List<String>> threshold(Threshold condition) {
        return Optional.of(condition.by());
    }

    @Override
    public Optional<List<String>> ratio(Ratio condition) {
        return Optional.of(condition.by());
    }

    @Override
    public Optional<List<String>> burnRate(BurnRate condition) {
        return Optional.of(List.of(LabelName.SLO, LabelName.NAMESPACE, LabelName.SERVICE));
    }

    @Override
    public Optional<List<String>> absence(Absence condition) {
        return Optional.of(condition.by());
    }

    @Override
    public Optional<List<String>> forecast(Forecast condition) {
        return Optional.of(condition.by());
    }

    /** An element of a compound is one of its first part. */
    @Override
    public Optional<List<String>> compound(Compound condition) {
        return condition.parts().get(0).accept(this);
    }

    @Override
    public Optional<List<String>> signal(SignalState condition) {
        return Optional.of(List.of(LabelName.NAMESPACE, LabelName.KIND, LabelName.NAME));
    }

    @Override
    public Optional<List<String>> missingSignals(MissingSignals condition) {
        return Optional.of(List.of(LabelName.SIGNAL));
    }

    @Override
    public Optional<List<String>> promql(Promql condition) {
        Expr expr = condition.expr().unwrapped();
        while (expr instanceof BinaryExpr binary) {
            expr = binary.left().unwrapped();
        }
        if (expr instanceof AggregateExpr aggregate && !aggregate.grouping().without()) {
            return Optional.of(aggregate.grouping().labels());
        }
        return Optional.empty();
    }
}
