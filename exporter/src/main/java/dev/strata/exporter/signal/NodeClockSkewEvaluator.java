package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A clock that is off and does not come back, or that nothing keeps in time and that has already moved. */
final class NodeClockSkewEvaluator extends NodeFigureEvaluator {

    NodeClockSkewEvaluator() {
        super(MachineSignals.NODE_CLOCK_SKEW, FamilyQueries.NODE_USE, "clock_offset_seconds");
    }

    @Override
    @Nullable
    Draft judge(ObjectKey node, Collection<Row> rows) {
        Row row = rows.iterator().next();
        double offset = row.get("clock_offset_seconds");
        boolean off = offset > limit("clock_offset_seconds") && !(offset < row.get("clock_offset_before_seconds"));
        boolean free = row.get("clock_synced") == 0 && offset > limit("unsynced_offset_seconds");
        if (!off && !free) {
            return null;
        }
        return bad(node, Severity.WARNING, off ? "offset" : "not_synchronised")
                .evidence("clock_offset_seconds", offset)
                .evidence("clock_synced", row.get("clock_synced"));
    }
}
