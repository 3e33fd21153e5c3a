package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeMeta;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A workload that is kept in Git and was changed with kubectl within a day. */
final class ManualChangeEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.MANUAL_CHANGE;

    /** What Flux and Argo CD put on what they apply. */
    private static final List<String> LABELS =
            List.of("kustomize.toolkit.fluxcd.io/name", "helm.toolkit.fluxcd.io/name", "argocd.argoproj.io/instance");

    private static final String TRACKING = "argocd.argoproj.io/tracking-id";

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
        Instant from = input.now().minus(Duration.ofHours((long) input.limit(SIGNAL, "age_hours")));
        var sheet = new Sheet(SIGNAL);
        for (WorkloadFacts workload : input.cluster().workloads()) {
            if (!isKept(workload.meta())) {
                continue;
            }
            Instant edited = workload.handEdited();
            if (edited != null && edited.isAfter(from)) {
                sheet.add(Draft.bad(SIGNAL, workload.key(), Severity.INFORMATION)
                        .since(edited)
                        .reason("changed_by_kubectl"));
            } else {
                sheet.healthy();
            }
        }
        return sheet.done();
    }

    private static boolean isKept(KubeMeta meta) {
        for (String label : LABELS) {
            if (meta.label(label).isPresent()) {
                return true;
            }
        }
        return meta.annotation(TRACKING).isPresent();
    }
}
