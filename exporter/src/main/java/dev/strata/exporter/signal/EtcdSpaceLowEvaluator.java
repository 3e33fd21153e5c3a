package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.measurement.Figures;
import org.jspecify.annotations.Nullable;

/** The database is at its quota, beyond which etcd takes no more writes, or will be within four hours. */
final class EtcdSpaceLowEvaluator extends ClusterFigureEvaluator {

    EtcdSpaceLowEvaluator() {
        super(MachineSignals.ETCD_SPACE_LOW, FamilyQueries.ETCD, "space_ratio");
    }

    @Override
    @Nullable
    Draft judge(Figures figures, SignalInput input) {
        double used = figures.single("space_ratio");
        double soon = figures.single("space_in_4h_ratio");
        boolean full = used > limit("space_ratio");
        if (!full && !(used > limit("space_soon_ratio") && soon >= 1)) {
            return null;
        }
        Draft draft = bad(full ? Severity.CRITICAL : Severity.WARNING, full ? "quota" : "trend");
        double inUse = figures.single("space_in_use_ratio");
        if (inUse < limit("in_use_ratio")) {
            draft.reason("fragmented");
        }
        return draft.evidence("space_ratio", used)
                .evidence("space_in_4h_ratio", soon)
                .evidence("space_in_use_ratio", inUse);
    }
}
