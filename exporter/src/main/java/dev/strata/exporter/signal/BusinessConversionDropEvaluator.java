package dev.strata.exporter.signal;

import dev.strata.catalog.BusinessSignals;
import dev.strata.catalog.Sli;

/** A conversion, such as payments made of payments begun, far below what is usual at this hour. */
final class BusinessConversionDropEvaluator extends UsualRateEvaluator {

    BusinessConversionDropEvaluator() {
        super(
                BusinessSignals.BUSINESS_CONVERSION_DROP,
                Sli.CONVERSION,
                BusinessSignals.BUSINESS_CONVERSION_DROP.limit("critical_ratio"));
    }
}
