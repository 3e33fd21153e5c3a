package dev.strata.exporter.signal;

import dev.strata.catalog.PlatformSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ApiServiceFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.ScaledObjectFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An API that autoscalers read their metrics from does not answer; it affects those that have gone blind. Or a ScaledObject
 * that gets no figures from its source any more and goes by its fallback.
 */
final class MetricsPipelineDownEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PlatformSignals.METRICS_PIPELINE_DOWN;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.APISERVICES, KubeResource.HORIZONTALPODAUTOSCALERS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        List<ObjectKey> blind = input.cluster().hpas().stream()
                .filter(hpa -> hpa.condition("ScalingActive")
                        .filter(c -> c.isFalse() && c.reason().startsWith("FailedGet"))
                        .isPresent())
                .map(ObjectFacts::key)
                .toList();
        var sheet = new Sheet(SIGNAL);
        for (ApiServiceFacts api : input.cluster().all(KubeResource.APISERVICES, ApiServiceFacts.class)) {
            if (api.service() == null || !ApiserviceUnavailableEvaluator.isOfMetrics(api)) {
                continue;
            }
            Optional<KubeCondition> down = api.condition("Available").filter(c -> !c.isTrue());
            if (down.isEmpty()) {
                sheet.healthy();
            } else {
                sheet.add(ApiserviceUnavailableEvaluator.bad(SIGNAL, api, down.get(), input.cluster())
                        .evidence("blind_autoscalers", blind.size())
                        .affects(blind));
            }
        }
        for (ScaledObjectFacts scaled : input.cluster().all(KubeResource.SCALEDOBJECTS, ScaledObjectFacts.class)) {
            Optional<KubeCondition> fallback = scaled.condition("Fallback").filter(c -> c.isTrue() && !scaled.paused());
            if (fallback.isEmpty()) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, scaled.key(), Severity.WARNING)
                        .since(fallback.get().since())
                        .reason("fallback_replicas")
                        .affects(scaled.target())
                        .affects(new ObjectKey(
                                "HorizontalPodAutoscaler", scaled.key().namespace(), scaled.hpa())));
            }
        }
        return sheet.done();
    }
}
