package dev.strata.exporter.signal;

import dev.strata.catalog.Severity;
import dev.strata.catalog.TrafficSignals;
import dev.strata.catalog.WorkQueries;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** More and more messages wait for a consumer: many, more than ten minutes ago, and their number still rises. */
final class ConsumerLagGrowingEvaluator extends OwnerFigureEvaluator {

    ConsumerLagGrowingEvaluator() {
        super(TrafficSignals.CONSUMER_LAG_GROWING, WorkQueries.RUNTIMES, "lag_seen");
    }

    @Override
    @Nullable
    Draft judge(ObjectKey owner, Collection<Row> rows, SignalInput input) {
        Row row = NodeFigureEvaluator.largest(rows, "lag");
        if (row == null
                || row.get("lag") <= limit("lag")
                || !(row.get("lag") > limit("growth_ratio") * row.get("lag_before"))
                || !(row.get("lag_slope_per_second") > 0)) {
            return null;
        }
        return bad(owner, Severity.WARNING, "lag_grows")
                .evidence("lag", row.get("lag"))
                .evidence("lag_before", row.get("lag_before"))
                .evidence("lag_slope_per_second", row.get("lag_slope_per_second"));
    }
}
