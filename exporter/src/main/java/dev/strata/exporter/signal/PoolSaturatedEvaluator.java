package dev.strata.exporter.signal;

import dev.strata.catalog.Severity;
import dev.strata.catalog.TrafficSignals;
import dev.strata.catalog.WorkQueries;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A pool of connections or threads whose members are all busy, or before which callers wait all the time. */
final class PoolSaturatedEvaluator extends OwnerFigureEvaluator {

    PoolSaturatedEvaluator() {
        super(TrafficSignals.POOL_SATURATED, WorkQueries.RUNTIMES, "pools_seen");
    }

    @Override
    @Nullable
    Draft judge(ObjectKey owner, Collection<Row> rows, SignalInput input) {
        Draft worst = null;
        double most = -1;
        for (Row row : rows) {
            double busy = row.get("pool_busy_ratio");
            double pending = row.get("pool_pending");
            boolean waits = pending > limit("pending");
            double rank = (waits ? 1 : 0) + (Double.isNaN(busy) ? 0 : busy);
            if ((waits || busy > limit("busy_ratio")) && rank > most) {
                most = rank;
                worst = bad(owner, Severity.WARNING, waits ? "callers_wait" : "all_busy")
                        .evidence("busy_ratio", busy)
                        .evidence("callers_waiting", pending);
            }
        }
        return worst;
    }
}
