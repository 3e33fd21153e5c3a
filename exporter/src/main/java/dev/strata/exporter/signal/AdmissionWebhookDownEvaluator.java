package dev.strata.exporter.signal;

import dev.strata.catalog.PlatformSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.WebhookFacts;
import dev.strata.exporter.cluster.WebhookFacts.Hook;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A webhook of the API server whose Service has no ready endpoint. Critical where it refuses what it cannot check and
 * is asked about pods or workloads. One that is called by URL cannot be judged from here.
 */
final class AdmissionWebhookDownEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PlatformSignals.ADMISSION_WEBHOOK_DOWN;

    private static final Set<String> WORKLOADS =
            Set.of("*", "*/*", "pods", "deployments", "replicasets", "statefulsets", "daemonsets", "jobs", "cronjobs");

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.ownedPodsAnd(
                KubeResource.VALIDATINGWEBHOOKCONFIGURATIONS,
                KubeResource.MUTATINGWEBHOOKCONFIGURATIONS,
                KubeResource.NAMESPACES,
                KubeResource.SERVICES,
                KubeResource.ENDPOINTSLICES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        var refused = new ArrayList<Refused>();
        for (WorkloadFacts workload : input.cluster().unsettledWorkloads()) {
            Refusals.of(workload, input)
                    .ifPresent(refusal -> refused.add(new Refused(workload.key(), refusal.message())));
        }
        for (KubeResource resource :
                List.of(KubeResource.MUTATINGWEBHOOKCONFIGURATIONS, KubeResource.VALIDATINGWEBHOOKCONFIGURATIONS)) {
            for (WebhookFacts configuration : input.cluster().all(resource, WebhookFacts.class)) {
                judge(configuration, refused, input, sheet);
            }
        }
        return sheet.done();
    }

    /** A workload whose pods are not let in, and what the API server says of that. */
    private record Refused(ObjectKey workload, String message) {}

    private static void judge(WebhookFacts configuration, List<Refused> refused, SignalInput input, Sheet sheet) {
        List<Hook> down = configuration.hooks().stream()
                .filter(hook -> isDown(hook, input.cluster()) && isAsked(hook, input.cluster()))
                .toList();
        if (!down.isEmpty()) {
            sheet.add(bad(configuration, down, refused, input));
        } else if (configuration.hooks().stream().anyMatch(hook -> hook.service() == null)) {
            sheet.add(Draft.unknown(SIGNAL, configuration.key(), "called_by_url"));
        } else {
            sheet.healthy();
        }
    }

    private static boolean isDown(Hook hook, ClusterView cluster) {
        return hook.service() != null && Endpoints.ready(cluster, hook.service()) == 0;
    }

    private static boolean isAsked(Hook hook, ClusterView cluster) {
        return cluster.namespaces().stream()
                .anyMatch(
                        namespace -> hook.namespaces().matches(namespace.meta().labels()));
    }

    private static Draft bad(WebhookFacts configuration, List<Hook> down, List<Refused> refused, SignalInput input) {
        ClusterView cluster = input.cluster();
        boolean refuses =
                down.stream().anyMatch(hook -> hook.refuses() && !Collections.disjoint(hook.resources(), WORKLOADS));
        Draft draft = Draft.bad(SIGNAL, configuration.key(), refuses ? Severity.CRITICAL : Severity.WARNING);
        for (Hook hook : down) {
            ObjectKey service = hook.service();
            if (service != null) {
                boolean exists =
                        cluster.service(service.namespace(), service.name()).isPresent();
                draft.reason(exists ? "no_ready_endpoint" : "service_missing")
                        .affects(service)
                        .affects(cluster.workloadsBehind(service));
            }
        }
        List<ObjectKey> blocked = refused.stream()
                .filter(one -> down.stream().anyMatch(hook -> one.message().contains(hook.name())))
                .map(Refused::workload)
                .toList();
        return draft.evidence("blocked_workloads", blocked.size()).affects(blocked);
    }
}
