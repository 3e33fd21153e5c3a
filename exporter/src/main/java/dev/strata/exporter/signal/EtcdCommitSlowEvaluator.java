package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.measurement.Figures;
import org.jspecify.annotations.Nullable;

/** etcd is slow to bring changes into its database, or its members are slow to reach each other. */
final class EtcdCommitSlowEvaluator extends ClusterFigureEvaluator {

    EtcdCommitSlowEvaluator() {
        super(MachineSignals.ETCD_COMMIT_SLOW, FamilyQueries.ETCD, "commit_p99_seconds", "peer_p99_seconds");
    }

    @Override
    @Nullable
    Draft judge(Figures figures, SignalInput input) {
        double commit = figures.single("commit_p99_seconds");
        double peers = figures.single("peer_p99_seconds");
        boolean slowDisk = commit > limit("commit_p99_seconds");
        if (!slowDisk && !(peers > limit("peer_p99_seconds"))) {
            return null;
        }
        return bad(Severity.WARNING, slowDisk ? "commit_slow" : "peers_slow")
                .evidence("commit_p99_seconds", commit)
                .evidence("peer_p99_seconds", peers);
    }
}
