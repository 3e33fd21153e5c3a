package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A network device of the node that damages or loses packets, by their share and by their number. */
final class NodeNetworkErrorsEvaluator extends NodeFigureEvaluator {

    NodeNetworkErrorsEvaluator() {
        super(MachineSignals.NODE_NETWORK_ERRORS, FamilyQueries.NODE_DEVICES, "network_error_ratio");
    }

    @Override
    @Nullable
    Draft judge(ObjectKey node, Collection<Row> rows) {
        Row row = largest(rows, "network_error_ratio");
        if (row == null
                || row.get("network_error_ratio") <= limit("network_error_ratio")
                || row.get("network_errors_per_second") <= limit("network_errors_per_second")) {
            return null;
        }
        return bad(node, Severity.WARNING, "device_errors")
                .evidence("network_error_ratio", row.get("network_error_ratio"))
                .evidence("network_errors_per_second", row.get("network_errors_per_second"));
    }
}
