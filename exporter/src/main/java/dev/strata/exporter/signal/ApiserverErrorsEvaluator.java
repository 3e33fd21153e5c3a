package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.measurement.Figures;
import org.jspecify.annotations.Nullable;

/** The API server answers with errors of its own, or gives up on calls. */
final class ApiserverErrorsEvaluator extends ClusterFigureEvaluator {

    ApiserverErrorsEvaluator() {
        super(MachineSignals.APISERVER_ERRORS, FamilyQueries.APISERVER, "requests_per_second");
    }

    @Override
    @Nullable
    Draft judge(Figures figures, SignalInput input) {
        double rate = figures.single("requests_per_second");
        if (!(rate >= limit("requests_per_second"))) {
            return null;
        }
        double errors = figures.singleOr("error_ratio", 0);
        double terminated = figures.singleOr("terminated_ratio", 0);
        Severity severity = graded(errors, "error_ratio", "error_critical_ratio");
        if (severity == null && terminated <= limit("terminated_ratio")) {
            return null;
        }
        return bad(severity == null ? Severity.WARNING : severity, severity == null ? "calls_terminated" : "errors")
                .evidence("error_ratio", errors)
                .evidence("terminated_ratio", terminated)
                .evidence("requests_per_second", rate);
    }
}
