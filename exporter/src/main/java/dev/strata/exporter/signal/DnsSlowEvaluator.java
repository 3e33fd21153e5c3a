package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.measurement.Figures;
import org.jspecify.annotations.Nullable;

/** CoreDNS takes long to answer. Where those that it asks do, they are named as the reason. */
final class DnsSlowEvaluator extends ClusterFigureEvaluator {

    DnsSlowEvaluator() {
        super(MachineSignals.DNS_SLOW, FamilyQueries.DNS, "p99_seconds");
    }

    @Override
    @Nullable
    Draft judge(Figures figures, SignalInput input) {
        double p99 = figures.single("p99_seconds");
        Severity severity = graded(p99, "p99_seconds", "p99_critical_seconds");
        if (severity == null || !(figures.single("requests_per_second") >= limit("requests_per_second"))) {
            return null;
        }
        double forward = figures.single("forward_p99_seconds");
        return bad(severity, forward > limit("p99_seconds") / 2 ? "upstream_slow" : "slow")
                .evidence("p99_seconds", p99)
                .evidence("forward_p99_seconds", forward)
                .evidence("requests_per_second", figures.single("requests_per_second"));
    }
}
