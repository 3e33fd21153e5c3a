package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.ReplicaSetFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The API server refuses the pods of a workload. ReplicaSets say so in a condition; for the other kinds the events of the last
 * minutes do. */
final class PodCreationBlockedEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.POD_CREATION_BLOCKED;

    private static final Duration MEMORY = Duration.ofMinutes(20);
    private static final Pattern QUOTA = Pattern.compile("(?:exceeded|failed) quota: ([a-z0-9.-]+)");

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.ownedPodsAnd(KubeResource.EVENTS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {

        var sheet = new Sheet(SIGNAL);
        for (WorkloadFacts workload : input.cluster().workloads()) {
            Optional<Refusal> refusal =
                    workload.replicas().desired() == 0 ? Optional.empty() : refusal(workload, input);
            if (refusal.isEmpty()) {
                sheet.healthy();
            } else {
                sheet.add(bad(workload.key(), refusal.get()));
            }
        }
        for (ReplicaSetFacts set : input.cluster().replicaSets()) {
            if (set.meta().controller() == null || isForeign(set, input.cluster())) {
                failure(set.condition("ReplicaFailure")).ifPresent(refusal -> sheet.add(bad(set.key(), refusal)));
            }
        }
        return sheet.done();
    }

    private record Refusal(String message, @Nullable Instant since) {}

    /** Owned by something that is not read, such as a rollout of another controller. */
    private static boolean isForeign(ReplicaSetFacts set, ClusterView cluster) {
        ObjectKey owner = set.meta().controller();
        return owner != null
                && !owner.kind().equals("Deployment")
                && cluster.workload(owner).isEmpty();
    }

    private static Optional<Refusal> refusal(WorkloadFacts workload, SignalInput input) {
        if (workload.resource() == KubeResource.DEPLOYMENTS) {
            return failure(workload.condition("ReplicaFailure"));
        }
        if (workload.replicas().current() >= workload.replicas().desired()) {
            return Optional.empty();
        }
        Instant from = input.now().minus(MEMORY);
        return input.cluster().eventsAbout(workload.key()).stream()
                .filter(event ->
                        event.reason().equals("FailedCreate") && event.last().isAfter(from))
                .reduce((older, newer) -> newer)
                .map(event -> new Refusal(event.message(), event.meta().created()));
    }

    private static Optional<Refusal> failure(Optional<KubeCondition> condition) {
        return condition
                .filter(c -> c.isTrue() && !c.reason().equals("FailedDelete"))
                .map(c -> new Refusal(c.message(), c.since()));
    }

    private static Draft bad(ObjectKey key, Refusal refusal) {
        Draft draft =
                Draft.bad(SIGNAL, key, Severity.WARNING).since(refusal.since()).reason(slug(refusal.message()));
        Matcher quota = QUOTA.matcher(refusal.message());
        if (quota.find()) {
            draft.affects(new ObjectKey("ResourceQuota", key.namespace(), quota.group(1)));
        }
        return draft;
    }

    private static String slug(String message) {
        if (message.contains("exceeded quota") || message.contains("failed quota")) {
            return "quota_exceeded";
        }
        if (message.contains("violates PodSecurity")) {
            return "pod_security";
        }
        if (message.contains("failed calling webhook")) {
            return "webhook_unavailable";
        }
        if (message.contains("denied the request")) {
            return "webhook_denied";
        }
        if (message.contains("serviceaccount") && message.contains("not found")) {
            return "service_account_missing";
        }
        boolean limits = message.contains("maximum ") && message.contains("usage per");
        return limits ? "limit_range" : "refused";
    }
}
