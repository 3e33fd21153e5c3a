package dev.strata.exporter.signal;

import dev.strata.catalog.Severity;
import dev.strata.catalog.TrafficSignals;
import org.jspecify.annotations.Nullable;

/**
 * A Service with far less or far more requests than an hour ago and than a week ago at this hour. A night that comes
 * every day differs from the hour before it and not from last week; where last week is not known the hour alone is a remark.
 */
final class AppTrafficAnomalyEvaluator extends ServiceFigureEvaluator {

    AppTrafficAnomalyEvaluator() {
        super(TrafficSignals.APP_TRAFFIC_ANOMALY);
    }

    @Override
    @Nullable
    Draft judge(Known known, SignalInput input) {
        double rate = known.traffic().requestRate();
        double hour = known.figures().get("requests_hour_ago");
        double week = known.figures().get("requests_week_ago");
        if (!(hour >= limit("requests_per_second"))) {
            return null;
        }
        if (Double.isNaN(rate)) {
            return Draft.unknown(signal(), known.service(), "no_figures");
        }
        boolean drop = rate < limit("drop_ratio") * hour && !(rate >= limit("drop_ratio") * week);
        boolean spike = rate > limit("spike_ratio") * hour && !(rate <= limit("spike_ratio") * week);
        if (!drop && !spike) {
            return null;
        }
        boolean sure = !known.slos().isEmpty() && !Double.isNaN(week);
        return Draft.bad(signal(), known.service(), sure ? Severity.WARNING : Severity.INFORMATION)
                .reason(drop ? "drop" : "spike")
                .evidence("requests_per_second", rate)
                .evidence("requests_hour_ago_per_second", hour)
                .evidence("requests_week_ago_per_second", week);
    }
}
