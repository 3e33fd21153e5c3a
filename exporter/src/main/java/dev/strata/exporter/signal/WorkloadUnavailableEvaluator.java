package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Not one replica is available though some are wanted. A first rollout gets its time, and so does a single replica
 * while it moves. Critical where a Service sends users to it.
 */
final class WorkloadUnavailableEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.WORKLOAD_UNAVAILABLE;

    private static final Duration FIRST = Duration.ofMinutes(10);

    /** Six minutes in all with the signal's own wait. */
    private static final Duration MOVE = Duration.ofMinutes(6).minus(SIGNAL.pendingFor());

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.ownedPodsAnd(KubeResource.SERVICES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        sheet.healthy(input.cluster().workloads().size()
                - input.cluster().unsettledWorkloads().size());
        for (WorkloadFacts workload : input.cluster().unsettledWorkloads()) {
            if (workload.replicas().desired() == 0) {
                sheet.add(Draft.suspended(SIGNAL, workload.key(), "scaled_to_zero"));
            } else if (workload.replicas().available() > 0
                    || isFirstRollout(workload, input)
                    || moves(workload, input)) {
                sheet.healthy();
            } else {
                sheet.add(bad(workload, input));
            }
        }
        return sheet.done();
    }

    private static boolean isFirstRollout(WorkloadFacts workload, SignalInput input) {
        if (Rollouts.hasFailed(workload) || Rollouts.isBlocked(workload)) {
            return false;
        }
        return workload.meta().created().plus(FIRST).isAfter(input.now());
    }

    /** One replica that is replaced is missing for a while and nothing is wrong with that. */
    private static boolean moves(WorkloadFacts workload, SignalInput input) {
        Instant since = since(workload, input.cluster());
        return workload.replicas().desired() == 1
                && since != null
                && since.plus(MOVE).isAfter(input.now());
    }

    private static @Nullable Instant since(WorkloadFacts workload, ClusterView cluster) {
        Instant said = workload.condition("Available")
                .filter(c -> !c.isTrue())
                .map(KubeCondition::since)
                .orElse(null);
        return said != null ? said : PodTrouble.since(PodTrouble.notServing(cluster.podsOf(workload.key())));
    }

    private static Draft bad(WorkloadFacts workload, SignalInput input) {
        ClusterView cluster = input.cluster();
        List<PodFacts> pods = PodTrouble.notServing(cluster.podsOf(workload.key()));
        List<String> reasons = PodTrouble.histogram(cluster, pods);
        boolean serves = !cluster.servicesOf(workload.key()).isEmpty();
        Draft draft = Culprits.draft(
                        SIGNAL, serves ? Severity.CRITICAL : Severity.WARNING, cluster, workload.key(), pods)
                .since(since(workload, cluster))
                .reasons(reasons);
        return reasons.isEmpty()
                ? draft.reason(Rollouts.isBlocked(workload) ? "pod_creation_blocked" : "no_pods")
                : draft;
    }
}
