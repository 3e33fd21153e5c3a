package dev.strata.exporter.signal;

import dev.strata.catalog.BusinessSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.measurement.Slo;
import org.jspecify.annotations.Nullable;

/** An SLO whose budget is gone, or nearly gone while it still burns. */
final class ErrorBudgetExhaustedEvaluator extends SloEvaluator {

    ErrorBudgetExhaustedEvaluator() {
        super(BusinessSignals.ERROR_BUDGET_EXHAUSTED);
    }

    /** An objective with figures whose period nobody records is not judged by its budget: that is a choice. */
    @Override
    boolean appliesTo(Slo slo) {
        return !Double.isNaN(slo.budgetRemaining()) || slo.burn("1h").isEmpty();
    }

    @Override
    @Nullable
    Draft judge(Slo slo, SignalInput input) {
        double left = slo.budgetRemaining();
        if (Double.isNaN(left)) {
            return unknown(slo, "no_figures");
        }
        double burn = slo.burn("1h").orElse(Double.NaN);
        boolean goes = left < limit("remaining_ratio") && burn > 1;
        if (left > 0 && !goes) {
            return null;
        }
        return bad(slo, Severity.WARNING, left <= 0 ? "budget_gone" : "budget_nearly_gone")
                .evidence("error_budget_remaining_ratio", left)
                .evidence("burn_1h_ratio", burn);
    }
}
