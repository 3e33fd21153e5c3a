package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.measurement.Figures;
import org.jspecify.annotations.Nullable;

/** A member of etcd sees no leader: nothing can be written through it. Elections again and again are a warning. */
final class EtcdNoLeaderEvaluator extends ClusterFigureEvaluator {

    EtcdNoLeaderEvaluator() {
        super(MachineSignals.ETCD_NO_LEADER, FamilyQueries.ETCD, "has_leader");
    }

    @Override
    @Nullable
    Draft judge(Figures figures, SignalInput input) {
        double without = figures.samples("has_leader").stream()
                .filter(member -> member.value() == 0)
                .count();
        double changes = figures.single("leader_changes");
        if (without == 0 && !(changes >= limit("leader_changes"))) {
            return null;
        }
        return bad(without > 0 ? Severity.CRITICAL : Severity.WARNING, without > 0 ? "no_leader" : "leader_changes")
                .evidence("members_without_leader", without)
                .evidence("leader_changes", changes);
    }
}
