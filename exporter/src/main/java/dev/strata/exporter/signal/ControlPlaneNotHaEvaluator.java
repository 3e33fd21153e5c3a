package dev.strata.exporter.signal;

import dev.strata.catalog.ClusterSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import java.util.Set;

/**
 * A control plane of one node, or of an even number: it does not survive the loss of a machine, or no better than one
 * less would. Clusters that do not show their control plane as nodes have no subject here.
 */
final class ControlPlaneNotHaEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ClusterSignals.CONTROL_PLANE_NOT_HA;

    private static final String ROLE = "node-role.kubernetes.io/control-plane";

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
        int nodes = (int) input.cluster().nodes().stream()
                .filter(node -> node.meta().label(ROLE).isPresent())
                .count();
        var sheet = new Sheet(SIGNAL);
        if (nodes > 2 && nodes % 2 == 1) {
            sheet.healthy();
        } else if (nodes > 0) {
            sheet.add(Draft.bad(SIGNAL, Subjects.CLUSTER, Severity.INFORMATION)
                    .reason(nodes == 1 ? "single_node" : "even_number")
                    .evidence("control_plane_nodes", nodes));
        }
        return sheet.done();
    }
}
