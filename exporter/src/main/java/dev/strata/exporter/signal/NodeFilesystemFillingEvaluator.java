package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A file system of a node with little left, of room or of inodes, or with not much left and a trend that ends it within
 * four hours. Above that the kubelet removes old images by itself. */
final class NodeFilesystemFillingEvaluator extends NodeFigureEvaluator {

    NodeFilesystemFillingEvaluator() {
        super(MachineSignals.NODE_FILESYSTEM_FILLING, FamilyQueries.NODE_DEVICES, "filesystem_free_ratio");
    }

    @Override
    @Nullable
    Draft judge(ObjectKey node, Collection<Row> rows) {
        Draft worst = null;
        double least = Double.POSITIVE_INFINITY;
        for (Row row : rows) {
            double free = row.get("filesystem_free_ratio");
            double inodes = row.get("inodes_free_ratio");
            boolean trend = free < limit("free_soon_ratio")
                    && row.get("filesystem_free_in_4h_ratio") <= limit("free_in_4h_ratio");
            boolean room = free < limit("free_ratio");
            boolean fewInodes = inodes < limit("free_ratio");
            double left = fewInodes ? Math.min(free, inodes) : free;
            if ((room || fewInodes || trend) && left < least) {
                least = left;
                worst = bad(node, Severity.WARNING, fewInodes ? "inodes" : room ? "room" : "trend")
                        .evidence("free_ratio", free)
                        .evidence("inodes_free_ratio", inodes)
                        .evidence("free_in_4h_ratio", row.get("filesystem_free_in_4h_ratio"));
            }
        }
        return worst;
    }
}
