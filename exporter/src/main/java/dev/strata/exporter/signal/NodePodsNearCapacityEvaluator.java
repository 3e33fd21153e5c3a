package dev.strata.exporter.signal;

import dev.strata.catalog.ClusterSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeFacts;
import java.util.Set;

/** A node with more than 95 % of the pods that it may have. */
final class NodePodsNearCapacityEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ClusterSignals.NODE_PODS_NEAR_CAPACITY;

    private static final double FULL = 0.95;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.NODES_AND_PODS;
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (NodeFacts node : input.cluster().nodes()) {
            long most = node.allocatable().pods();
            long pods = input.cluster().requestedOn(node.key().name()).pods();
            if (most <= 0 || pods <= FULL * most) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, node.key(), Severity.WARNING)
                        .reason("too_many_pods")
                        .evidence("pods", (double) pods)
                        .evidence("allocatable_pods", (double) most));
            }
        }
        return sheet.done();
    }
}
