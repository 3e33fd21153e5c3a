package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Requests pile up before a disk of the node. */
final class NodeDiskSaturatedEvaluator extends NodeFigureEvaluator {

    NodeDiskSaturatedEvaluator() {
        super(MachineSignals.NODE_DISK_SATURATED, FamilyQueries.NODE_DEVICES, "disk_queue");
    }

    @Override
    @Nullable
    Draft judge(ObjectKey node, Collection<Row> rows) {
        Row row = largest(rows, "disk_queue");
        return row == null || row.get("disk_queue") <= limit("disk_queue")
                ? null
                : bad(node, Severity.WARNING, "queue").evidence("disk_queue", row.get("disk_queue"));
    }
}
