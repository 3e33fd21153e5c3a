package dev.strata.exporter.signal;

import dev.strata.catalog.BusinessSignals;
import dev.strata.catalog.Layer;
import dev.strata.catalog.Severity;
import dev.strata.catalog.WorkQueries;
import dev.strata.exporter.measurement.Slo;
import org.jspecify.annotations.Nullable;

/** A business figure that counts far fewer events than usual at this hour. */
final class BusinessVolumeDropEvaluator extends SloEvaluator {

    BusinessVolumeDropEvaluator() {
        super(BusinessSignals.BUSINESS_VOLUME_DROP, WorkQueries.SLO_PAST);
    }

    @Override
    boolean appliesTo(Slo slo) {
        return slo.declared().layer() == Layer.BUSINESS;
    }

    @Override
    @Nullable
    Draft judge(Slo slo, SignalInput input) {
        double events = SloPast.events(slo);
        double usual = SloPast.usualEvents(slo, input);
        if (Double.isNaN(events)) {
            return unknown(slo, "no_recorded_rate");
        }
        if (Double.isNaN(usual)) {
            return unknown(slo, "no_baseline");
        }
        if (usual < limit("attempts") || events >= limit("volume_ratio") * usual) {
            return null;
        }
        return bad(slo, Severity.WARNING, "below_usual")
                .evidence("events", events)
                .evidence("usual_events", usual);
    }
}
