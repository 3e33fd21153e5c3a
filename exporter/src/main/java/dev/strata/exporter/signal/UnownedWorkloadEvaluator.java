package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeMeta;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A workload of the critical tier, by its own labels or those of its namespace, that no team is named for. */
final class UnownedWorkloadEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.UNOWNED_WORKLOAD;
    private static final List<String> TEAMS = List.of("team", "owner", "app.kubernetes.io/team");
    private static final String TIER = "tier";

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(
                KubeResource.NAMESPACES, KubeResource.DEPLOYMENTS, KubeResource.STATEFULSETS, KubeResource.DAEMONSETS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        var sheet = new Sheet(SIGNAL);
        for (WorkloadFacts workload : input.cluster().workloads()) {
            Optional<KubeMeta> namespace =
                    input.cluster().namespace(workload.key().namespace()).map(facts -> facts.meta());
            if (!says(workload.meta(), namespace, TIER).equals("critical")) {
                continue;
            }
            if (TEAMS.stream()
                    .allMatch(label -> says(workload.meta(), namespace, label).isEmpty())) {
                sheet.add(
                        Draft.bad(SIGNAL, workload.key(), Severity.INFORMATION).reason("no_team"));
            } else {
                sheet.healthy();
            }
        }
        return sheet.done();
    }

    private static String says(KubeMeta own, Optional<KubeMeta> namespace, String name) {
        return own.label(name)
                .or(() -> own.annotation(name))
                .or(() -> namespace.flatMap(meta -> meta.label(name).or(() -> meta.annotation(name))))
                .orElse("");
    }
}
