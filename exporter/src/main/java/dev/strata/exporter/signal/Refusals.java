package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pods of a workload that the API server refused, as its conditions or its events say. */
final class Refusals {

    private static final Duration MEMORY = Duration.ofMinutes(20);
    private static final Pattern QUOTA = Pattern.compile("(?:exceeded|failed) quota: ([a-z0-9.-]+)");

    /** What was said; {@code since} is null where that is not. */
    record Refusal(String message, @Nullable Instant since) {

        /** The quota that it names. */
        Optional<ObjectKey> quota(String namespace) {
            Matcher quota = QUOTA.matcher(message);
            return quota.find()
                    ? Optional.of(new ObjectKey("ResourceQuota", namespace, quota.group(1)))
                    : Optional.empty();
        }
    }

    private Refusals() {}

    static Optional<Refusal> of(WorkloadFacts workload, SignalInput input) {
        if (workload.resource() == KubeResource.DEPLOYMENTS) {
            return in(workload.condition("ReplicaFailure"));
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

    static Optional<Refusal> in(Optional<KubeCondition> condition) {
        return condition
                .filter(c -> c.isTrue() && !c.reason().equals("FailedDelete"))
                .map(c -> new Refusal(c.message(), c.since()));
    }
}
