package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeEventFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Pods that find no node, counted for the workload that owns them. Pods that are meant to wait take no part: gated ones,
 * those of negative priority (placeholders for capacity), those of Jobs, and those for which an autoscaler is already
 * bringing a node.
 */
final class PodPendingUnscheduledEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = Signals.POD_PENDING_UNSCHEDULED;

    /** An autoscaler's promise counts this long after it was given. */
    private static final Duration PROMISE = Duration.ofMinutes(10);

    /** A node takes some 12 minutes to come; the signal's own wait comes on top of this part of them. */
    private static final Duration ARRIVAL = Duration.ofMinutes(12).minus(SIGNAL.pendingFor());

    private static final Set<String> PROMISES = Set.of("TriggeredScaleUp", "Nominated");

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(
                KubeResource.PODS,
                KubeResource.DEPLOYMENTS,
                KubeResource.REPLICASETS,
                KubeResource.STATEFULSETS,
                KubeResource.DAEMONSETS);
    }

    @Override
    public Set<MeasurementQuery> queries() {
        return Set.of();
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        ClusterView cluster = input.cluster();
        Map<ObjectKey, List<PodFacts>> waiting = new TreeMap<>();
        for (PodFacts pod : cluster.unsettledPods()) {
            if (isSubject(pod) && PodTrouble.isUnschedulable(pod) && !isPromised(pod, input)) {
                waiting.computeIfAbsent(cluster.ownerOf(pod), owner -> new ArrayList<>())
                        .add(pod);
            }
        }
        var sheet = new Sheet(SIGNAL);
        sheet.healthy(Culprits.wanted(cluster, waiting.keySet()));
        waiting.forEach((owner, pods) -> sheet.add(bad(cluster, owner, pods)));
        return sheet.done();
    }

    static boolean isSubject(PodFacts pod) {
        ObjectKey controller = pod.meta().controller();
        return pod.meta().deleted() == null
                && pod.gates().isEmpty()
                && pod.priority() >= 0
                && (controller == null || !controller.kind().equals("Job"));
    }

    static boolean isPromised(PodFacts pod, SignalInput input) {
        Instant now = input.now();
        if (!since(pod).plus(ARRIVAL).isAfter(now)) {
            return false;
        }
        return !pod.nominatedNodeName().isEmpty()
                || input.cluster().eventsAbout(pod.key()).stream()
                        .filter(event -> PROMISES.contains(event.reason()))
                        .map(KubeEventFacts::last)
                        .anyMatch(last -> last.plus(PROMISE).isAfter(now));
    }

    private static Instant since(PodFacts pod) {
        Instant transition =
                pod.condition("PodScheduled").map(KubeCondition::since).orElse(null);
        return transition == null ? pod.meta().created() : transition;
    }

    private static Draft bad(ClusterView cluster, ObjectKey owner, List<PodFacts> pods) {
        SchedulerMessage said = pods.stream()
                .map(pod -> pod.condition("PodScheduled")
                        .map(KubeCondition::message)
                        .orElse(""))
                .map(SchedulerMessage::parse)
                .reduce(SchedulerMessage::with)
                .orElseThrow();
        Severity severity = Availability.isBelowBudget(cluster, owner) ? Severity.CRITICAL : Severity.WARNING;
        Draft draft = Draft.bad(SIGNAL, owner, severity)
                .since(pods.stream()
                        .map(PodPendingUnscheduledEvaluator::since)
                        .min(Instant::compareTo)
                        .orElseThrow())
                .reasons(said.reasons().keySet())
                .evidence("pending_pods", pods.size())
                .affects(pods.stream().map(ObjectFacts::key).toList());
        cluster.workload(owner)
                .ifPresent(w -> draft.evidence("desired_replicas", w.replicas().desired())
                        .evidence("available_replicas", w.replicas().available()));
        said.reasons().forEach((slug, nodes) -> {
            if (nodes > 0) {
                draft.evidence("nodes_" + slug.replaceFirst("^nodes_", ""), nodes);
            }
        });
        return said.nodes() > 0 ? draft.evidence("nodes", said.nodes()) : draft;
    }
}
