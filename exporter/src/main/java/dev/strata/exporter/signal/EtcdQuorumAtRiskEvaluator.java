package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.measurement.Figures;
import org.jspecify.annotations.Nullable;

/** So many members of etcd are away that the loss of one more ends writing, or that it has already ended. */
final class EtcdQuorumAtRiskEvaluator extends ClusterFigureEvaluator {

    EtcdQuorumAtRiskEvaluator() {
        super(MachineSignals.ETCD_QUORUM_AT_RISK, FamilyQueries.ETCD, "has_leader");
    }

    @Override
    @Nullable
    Draft judge(Figures figures, SignalInput input) {
        double members = figures.single("members");
        double up = figures.has("members_up")
                ? figures.single("members_up")
                : figures.samples("has_leader").size();
        double quorum = Math.floor(members / 2) + 1;
        if (!(members > 1) || up > quorum || up >= members) {
            return null;
        }
        return bad(Severity.CRITICAL, up < quorum ? "quorum_lost" : "one_from_loss")
                .evidence("members_up", up)
                .evidence("members", members);
    }
}
