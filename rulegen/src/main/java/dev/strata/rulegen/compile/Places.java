package dev.strata.rulegen.compile;

import dev.strata.catalog.LabelName;
import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.Absence;
import dev.strata.rulegen.definition.AlertCondition.Compound;
import dev.strata.rulegen.definition.AlertCondition.Forecast;
import dev.strata.rulegen.definition.AlertCondition.Promql;
import dev.strata.rulegen.definition.AlertCondition.Ratio;
import dev.strata.rulegen.definition.AlertCondition.SignalState;
import dev.strata.rulegen.definition.AlertCondition.Threshold;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.BinaryOp;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.LabelMatcher;
import dev.strata.rulegen.promql.ast.MatrixSelector;
import dev.strata.rulegen.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conditions narrowed to some namespaces, or to all others; empty where a condition does not keep the namespace. */
final class Places {
    private final LabelMatcher matcher;

    private Places(LabelMatcher matcher) {
        this.matcher = matcher;
    }

    static Optional<AlertCondition> inside(AlertCondition condition, String regex) {
        LabelMatcher.Op op = regex.matches("[a-z0-9-]+") ? LabelMatcher.Op.EQUAL : LabelMatcher.Op.REGEX;
        return new Places(LabelMatcher.of(LabelName.NAMESPACE, op, regex)).narrowed(condition);
    }

    static Optional<AlertCondition> outside(AlertCondition condition, String regex) {
        LabelMatcher.Op op = regex.matches("[a-z0-9-]+") ? LabelMatcher.Op.NOT_EQUAL : LabelMatcher.Op.NOT_REGEX;
        return new Places(LabelMatcher.of(LabelName.NAMESPACE, op, regex)).narrowed(condition);
    }

    private Optional<AlertCondition> narrowed(AlertCondition condition) {
        boolean keeps = ConditionLabels.of(condition)
                .map(labels -> labels.contains(LabelName.NAMESPACE))
                .orElse(true);
        return keeps ? Optional.ofNullable(with(condition)) : Optional.empty();
    }

    private @Nullable AlertCondition with(AlertCondition condition) {
        if (condition instanceof Threshold old) {
            return new Threshold(
                    with(old.metric()), some(old.of()), old.reading(), old.aggregate(), old.by(), old.limit());
        }
        if (condition instanceof Ratio old) {
            return new Ratio(with(old.bad()), with(old.total()), old.over(), old.by(), old.limit(), old.floor());
        }
        if (condition instanceof Absence old) {
            return new Absence(with(old.metric()), old.alive(), old.within(), old.by());
        }
        if (condition instanceof Forecast old) {
            return new Forecast(
                    with(old.metric()), some(old.of()), old.over(), old.ahead(), old.by(), old.limit(), old.now());
        }
        if (condition instanceof SignalState old) {
            var matchers = new ArrayList<>(old.matchers());
            matchers.add(matcher);
            return new SignalState(old.signal(), old.atLeast(), matchers);
        }
        if (condition instanceof Compound old) {
            AlertCondition first = with(old.parts().get(0));
            if (first == null || old.mode() == Compound.Mode.ANY) {
                return null;
            }
            var parts = new ArrayList<>(old.parts());
            parts.set(0, first);
            return new Compound(old.mode(), parts, old.on(), old.unless());
        }
        return condition instanceof Promql old ? new Promql(with(old.expr())) : null;
    }

    private @Nullable VectorSelector some(@Nullable VectorSelector selector) {
        return selector == null ? null : with(selector);
    }

    private VectorSelector with(VectorSelector selector) {
        return selector.with(matcher);
    }

    /** Elements come from the left of an operator, but for alternatives: what is not selected there is not found. */
    private Expr with(Expr expr) {
        if (expr instanceof VectorSelector selector) {
            return with(selector);
        }
        if (expr instanceof MatrixSelector matrix) {
            return matrix.withSelector(with(matrix.selector()));
        }
        var children = new ArrayList<>(expr.children());
        boolean leftOnly = expr instanceof BinaryExpr binary && binary.op() != BinaryOp.OR;
        for (int i = 0; i < (leftOnly ? Math.min(1, children.size()) : children.size()); i++) {
            children.set(i, with(children.get(i)));
        }
        return Rebuild.of(expr, List.copyOf(children));
    }
}
