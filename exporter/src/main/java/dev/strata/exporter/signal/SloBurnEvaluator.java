package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.measurement.Slo;
import dev.strata.exporter.measurement.Slos;
import dev.strata.exporter.signal.SignalReading.Judgement;
import java.util.List;
import java.util.Set;

/**
 * Discovered SLOs whose budget goes too fast: over a long window, so that it matters, and over a short one, so that it
 * still goes on.
 */
final class SloBurnEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = Signals.SLO_BURN;

    /** Fewer bad events than this in the long window are an accident and no trend, whatever their share. */
    private static final double MIN_BAD_EVENTS = 10;

    /**
     * One rule of the multi-window method.
     *
     * @param factor times the rate that uses the budget up exactly in the period; those of the SRE workbook for 30
     *     days, and a flash pair that spends 1 % of the budget in a quarter of an hour
     */
    private record Pair(String reason, String longWindow, String shortWindow, double factor, Severity severity) {

        boolean isJudged(Slo slo) {
            return slo.burn(longWindow).isPresent() && slo.burn(shortWindow).isPresent();
        }

        boolean isExceeded(Slo slo) {
            return slo.burn(longWindow).orElse(0) > factor
                    && slo.burn(shortWindow).orElse(0) > factor
                    && SloSubject.badEvents(slo, longWindow) >= MIN_BAD_EVENTS;
        }
    }

    private static final List<Pair> PAIRS = List.of(
            new Pair("flash_burn", "15m", "3m", 28.8, Severity.CRITICAL),
            new Pair("fast_burn", "1h", "5m", 14.4, Severity.CRITICAL),
            new Pair("steady_burn", "6h", "30m", 6, Severity.CRITICAL),
            new Pair("slow_burn", "1d", "2h", 3, Severity.WARNING),
            new Pair("creeping_burn", "3d", "6h", 1, Severity.WARNING));

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
            List<Pair> exceeded =
                    PAIRS.stream().filter(pair -> pair.isExceeded(slo)).toList();
            if (!exceeded.isEmpty()) {
                sheet.add(bad(slo, exceeded, input));
            } else if (PAIRS.stream().noneMatch(pair -> pair.isJudged(slo))) {
                sheet.add(draft(Judgement.UNKNOWN, slo, SIGNAL.max(), input).reason("no_recorded_ratio"));
            } else {
                sheet.healthy(slo.declared().layer());
            }
        }
        return sheet.done();
    }

    private static Draft bad(Slo slo, List<Pair> exceeded, SignalInput input) {
        Severity severity =
                exceeded.stream().map(Pair::severity).reduce(Severity::max).orElseThrow();
        Draft draft = draft(Judgement.BAD, slo, severity, input)
                .reasons(exceeded.stream().map(Pair::reason).toList())
                .evidence("objective_ratio", slo.objective());
        Pair worst = exceeded.get(0);
        return draft.evidence(
                        "burn_" + worst.longWindow() + "_ratio",
                        slo.burn(worst.longWindow()).orElse(Double.NaN))
                .evidence(
                        "burn_" + worst.shortWindow() + "_ratio",
                        slo.burn(worst.shortWindow()).orElse(Double.NaN))
                .evidence("error_budget_remaining_ratio", slo.budgetRemaining());
    }

    private static Draft draft(Judgement judgement, Slo slo, Severity severity, SignalInput input) {
        return Draft.of(judgement, slo.declared().layer(), SloSubject.key(slo), severity)
                .affects(SloSubject.affected(slo, input.cluster()));
    }
}
