package dev.strata.catalog;

import java.util.List;

/** Signals about declared objectives beside their burn, and about business figures. */
public final class BusinessSignals {

    public static final Signal BUSINESS_CONVERSION_DROP = SignalRow.of(
                    86, "business_conversion_drop", Layer.BUSINESS, Severity.CRITICAL, "Slo")
            .reads(Input.PROMETHEUS)
            .waits(2, 5)
            .at(DiagnosticLayer.RESOURCE, null)
            .limit("loss_ratio", 0.2, "relative loss against the usual rate of this hour")
            .limit("critical_ratio", 0.2, "share of the usual rate below which it is critical")
            .limit("attempts", 200, "attempts within half an hour below which nothing is judged")
            .limit("chance_ratio", 0.001, "probability that chance alone gives so few")
            .says(
                    "fewer attempts succeed than usual at this hour",
                    "Tell the business owner; look at providers, then at the newest release.");

    public static final Signal BUSINESS_VOLUME_DROP = SignalRow.of(
                    87, "business_volume_drop", Layer.BUSINESS, Severity.WARNING, "Slo")
            .reads(Input.PROMETHEUS)
            .waits(5, 5)
            .at(DiagnosticLayer.RESOURCE, null)
            .limit("volume_ratio", 0.5, "events by the usual number of this hour")
            .limit("attempts", 200, "usual events within half an hour below which nothing is judged")
            .says(
                    "far less business than usual at this hour",
                    "If nothing technical fires look outside: entry, DNS, frontend, tracking.");

    public static final Signal ERROR_BUDGET_EXHAUSTED = SignalRow.of(
                    88, "error_budget_exhausted", null, Severity.WARNING, "Slo")
            .reads(Input.PROMETHEUS)
            .waits(5, 5)
            .at(DiagnosticLayer.RESOURCE, null)
            .limit("remaining_ratio", 0.1, "budget that is left while it burns faster than allowed")
            .says("the error budget is used up", "Stop risky releases; work on what used it up.");

    public static final Signal SLI_NO_DATA = SignalRow.of(89, "sli_no_data", null, Severity.INFORMATION, "Slo")
            .reads(Input.PROMETHEUS)
            .waits(10, 2)
            .at(DiagnosticLayer.RESOURCE, null)
            .proven()
            .says("an objective has no figures", "Look at whether its metric was renamed or its target is gone.");

    public static final Signal JOURNEY_STEP_DEGRADED = SignalRow.of(
                    90, "journey_step_degraded", Layer.BUSINESS, Severity.WARNING, "Slo")
            .reads(Input.PROMETHEUS)
            .waits(5, 5)
            .at(DiagnosticLayer.RESOURCE, null)
            .limit("loss_ratio", 0.2, "relative loss against the usual rate of this step at this hour")
            .limit("attempts", 200, "attempts within half an hour below which nothing is judged")
            .says(
                    "a step of a journey loses more than usual",
                    "Look at the workload behind the step and at its last release.");

    /** All of them, by number. */
    static final List<Signal> ALL = List.of(
            BUSINESS_CONVERSION_DROP, BUSINESS_VOLUME_DROP, ERROR_BUDGET_EXHAUSTED, SLI_NO_DATA, JOURNEY_STEP_DEGRADED);

    private BusinessSignals() {}
}
