package dev.strata.exporter.signal;

import dev.strata.catalog.MeasurementQuery;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.ServiceFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Service with a selector and no ready endpoint. It is critical only if it had one within a day and somebody still
 * wants replicas behind it; one that never had any is a leftover or not finished yet.
 */
final class ServiceNoReadyEndpointsEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = Signals.SERVICE_NO_READY_ENDPOINTS;
    private static final Duration MEMORY = Duration.ofHours(24);

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(
                KubeResource.SERVICES,
                KubeResource.ENDPOINTSLICES,
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
        var sheet = new Sheet(SIGNAL);
        int subjects = 0;
        for (ServiceFacts service : cluster.services()) {
            subjects += isSubject(service) ? 1 : 0;
        }
        for (ServiceFacts service : cluster.unservedServices()) {
            if (isSubject(service)) {
                sheet.add(judge(service, input));
                subjects--;
            }
        }
        sheet.healthy(subjects);
        return sheet.done();
    }

    private static boolean isSubject(ServiceFacts service) {
        return !service.selector().isEmpty() && !service.type().equals("ExternalName");
    }

    private static Draft judge(ServiceFacts service, SignalInput input) {
        ClusterView cluster = input.cluster();
        List<WorkloadFacts> owners = cluster.workloadsBehind(service.key()).stream()
                .map(cluster::workload)
                .flatMap(Optional::stream)
                .toList();
        List<PodFacts> pods = cluster.podsBehind(service.key());
        int desired = owners.stream().mapToInt(w -> w.replicas().desired()).sum();
        if (!owners.isEmpty() && desired == 0) {
            return Draft.suspended(SIGNAL, service.key(), "scaled_to_zero")
                    .affects(owners.stream().map(ObjectFacts::key).toList());
        }
        Instant lost = lostAt(service.key(), owners, pods, input);
        boolean fell = lost != null && lost.plus(MEMORY).isAfter(input.now());
        Draft draft = Draft.bad(SIGNAL, service.key(), severity(fell, desired))
                .since(lost)
                .evidence("pods", pods.size())
                .evidence("desired_replicas", desired)
                .affects(pods.stream().map(ObjectFacts::key).toList())
                .affects(owners.stream().map(ObjectFacts::key).toList());
        if (pods.isEmpty()) {
            return draft.reason(owners.isEmpty() ? "selector_matches_nothing" : "no_pods");
        }
        List<String> troubles = PodTrouble.histogram(cluster, PodTrouble.notServing(pods));
        return draft.reasons(troubles.isEmpty() ? List.of("ready_pods_without_endpoint") : troubles);
    }

    private static Severity severity(boolean fell, int desired) {
        if (!fell) {
            return Severity.INFORMATION;
        }
        return desired > 0 ? Severity.CRITICAL : Severity.WARNING;
    }

    /**
     * When the last endpoint went, as far as can be told; null when there never was one. What we watched counts first;
     * otherwise an availability or readiness that was lost after it had been there.
     */
    private static @Nullable Instant lostAt(
            ObjectKey service, List<WorkloadFacts> owners, List<PodFacts> pods, SignalInput input) {
        Instant seen = input.cluster().history(service).lastReadyEndpoint();
        if (seen != null) {
            return seen;
        }
        Stream<Instant> unavailable = owners.stream()
                .filter(w -> w.replicas().desired() > 0)
                .map(w -> lostAfter(w.condition("Available"), w.meta().created().plusSeconds(60)));
        Stream<Instant> unready = pods.stream()
                .filter(pod -> !pod.isFinished())
                .map(pod -> lostAfter(
                        pod.condition("Ready"),
                        pod.condition("Initialized")
                                .map(KubeCondition::since)
                                .orElse(pod.meta().created())));
        return Stream.concat(unavailable, unready)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** A condition starts out false; one that turned false later had been true in between. */
    private static @Nullable Instant lostAfter(Optional<KubeCondition> condition, @Nullable Instant start) {
        Instant since =
                condition.filter(c -> !c.isTrue()).map(KubeCondition::since).orElse(null);
        return since != null && start != null && since.isAfter(start.plusSeconds(1)) ? since : null;
    }
}
