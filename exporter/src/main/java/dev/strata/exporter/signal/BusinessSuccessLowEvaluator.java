package dev.strata.exporter.signal;

import dev.strata.catalog.Layer;
import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.catalog.Sli;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.measurement.Slo;
import dev.strata.exporter.measurement.Slos;
import java.util.Set;

/**
 * A business success ratio (orders placed, payments made) below its objective now: over five minutes, and over fifteen
 * so that a moment is not taken for a breach.
 */
final class BusinessSuccessLowEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = Signals.BUSINESS_SUCCESS_LOW;
    private static final String SHORT = "5m";
    private static final String LONG = "15m";

    /** Failures over the longer window below which a breach of the objective may be chance. */
    private static final double MIN_BAD_EVENTS = 10;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of();
    }

    @Override
    public Set<MeasurementQuery> queries() {
        return Slos.QUERIES;
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (Slo slo : input.families().slos().all()) {
            if (slo.declared().layer() != Layer.BUSINESS || slo.declared().sli() != Sli.SUCCESS) {
                continue;
            }
            if (slo.burn(SHORT).isEmpty() || slo.burn(LONG).isEmpty()) {
                sheet.add(Draft.unknown(SIGNAL, SloSubject.key(slo), "no_recorded_ratio")
                        .affects(SloSubject.affected(slo, input.cluster())));
            } else if (isBelow(slo)) {
                sheet.add(bad(slo, input));
            } else {
                sheet.healthy();
            }
        }
        return sheet.done();
    }

    private static boolean isBelow(Slo slo) {
        return slo.badRatio(SHORT).orElse(0) > slo.budget()
                && slo.badRatio(LONG).orElse(0) > slo.budget()
                && SloSubject.badEvents(slo, LONG) >= MIN_BAD_EVENTS;
    }

    private static Draft bad(Slo slo, SignalInput input) {
        return Draft.bad(SIGNAL, SloSubject.key(slo), Severity.CRITICAL)
                .reason("below_objective")
                .evidence("success_ratio", 1 - slo.badRatio(SHORT).orElse(Double.NaN))
                .evidence("objective_ratio", slo.objective())
                .evidence("events_per_second", slo.eventRate(SHORT).orElse(Double.NaN))
                .affects(SloSubject.affected(slo, input.cluster()));
    }
}
