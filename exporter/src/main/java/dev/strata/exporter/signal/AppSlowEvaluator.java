package dev.strata.exporter.signal;

import dev.strata.catalog.Severity;
import dev.strata.catalog.Sli;
import dev.strata.catalog.TrafficSignals;
import dev.strata.exporter.measurement.Slo;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Service that is slow: by its latency objective, or against half an hour ago where none is declared. A timer without
 * buckets tells means only; then the p99 is not known and the mean is compared.
 */
final class AppSlowEvaluator extends ServiceFigureEvaluator {

    AppSlowEvaluator() {
        super(TrafficSignals.APP_SLOW);
    }

    @Override
    @Nullable
    Draft judge(Known known, SignalInput input) {
        double rate = known.traffic().requestRate();
        if (rate < input.thresholds().minRequestRate()) {
            return null;
        }
        List<Slo> latency = Objectives.about(known.slos(), Set.of(Sli.LATENCY));
        double burn = Objectives.burn(latency, "5m");
        double steady = Objectives.burn(latency, "30m");
        boolean histogram = !Double.isNaN(known.traffic().p99());
        double now = histogram ? known.traffic().p99() : known.figures().get("mean_seconds");
        double fresh = histogram ? known.traffic().p99Before() : known.figures().get("mean_before_seconds");
        double before = input.baselines().orElse(signal(), known.service(), fresh);
        boolean grew = now > Math.max(limit("growth_ratio") * before, limit("p99_seconds"));
        boolean burns = burn > 1 && (steady > 1 || burn > limit("burn_ratio"));
        if (!burns && !(latency.isEmpty() && grew)) {
            return null;
        }
        Severity severity =
                !burns ? Severity.INFORMATION : burn > limit("burn_ratio") ? Severity.CRITICAL : Severity.WARNING;
        Draft draft = Draft.bad(signal(), known.service(), severity).reason(burns ? "objective_burns" : "slower");
        if (!histogram) {
            draft.reason("no_histogram");
        }
        return draft.evidence(histogram ? "latency_p99_seconds" : "latency_mean_seconds", now)
                .evidence(Baselines.EVIDENCE, before)
                .evidence("latency_burn_ratio", burn)
                .evidence("requests_per_second", rate);
    }
}
