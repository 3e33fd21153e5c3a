package dev.strata.exporter.signal;

import dev.strata.catalog.ClusterSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ApiServiceFacts;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import java.util.Optional;
import java.util.Set;

/**
 * An API that another server serves and that does not answer. Its objects cannot be read, and no namespace can be
 * deleted meanwhile. Those of metrics are a warning: what hangs on them are autoscalers.
 */
final class ApiserviceUnavailableEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ClusterSignals.APISERVICE_UNAVAILABLE;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.APISERVICES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (ApiServiceFacts api : input.cluster().all(KubeResource.APISERVICES, ApiServiceFacts.class)) {
            Optional<KubeCondition> available = api.condition("Available");
            if (api.service() == null) {
                continue;
            }
            if (available.isEmpty()) {
                sheet.add(Draft.unknown(SIGNAL, api.key(), "not_checked"));
            } else if (available.get().isTrue()) {
                sheet.healthy();
            } else {
                sheet.add(bad(SIGNAL, api, available.get(), input.cluster()));
            }
        }
        return sheet.done();
    }

    static boolean isOfMetrics(ApiServiceFacts api) {
        return api.key().name().contains("metrics.k8s.io");
    }

    static Draft bad(Signal signal, ApiServiceFacts api, KubeCondition available, ClusterView cluster) {
        Draft draft = Draft.bad(signal, api.key(), isOfMetrics(api) ? Severity.WARNING : Severity.CRITICAL)
                .since(available.since())
                .reason(Slugs.of(available.reason()));
        ObjectKey service = api.service();
        return service == null ? draft : draft.affects(service).affects(cluster.workloadsBehind(service));
    }
}
