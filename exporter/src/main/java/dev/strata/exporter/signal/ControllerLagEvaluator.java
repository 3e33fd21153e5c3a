package dev.strata.exporter.signal;

import dev.strata.catalog.ClusterSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import java.util.List;
import java.util.Set;

/**
 * Several workloads whose controllers have not yet seen their newest generation. A single one is the business of its
 * own controller, five are one of the controller manager.
 */
final class ControllerLagEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ClusterSignals.CONTROLLER_LAG;

    private static final int MANY = 5;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.DEPLOYMENTS, KubeResource.STATEFULSETS, KubeResource.DAEMONSETS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        List<ObjectKey> behind = input.cluster().unsettledWorkloads().stream()
                .filter(w -> w.meta().generation() > w.observedGeneration()
                        && w.meta().deleted() == null)
                .map(ObjectFacts::key)
                .toList();
        var sheet = new Sheet(SIGNAL);
        if (behind.size() < MANY) {
            sheet.healthy();
        } else {
            sheet.add(Draft.bad(SIGNAL, Subjects.CLUSTER, Severity.WARNING)
                    .reason("generation_not_observed")
                    .evidence("objects_behind", behind.size())
                    .affects(behind));
        }
        return sheet.done();
    }
}
