package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The kubelet takes long to look at all its containers, and sees late what happens to them. */
final class KubeletPlegSlowEvaluator extends NodeFigureEvaluator {

    KubeletPlegSlowEvaluator() {
        super(MachineSignals.KUBELET_PLEG_SLOW, FamilyQueries.KUBELET, "pleg_p99_seconds");
    }

    @Override
    @Nullable
    Draft judge(ObjectKey node, Collection<Row> rows) {
        double p99 = rows.iterator().next().get("pleg_p99_seconds");
        return p99 >= limit("pleg_p99_seconds")
                ? bad(node, Severity.WARNING, "relist_slow").evidence("pleg_p99_seconds", p99)
                : null;
    }
}
