package dev.strata.exporter.signal;

import dev.strata.catalog.ApplicationSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.ReplicaSetFacts;
import dev.strata.exporter.cluster.WebhookFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import dev.strata.exporter.signal.Refusals.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The API server refuses the pods of a workload. ReplicaSets say so in a condition; for the other kinds the events of
 * the last minutes do.
 */
final class PodCreationBlockedEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = ApplicationSignals.POD_CREATION_BLOCKED;

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
        sheet.healthy(input.cluster().workloads().size()
                - input.cluster().unsettledWorkloads().size());
        for (WorkloadFacts workload : input.cluster().unsettledWorkloads()) {
            Optional<Refusal> refusal =
                    workload.replicas().desired() == 0 ? Optional.empty() : Refusals.of(workload, input);
            if (refusal.isEmpty()) {
                sheet.healthy();
            } else {
                sheet.add(bad(workload.key(), refusal.get(), input.cluster()));
            }
        }
        for (ReplicaSetFacts set : input.cluster().looseReplicaSets()) {
            if (set.meta().controller() == null || isForeign(set, input.cluster())) {
                Refusals.in(set.condition("ReplicaFailure"))
                        .ifPresent(refusal -> sheet.add(bad(set.key(), refusal, input.cluster())));
            }
        }
        return sheet.done();
    }

    /** Owned by something that is not read, such as a rollout of another controller. */
    private static boolean isForeign(ReplicaSetFacts set, ClusterView cluster) {
        ObjectKey owner = set.meta().controller();
        return owner != null
                && !owner.kind().equals("Deployment")
                && cluster.workload(owner).isEmpty();
    }

    private static Draft bad(ObjectKey key, Refusal refusal, ClusterView cluster) {
        Draft draft =
                Draft.bad(SIGNAL, key, Severity.WARNING).since(refusal.since()).reason(slug(refusal.message()));
        refusal.quota(key.namespace()).ifPresent(draft::affects);
        for (KubeResource resource :
                List.of(KubeResource.VALIDATINGWEBHOOKCONFIGURATIONS, KubeResource.MUTATINGWEBHOOKCONFIGURATIONS)) {
            cluster.all(resource, WebhookFacts.class).stream()
                    .filter(webhook -> webhook.hooks().stream()
                            .anyMatch(hook -> refusal.message().contains("webhook \"" + hook.name() + "\"")))
                    .forEach(webhook -> draft.affects(webhook.key()));
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
