package dev.strata.exporter.signal;

import dev.strata.catalog.ClusterSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeFacts;
import java.util.Optional;
import java.util.Set;

/** A node that reports a read-only file system. Only clusters with a problem detector on their nodes have this condition. */
final class NodeFilesystemReadonlyEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ClusterSignals.NODE_FILESYSTEM_READONLY;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.NODES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (NodeFacts node : input.cluster().nodes()) {
            Optional<KubeCondition> readOnly =
                    node.condition("ReadonlyFilesystem").filter(KubeCondition::isTrue);
            if (readOnly.isEmpty()) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, node.key(), Severity.WARNING)
                        .since(readOnly.get().since())
                        .reason(Slugs.of(readOnly.get().reason())));
            }
        }
        return sheet.done();
    }
}
