package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A service proxy with changes that it has not brought into the rules of its node. It writes only when something changed,
 * so the age of its last write says nothing by itself; a change of this moment is excused by the wait. */
final class KubeProxyUnhealthyEvaluator extends NodeFigureEvaluator {

    KubeProxyUnhealthyEvaluator() {
        super(MachineSignals.KUBE_PROXY_UNHEALTHY, FamilyQueries.KUBELET, "proxy_synced_seconds");
    }

    @Override
    @Nullable
    Draft judge(ObjectKey node, Collection<Row> rows) {
        Row row = rows.iterator().next();
        double waiting = row.get("proxy_queued_seconds");
        double synced = row.get("proxy_synced_seconds");
        boolean behind = waiting < synced && synced > limit("sync_lag_seconds");
        return behind
                ? bad(node, Severity.WARNING, "rules_not_synced")
                        .evidence("sync_lag_seconds", synced)
                        .evidence("last_change_age_seconds", waiting)
                : null;
    }
}
