package dev.strata.exporter.signal;

import dev.strata.catalog.PlatformSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.QuotaFacts;
import java.util.List;
import java.util.Set;

/** A quota of which more than nine tenths are used in one resource at least. A limit of zero is a prohibition and no quota. */
final class QuotaNearLimitEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PlatformSignals.QUOTA_NEAR_LIMIT;

    private static final double NEAR = 0.9;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.RESOURCEQUOTAS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (QuotaFacts quota : input.cluster().all(KubeResource.RESOURCEQUOTAS, QuotaFacts.class)) {
            List<QuotaFacts.Amount> near = quota.amounts().stream()
                    .filter(amount -> amount.hard() > 0 && amount.used() > NEAR * amount.hard())
                    .toList();
            if (near.isEmpty()) {
                sheet.healthy();
                continue;
            }
            sheet.add(Draft.bad(SIGNAL, quota.key(), Severity.WARNING)
                    .reasons(near.stream()
                            .map(amount -> Slugs.of(amount.name()))
                            .sorted()
                            .toList())
                    .evidence(
                            "used_ratio",
                            near.stream()
                                    .mapToDouble(a -> a.used() / a.hard())
                                    .max()
                                    .orElse(Double.NaN)));
        }
        return sheet.done();
    }
}
