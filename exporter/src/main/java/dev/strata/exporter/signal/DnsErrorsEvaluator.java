package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.measurement.Figures;
import org.jspecify.annotations.Nullable;

/** CoreDNS answers SERVFAIL. Where those that it asks do, they are named as the reason. */
final class DnsErrorsEvaluator extends ClusterFigureEvaluator {

    DnsErrorsEvaluator() {
        super(MachineSignals.DNS_ERRORS, FamilyQueries.DNS, "requests_per_second");
    }

    @Override
    @Nullable
    Draft judge(Figures figures, SignalInput input) {
        double errors = figures.singleOr("error_ratio", 0);
        Severity severity = graded(errors, "error_ratio", "error_critical_ratio");
        if (severity == null || !(figures.single("requests_per_second") >= limit("requests_per_second"))) {
            return null;
        }
        double forward = figures.singleOr("forward_error_ratio", 0);
        return bad(severity, forward > limit("error_ratio") ? "upstream_fails" : "servfail")
                .evidence("error_ratio", errors)
                .evidence("forward_error_ratio", forward)
                .evidence("requests_per_second", figures.single("requests_per_second"));
    }
}
