package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.signal.FigureTable.Row;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A signal about workloads by figures of their pods. The answer holds only pods beyond a bound; all others are well as
 * long as anything of the kind is measured at all.
 */
abstract class OwnerFigureEvaluator extends FamilyEvaluator {

    OwnerFigureEvaluator(Signal signal, MeasurementQuery family, String seen) {
        super(signal, family, seen);
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.OWNED_PODS;
    }

    @Override
    public final SignalReadings evaluate(SignalInput input) {
        FigureTable table = input.families().byOwner(family());
        var sheet = new Sheet(signal());
        int bad = 0;
        for (ObjectKey owner : table.subjects()) {
            Draft draft = judge(owner, table.rows(owner), input);
            if (draft != null) {
                sheet.add(draft);
                bad++;
            }
        }
        sheet.healthy(input.cluster().workloads().size() - bad);
        return sheet.done();
    }

    /** What is wrong with the workload, null for nothing. */
    abstract @Nullable Draft judge(ObjectKey owner, Collection<Row> rows, SignalInput input);

    final Draft bad(ObjectKey owner, Severity severity, String reason) {
        return Draft.bad(signal(), owner, severity).reason(reason);
    }
}
