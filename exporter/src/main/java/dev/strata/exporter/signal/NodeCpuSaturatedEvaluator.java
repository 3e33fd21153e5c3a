package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Tasks of a node that wait for a processor: by the kernel's pressure figure, where there is none by the load. A processor
 * that is merely busy does its work and is a remark. */
final class NodeCpuSaturatedEvaluator extends NodeFigureEvaluator {

    NodeCpuSaturatedEvaluator() {
        super(
                MachineSignals.NODE_CPU_SATURATED,
                FamilyQueries.NODE_USE,
                "cpu_pressure_ratio",
                "load_per_core",
                "cpu_busy_ratio");
    }

    @Override
    @Nullable
    Draft judge(ObjectKey node, Collection<Row> rows) {
        Row row = rows.iterator().next();
        double pressure = row.get("cpu_pressure_ratio");
        boolean waits = row.has("cpu_pressure_ratio")
                ? pressure > limit("cpu_pressure_ratio")
                : row.get("load_per_core") > limit("load_per_core");
        if (!waits && !(row.get("cpu_busy_ratio") > limit("cpu_busy_ratio"))) {
            return null;
        }
        return bad(node, waits ? Severity.WARNING : Severity.INFORMATION, waits ? "tasks_wait" : "busy")
                .evidence("cpu_busy_ratio", row.get("cpu_busy_ratio"))
                .evidence("cpu_pressure_ratio", pressure)
                .evidence("load_per_core", row.get("load_per_core"));
    }
}
