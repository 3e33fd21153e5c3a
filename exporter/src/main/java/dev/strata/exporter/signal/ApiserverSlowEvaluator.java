package dev.strata.exporter.signal;

import dev.strata.catalog.FamilyQueries;
import dev.strata.catalog.MachineSignals;
import dev.strata.catalog.Severity;
import dev.strata.exporter.measurement.Figures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A share of calls that take longer than the server's objectives, without its own waits for webhooks and without watches
 * and streams. Few calls prove nothing. */
final class ApiserverSlowEvaluator extends ClusterFigureEvaluator {

    ApiserverSlowEvaluator() {
        super(
                MachineSignals.APISERVER_SLOW,
                FamilyQueries.APISERVER,
                "writes_per_second",
                "reads_per_second",
                "lists_per_second");
    }

    @Override
    @Nullable
    Draft judge(Figures figures, SignalInput input) {
        Draft worst = null;
        double most = 0;
        for (String kind : List.of("write", "read", "list")) {
            double ratio = figures.single(kind + "_slow_ratio");
            Severity severity = graded(ratio, "slow_ratio", "slow_critical_ratio");
            if (severity != null
                    && ratio > most
                    && figures.single(kind + "s_per_second") >= limit("calls_per_second")) {
                most = ratio;
                worst = bad(severity, kind + "s_slow")
                        .evidence("slow_ratio", ratio)
                        .evidence("calls_per_second", figures.single(kind + "s_per_second"));
            }
        }
        return worst;
    }
}
