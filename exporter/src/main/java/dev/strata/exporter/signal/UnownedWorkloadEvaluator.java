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
        String last = "";
        Optional<KubeMeta> namespace = Optional.empty();
        for (WorkloadFacts workload : input.cluster().workloads()) {
            if (!workload.key().namespace().equals(last)) {
                last = workload.key().namespace();
                namespace = input.cluster().namespace(last).map(facts -> facts.meta());
            }
            if (!says(workload.meta(), namespace, TIER).equals("critical")) {
                continue;
            }
            if (!hasTeam(workload.meta(), namespace)) {
                sheet.add(
                        Draft.bad(SIGNAL, workload.key(), Severity.INFORMATION).reason("no_team"));
            } else {
                sheet.healthy();
            }
        }
        return sheet.done();
    }

    private static boolean hasTeam(KubeMeta own, Optional<KubeMeta> namespace) {
        return TEAMS.stream().anyMatch(label -> !says(own, namespace, label).isEmpty());
    }

    private static String says(KubeMeta own, Optional<KubeMeta> namespace, String name) {
        Optional<String> said = says(own, name);
        return said.isPresent() || namespace.isEmpty()
                ? said.orElse("")
                : says(namespace.get(), name).orElse("");
    }

    private static Optional<String> says(KubeMeta meta, String name) {
        Optional<String> label = meta.label(name);
        return label.isPresent() ? label : meta.annotation(name);
    }
}
