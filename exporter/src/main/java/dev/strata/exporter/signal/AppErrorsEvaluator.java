package dev.strata.exporter.signal;

import dev.strata.catalog.Severity;
import dev.strata.catalog.TrafficSignals;
import org.jspecify.annotations.Nullable;

/** A Service that answers with errors of its own. */
final class AppErrorsEvaluator extends ServiceFigureEvaluator {

    AppErrorsEvaluator() {
        super(TrafficSignals.APP_ERRORS);
    }

    @Override
    @Nullable
    Draft judge(Known known, SignalInput input) {
        double errors = known.figures().get("error_ratio");
        double rate = known.traffic().requestRate();
        if (!(rate >= limit("requests_per_second")) || !(errors > limit("error_ratio"))) {
            return null;
        }
        boolean declared = known.slos().stream()
                .anyMatch(slo -> slo.declared().sli() != null
                        && Objectives.OF_ERRORS.contains(slo.declared().sli()));
        boolean critical = errors > limit("error_critical_ratio");
        Severity severity = !declared ? Severity.INFORMATION : critical ? Severity.CRITICAL : Severity.WARNING;
        return Draft.bad(signal(), known.service(), severity)
                .reason("server_errors")
                .evidence("error_ratio", errors)
                .evidence("requests_per_second", rate);
    }
}
