package dev.strata.exporter.signal;

import dev.strata.catalog.PlatformSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeFacts;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PdbFacts;
import dev.strata.exporter.cluster.PodFacts;
import java.util.List;
import java.util.Set;

/**
 * A disruption budget that lets no pod go: a warning while a node that is cordoned holds one of its pods, otherwise a
 * remark for the next drain.
 */
final class PdbBlocksDrainEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PlatformSignals.PDB_BLOCKS_DRAIN;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.PODDISRUPTIONBUDGETS, KubeResource.NODES, KubeResource.PODS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        ClusterView cluster = input.cluster();
        List<PodFacts> leaving = cluster.nodes().stream()
                .filter(NodeFacts::unschedulable)
                .flatMap(node -> cluster.podsOn(node.key().name()).stream())
                .filter(pod -> !pod.isFinished() && pod.meta().deleted() == null)
                .toList();
        var sheet = new Sheet(SIGNAL);
        for (PdbFacts budget : cluster.pdbs()) {
            if (budget.expectedPods() == 0) {
                sheet.add(Draft.suspended(SIGNAL, budget.key(), "no_pods"));
            } else if (budget.disruptionsAllowed() > 0) {
                sheet.healthy();
            } else {
                sheet.add(bad(budget, leaving));
            }
        }
        return sheet.done();
    }

    private static Draft bad(PdbFacts budget, List<PodFacts> leaving) {
        List<PodFacts> held = leaving.stream()
                .filter(pod -> pod.key().namespace().equals(budget.key().namespace())
                        && budget.selector().matches(pod.meta().labels()))
                .toList();
        return Draft.bad(SIGNAL, budget.key(), held.isEmpty() ? Severity.INFORMATION : Severity.WARNING)
                .since(KubeCondition.find(budget.conditions(), "DisruptionAllowed")
                        .map(KubeCondition::since)
                        .orElse(null))
                .reason(reason(budget))
                .evidence("desired_healthy_pods", budget.desiredHealthy())
                .evidence("current_healthy_pods", budget.currentHealthy())
                .evidence("pods_on_cordoned_nodes", held.size())
                .affects(held.stream().map(ObjectFacts::key).toList())
                .affects(held.stream()
                        .map(pod -> ObjectKey.of("Node", pod.nodeName()))
                        .toList());
    }

    private static String reason(PdbFacts budget) {
        boolean failed = KubeCondition.find(budget.conditions(), "DisruptionAllowed")
                .filter(c -> c.reason().equals("SyncFailed"))
                .isPresent();
        if (failed) {
            return "sync_failed";
        }
        return budget.currentHealthy() < budget.desiredHealthy() ? "unhealthy_pods" : "budget_without_room";
    }
}
