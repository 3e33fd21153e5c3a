package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.measurement.Figures;
import org.jspecify.annotations.Nullable;

/** A signal about the cluster as a whole by figures of one family. */
abstract class ClusterFigureEvaluator extends FamilyEvaluator {

    ClusterFigureEvaluator(Signal signal, MeasurementQuery family, String... needed) {
        super(signal, family, needed);
    }

    @Override
    public final SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(signal());
        Draft draft = judge(input.families().of(family()), input);
        if (draft == null) {
            sheet.healthy();
        } else {
            sheet.add(draft);
        }
        return sheet.done();
    }

    /** What is wrong, null for nothing. */
    abstract @Nullable Draft judge(Figures figures, SignalInput input);

    final Draft bad(Severity severity, String reason) {
        return Draft.bad(signal(), Subjects.CLUSTER, severity).reason(reason);
    }

    /** Critical above the second limit, a warning above the first, else null. */
    final @Nullable Severity graded(double value, String limit, String criticalLimit) {
        if (value > limit(criticalLimit)) {
            return Severity.CRITICAL;
        }
        return value > limit(limit) ? Severity.WARNING : null;
    }
}
