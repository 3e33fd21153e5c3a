package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.measurement.Figures;
import dev.strata.exporter.measurement.Sample;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Priority and fairness turns requests away. The reason names the flow that is hit most. */
final class ApiserverFlowRejectedEvaluator extends ClusterFigureEvaluator {

    ApiserverFlowRejectedEvaluator() {
        super(MachineSignals.APISERVER_FLOW_REJECTED, FamilyQueries.APISERVER, "requests_per_second");
    }

    @Override
    @Nullable
    Draft judge(Figures figures, SignalInput input) {
        Sample most = figures.samples("rejected_per_second").stream()
                .max(Comparator.comparingDouble(Sample::value))
                .orElse(null);
        double rate = figures.samples("rejected_per_second").stream()
                .mapToDouble(Sample::value)
                .sum();
        if (most == null || rate <= limit("rejected_per_second")) {
            return null;
        }
        return bad(Severity.WARNING, "flow_" + Slugs.of(most.label("flow_schema")))
                .reason(Slugs.of(most.label("reason")))
                .evidence("rejected_per_second", rate);
    }
}
