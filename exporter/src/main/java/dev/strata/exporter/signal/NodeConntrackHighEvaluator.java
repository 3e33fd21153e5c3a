package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The table of tracked connections is nearly full; beyond its limit the kernel drops packets. */
final class NodeConntrackHighEvaluator extends NodeFigureEvaluator {

    NodeConntrackHighEvaluator() {
        super(MachineSignals.NODE_CONNTRACK_HIGH, FamilyQueries.NODE_USE, "conntrack_ratio");
    }

    @Override
    @Nullable
    Draft judge(ObjectKey node, Collection<Row> rows) {
        double ratio = rows.iterator().next().get("conntrack_ratio");
        if (!(ratio > limit("conntrack_ratio"))) {
            return null;
        }
        boolean critical = ratio > limit("conntrack_critical_ratio");
        return bad(node, critical ? Severity.CRITICAL : Severity.WARNING, "table_full")
                .evidence("conntrack_ratio", ratio);
    }
}
