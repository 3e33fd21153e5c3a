package dev.strata.exporter.signal;

import dev.strata.catalog.PlatformSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClaimFacts;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A claim that was to grow and does not. */
final class VolumeResizeStuckEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PlatformSignals.VOLUME_RESIZE_STUCK;

    private static final Map<String, String> REASONS = Map.of(
            "ControllerResizeError", "controller_failed",
            "NodeResizeError", "node_failed",
            "FileSystemResizePending", "waits_for_pod_restart");

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.PERSISTENTVOLUMECLAIMS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (ClaimFacts claim : input.cluster().all(KubeResource.PERSISTENTVOLUMECLAIMS, ClaimFacts.class)) {
            List<KubeCondition> stuck = claim.conditions().stream()
                    .filter(c -> c.isTrue() && REASONS.containsKey(c.type()))
                    .toList();
            if (stuck.isEmpty()) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, claim.key(), Severity.WARNING)
                        .since(stuck.get(0).since())
                        .reasons(stuck.stream()
                                .map(c -> REASONS.getOrDefault(c.type(), ""))
                                .sorted()
                                .toList()));
            }
        }
        return sheet.done();
    }
}
