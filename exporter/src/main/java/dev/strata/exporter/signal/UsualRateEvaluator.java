package dev.strata.exporter.signal;

import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Sli;
import dev.strata.catalog.WorkQueries;
import dev.strata.exporter.measurement.Slo;
import org.jspecify.annotations.Nullable;

/**
 * An SLO of one kind whose share of good events is far below what is usual at this hour, and not by chance. It is critical
 * only where hardly anything of the usual rate is left.
 */
abstract class UsualRateEvaluator extends SloEvaluator {

    private final Sli kind;
    private final double criticalRatio;

    UsualRateEvaluator(Signal signal, Sli kind, double criticalRatio) {
        super(signal, WorkQueries.SLO_PAST);
        this.kind = kind;
        this.criticalRatio = criticalRatio;
    }

    @Override
    final boolean appliesTo(Slo slo) {
        return slo.declared().sli() == kind;
    }

    @Override
    final @Nullable Draft judge(Slo slo, SignalInput input) {
        double all = SloPast.events(slo);
        double success = 1 - slo.badRatio("30m").orElse(Double.NaN);
        double usual = SloPast.usualSuccess(slo, input);
        if (Double.isNaN(all) || Double.isNaN(success)) {
            return unknown(slo, "no_recorded_ratio");
        }
        if (Double.isNaN(usual)) {
            return unknown(slo, "no_baseline");
        }
        boolean lost = all >= limit("attempts")
                && success <= (1 - limit("loss_ratio")) * usual
                && SloPast.chance(success * all, all, usual) < 0.001;
        if (!lost) {
            return null;
        }
        return bad(slo, success < criticalRatio * usual ? Severity.CRITICAL : Severity.WARNING, "below_usual")
                .evidence("success_ratio", success)
                .evidence("usual_ratio", usual)
                .evidence("attempts", all);
    }
}
