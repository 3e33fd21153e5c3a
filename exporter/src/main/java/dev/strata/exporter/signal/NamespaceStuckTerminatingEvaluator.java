package dev.strata.exporter.signal;

import dev.strata.catalog.ClusterSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NamespaceFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A namespace that was deleted and is still there; its conditions say what holds it. */
final class NamespaceStuckTerminatingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ClusterSignals.NAMESPACE_STUCK_TERMINATING;

    private static final Map<String, String> REASONS = Map.of(
            "NamespaceDeletionDiscoveryFailure", "api_not_discovered",
            "NamespaceDeletionGroupVersionParsingFailure", "api_not_discovered",
            "NamespaceDeletionContentFailure", "content_not_deleted",
            "NamespaceContentRemaining", "content_remains",
            "NamespaceFinalizersRemaining", "finalizers_remain");

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.NAMESPACES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (NamespaceFacts namespace : input.cluster().namespaces()) {
            if (namespace.meta().deleted() == null) {
                sheet.healthy();
            } else {
                sheet.add(bad(namespace));
            }
        }
        return sheet.done();
    }

    private static Draft bad(NamespaceFacts namespace) {
        List<String> reasons = namespace.conditions().stream()
                .filter(c -> c.isTrue() && REASONS.containsKey(c.type()))
                .map(c -> REASONS.getOrDefault(c.type(), ""))
                .sorted()
                .toList();
        return Draft.bad(SIGNAL, namespace.key(), Severity.WARNING)
                .since(namespace.meta().deleted())
                .reasons(reasons.isEmpty() ? List.of("no_condition") : reasons);
    }
}
