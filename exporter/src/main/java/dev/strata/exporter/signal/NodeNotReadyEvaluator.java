package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NodeFacts;
import dev.strata.exporter.cluster.NodeFacts.Taint;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A node whose kubelet does not say that it is ready. Excused are nodes that are about to go (deletion, taints of
 * autoscalers and clouds), young ones, and for a while cordoned ones. A cordon carries no time of its own, so its excuse
 * counts from when the node stopped being ready.
 */
final class NodeNotReadyEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = Signals.NODE_NOT_READY;

    private static final Set<String> LEAVING = Set.of(
            "ToBeDeletedByClusterAutoscaler",
            "karpenter.sh/disrupted",
            "karpenter.sh/disruption",
            "node.cloudprovider.kubernetes.io/shutdown",
            "node.kubernetes.io/out-of-service",
            "aws-node-termination-handler/spot-itn",
            "cloud.google.com/impending-node-termination");

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.NODES);
    }

    @Override
    public Set<MeasurementQuery> queries() {
        return Set.of();
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (NodeFacts node : input.cluster().nodes()) {
            if (node.condition("Ready").map(KubeCondition::isTrue).orElse(false)) {
                sheet.healthy();
                continue;
            }
            String excuse = excuse(node, input);
            sheet.add(excuse.isEmpty() ? bad(node, input) : Draft.suspended(SIGNAL, node.key(), excuse));
        }
        return sheet.done();
    }

    /** Why the node may be not ready, empty where nothing excuses it. */
    static String excuse(NodeFacts node, SignalInput input) {
        if (node.meta().deleted() != null) {
            return "deleting";
        }
        if (node.taints().stream().map(Taint::key).anyMatch(LEAVING::contains)) {
            return "leaving";
        }
        if (Duration.between(node.meta().created(), input.now())
                        .compareTo(input.thresholds().nodeGrace())
                < 0) {
            return "joining";
        }
        Duration notReady = Duration.between(since(node), input.now());
        return node.unschedulable() && notReady.compareTo(input.thresholds().cordonExcuse()) <= 0 ? "cordoned" : "";
    }

    static Instant since(NodeFacts node) {
        Instant transition = node.condition("Ready").map(KubeCondition::since).orElse(null);
        return transition == null ? node.meta().created() : transition;
    }

    private static Draft bad(NodeFacts node, SignalInput input) {
        List<PodFacts> pods = input.cluster().podsOn(node.key().name());
        return Draft.bad(SIGNAL, node.key(), Severity.WARNING)
                .since(since(node))
                .reason(reason(node))
                .evidence("pods", pods.size())
                .evidence(
                        "ready_pods",
                        pods.stream().filter(PodFacts::isReady).toList().size())
                .affects(pods.stream().map(ObjectFacts::key).toList());
    }

    private static String reason(NodeFacts node) {
        String status = node.condition("Ready").map(KubeCondition::status).orElse("");
        return switch (status) {
            case "Unknown" -> "no_heartbeat";
            case "False" -> "kubelet_reports_not_ready";
            default -> "no_status";
        };
    }
}
