package dev.strata.exporter.signal;

import dev.strata.catalog.BusinessSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.measurement.Slo;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A declared SLO about which nothing is recorded now, or no event was counted. */
final class SliNoDataEvaluator extends SloEvaluator {

    private static final String WINDOW = "5m";

    SliNoDataEvaluator() {
        super(BusinessSignals.SLI_NO_DATA);
    }

    @Override
    @Nullable
    Draft judge(Slo slo, SignalInput input) {
        OptionalDouble events = slo.eventRate(WINDOW);
        if (events.isPresent() && events.getAsDouble() == 0) {
            return bad(slo, Severity.INFORMATION, "no_events").evidence("events_per_second", 0);
        }
        return slo.badRatio(WINDOW).isEmpty() ? bad(slo, Severity.INFORMATION, "no_series") : null;
    }
}
