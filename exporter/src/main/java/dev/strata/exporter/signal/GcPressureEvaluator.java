package dev.strata.exporter.signal;

import dev.strata.catalog.Severity;
import dev.strata.catalog.TrafficSignals;
import dev.strata.catalog.WorkQueries;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A runtime that spends its time collecting garbage. */
final class GcPressureEvaluator extends OwnerFigureEvaluator {

    GcPressureEvaluator() {
        super(TrafficSignals.GC_PRESSURE, WorkQueries.RUNTIMES, "gc_seen");
    }

    @Override
    @Nullable
    Draft judge(ObjectKey owner, Collection<Row> rows, SignalInput input) {
        Row row = NodeFigureEvaluator.largest(rows, "gc_time_ratio");
        return row == null || row.get("gc_time_ratio") <= limit("gc_time_ratio")
                ? null
                : bad(owner, Severity.WARNING, "garbage_collection")
                        .evidence("gc_time_ratio", row.get("gc_time_ratio"));
    }
}
