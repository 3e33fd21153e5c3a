package dev.strata.rulegen.compile;

import dev.strata.rulegen.definition.AlertCondition;
import dev.strata.rulegen.definition.AlertCondition.Compound;
import dev.strata.rulegen.definition.AlertCondition.Forecast;
import dev.strata.rulegen.definition.AlertCondition.Promql;
import dev.strata.rulegen.definition.AlertCondition.Ratio;
import dev.strata.rulegen.definition.AlertCondition.Threshold;
import dev.strata.rulegen.definition.Limit;
import dev.strata.rulegen.definition.Quantity;
import dev.strata.rulegen.diagnostic.Located;
import dev.strata.rulegen.promql.ast.BinaryExpr;
import dev.strata.rulegen.promql.ast.Expr;
import dev.strata.rulegen.promql.ast.NumberLiteral;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions with another threshold. */
final class Thresholds {
    private Thresholds() {}

    /**
     * The condition, or why there is none.
     *
     * @param problem begins after the name of the alert
     */
    record Result(
            @Nullable AlertCondition condition,
            String problem,
            @Nullable String hint) {
        private static Result of(AlertCondition condition) {
            return new Result(condition, "", null);
        }

        private static Result not(String problem, @Nullable String hint) {
            return new Result(null, problem, hint);
        }
    }

    static Result with(AlertCondition condition, Quantity wanted) {
        if (condition instanceof Compound compound) {
            Result first = with(compound.parts().get(0), wanted);
            if (first.condition() == null) {
                return first;
            }
            var parts = new ArrayList<>(compound.parts());
            parts.set(0, first.condition());
            return Result.of(new Compound(compound.mode(), parts, compound.on(), compound.unless()));
        }
        if (condition instanceof Promql promql) {
            return compared(promql.expr(), wanted);
        }
        Located<Limit> old = limit(condition);
        if (old == null) {
            String hint = "patch its objective, its signal or its times";
            return Result.not("has no threshold", hint);
        }
        Quantity now = old.value().quantity();
        boolean fits = now.unit() == wanted.unit() || wanted.unit() == Quantity.Unit.NUMBER;
        if (!fits) {
            String message = "has a threshold of " + now.text() + ", which " + wanted.text() + " does not replace";
            return Result.not(message, "write it in the same unit");
        }
        if (now.value().compareTo(wanted.value()) == 0) {
            return Result.not("has that threshold already", "remove it from the patch");
        }
        return Result.of(
                with(condition, new Located<>(new Limit(old.value().comparison(), wanted), old.file(), old.span())));
    }

    private static @Nullable Located<Limit> limit(AlertCondition condition) {
        if (condition instanceof Threshold threshold) {
            return threshold.limit();
        }
        if (condition instanceof Ratio ratio) {
            return ratio.limit();
        }
        return condition instanceof Forecast forecast ? forecast.limit() : null;
    }

    private static AlertCondition with(AlertCondition condition, Located<Limit> limit) {
        if (condition instanceof Threshold old) {
            return new Threshold(old.metric(), old.of(), old.reading(), old.aggregate(), old.by(), limit);
        }
        if (condition instanceof Ratio old) {
            return new Ratio(old.bad(), old.total(), old.over(), old.by(), limit, old.floor());
        }
        Forecast old = (Forecast) condition;
        return new Forecast(old.metric(), old.of(), old.over(), old.ahead(), old.by(), limit, old.now());
    }

    /** An expression whose last step compares with a number. */
    private static Result compared(Expr expr, Quantity wanted) {
        boolean fits = expr.unwrapped() instanceof BinaryExpr binary
                && binary.op().isComparison()
                && binary.right().unwrapped() instanceof NumberLiteral;
        if (!fits) {
            return Result.not("does not end in a comparison with a number", "change the expression itself");
        }
        BinaryExpr old = (BinaryExpr) expr.unwrapped();
        double value = wanted.value().doubleValue();
        if (((NumberLiteral) old.right().unwrapped()).value() == value) {
            return Result.not("has that threshold already", "remove it from the patch");
        }
        return Result.of(new Promql(Rebuild.of(old, List.of(old.left(), NumberLiteral.of(value)))));
    }
}
