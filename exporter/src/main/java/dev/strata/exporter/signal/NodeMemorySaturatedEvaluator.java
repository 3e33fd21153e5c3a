package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A node that spends its time looking for memory: by the kernel's pressure figure, where there is none by major faults
 * while hardly any memory is left. Little memory left alone is a remark: a machine shall be used. */
final class NodeMemorySaturatedEvaluator extends NodeFigureEvaluator {

    NodeMemorySaturatedEvaluator() {
        super(
                MachineSignals.NODE_MEMORY_SATURATED,
                FamilyQueries.NODE_USE,
                "memory_available_ratio",
                "memory_stalled_ratio");
    }

    @Override
    @Nullable
    Draft judge(ObjectKey node, Collection<Row> rows) {
        Row row = rows.iterator().next();
        double available = row.get("memory_available_ratio");
        boolean stalls = row.has("memory_stalled_ratio")
                ? row.get("memory_stalled_ratio") > limit("memory_stalled_ratio")
                : row.get("major_faults_per_second") > limit("major_faults_per_second")
                        && available < limit("memory_available_ratio");
        if (!stalls && !(available < limit("memory_low_ratio"))) {
            return null;
        }
        return bad(node, stalls ? Severity.WARNING : Severity.INFORMATION, stalls ? "memory_stalls" : "memory_low")
                .evidence("memory_available_ratio", available)
                .evidence("memory_stalled_ratio", row.get("memory_stalled_ratio"))
                .evidence("major_faults_per_second", row.get("major_faults_per_second"));
    }
}
