package dev.strata.exporter.signal;

import dev.strata.catalog.Severity;
import dev.strata.catalog.TrafficSignals;
import dev.strata.catalog.WorkQueries;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Containers that are held back by their processor limit. By itself that costs nobody anything; it is a warning while a
 * Service before the workload is slow by its own objective, and a remark otherwise. */
final class CpuThrottledEvaluator extends OwnerFigureEvaluator {

    CpuThrottledEvaluator() {
        super(TrafficSignals.CPU_THROTTLED, WorkQueries.CONTAINERS, "throttle_seen");
    }

    @Override
    @Nullable
    Draft judge(ObjectKey owner, Collection<Row> rows, SignalInput input) {
        Row row = NodeFigureEvaluator.largest(rows, "throttled_ratio");
        if (row == null || row.get("throttled_ratio") <= limit("throttled_ratio")) {
            return null;
        }
        boolean felt = Objectives.latencyBurns(owner, input);
        Draft draft = bad(owner, felt ? Severity.WARNING : Severity.INFORMATION, "cpu_limit")
                .evidence("throttled_ratio", row.get("throttled_ratio"))
                .evidence("pods", rows.size());
        rows.forEach(pod -> draft.affects(new ObjectKey("Pod", owner.namespace(), pod.part())));
        return draft;
    }
}
