package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.VpaFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A workload whose replicas follow the same resource that a VerticalPodAutoscaler sets: each undoes what the other does. */
final class HpaVpaConflictEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.HPA_VPA_CONFLICT;
    private static final List<String> BOTH = List.of("cpu", "memory");

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.HORIZONTALPODAUTOSCALERS, KubeResource.VERTICALPODAUTOSCALERS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        Map<ObjectKey, VpaFacts> vertical = new HashMap<>();
        for (VpaFacts vpa : input.cluster().all(KubeResource.VERTICALPODAUTOSCALERS, VpaFacts.class)) {
            if (!vpa.updateMode().equals("Off")) {
                vertical.put(vpa.target(), vpa);
            }
        }
        var sheet = new Sheet(SIGNAL);
        for (HpaFacts hpa : input.cluster().hpas()) {
            VpaFacts vpa = vertical.get(hpa.target());
            List<String> shared = vpa == null
                    ? List.of()
                    : (vpa.resources().isEmpty() ? BOTH : vpa.resources())
                            .stream()
                                    .filter(resource -> hpa.metrics().stream()
                                            .anyMatch(metric -> metric.name().equals(resource)))
                                    .toList();
            if (vpa == null || shared.isEmpty()) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, hpa.key(), Severity.INFORMATION)
                        .reasons(shared)
                        .affects(vpa.key())
                        .affects(hpa.target()));
            }
        }
        return sheet.done();
    }
}
