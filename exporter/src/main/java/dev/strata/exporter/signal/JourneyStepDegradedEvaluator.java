package dev.strata.exporter.signal;

import dev.strata.catalog.BusinessSignals;
import dev.strata.catalog.Sli;

/** A step of a declared journey through which far fewer get than usual at this hour. */
final class JourneyStepDegradedEvaluator extends UsualRateEvaluator {

    JourneyStepDegradedEvaluator() {
        super(BusinessSignals.JOURNEY_STEP_DEGRADED, Sli.STEP, 0);
    }
}
