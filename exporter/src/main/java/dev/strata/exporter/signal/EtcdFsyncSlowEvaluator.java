package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.measurement.Figures;
import org.jspecify.annotations.Nullable;

/** etcd waits for its write-ahead log to reach the disk. Slow syncs alone are a warning; they are critical once the cluster
 * feels them in elections or slow commits. */
final class EtcdFsyncSlowEvaluator extends ClusterFigureEvaluator {

    EtcdFsyncSlowEvaluator() {
        super(MachineSignals.ETCD_FSYNC_SLOW, FamilyQueries.ETCD, "fsync_p99_seconds");
    }

    @Override
    @Nullable
    Draft judge(Figures figures, SignalInput input) {
        double fsync = figures.single("fsync_p99_seconds");
        if (!(fsync > limit("fsync_p99_seconds"))) {
            return null;
        }
        double commit = figures.single("commit_p99_seconds");
        double changes = figures.singleOr("leader_changes", 0);
        boolean felt = changes >= limit("leader_changes") || commit > limit("commit_p99_seconds");
        return bad(felt ? Severity.CRITICAL : Severity.WARNING, "disk_slow")
                .evidence("fsync_p99_seconds", fsync)
                .evidence("commit_p99_seconds", commit)
                .evidence("leader_changes", changes);
    }
}
