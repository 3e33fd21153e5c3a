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
            if (!says(workload.meta(), namespace, input.owners().tier()).equals("critical")) {
                continue;
            }
            if (says(workload.meta(), namespace, input.owners().team()).isEmpty()) {
                sheet.add(
                        Draft.bad(SIGNAL, workload.key(), Severity.INFORMATION).reason("no_team"));
            } else {
                sheet.healthy();
            }
        }
        return sheet.done();
    }

    /** The first that the workload says, else the first that its namespace says. */
    private static String says(KubeMeta own, Optional<KubeMeta> namespace, List<String> names) {
        Optional<String> said = said(own, names);
        return said.isPresent() || namespace.isEmpty()
                ? said.orElse("")
                : said(namespace.get(), names).orElse("");
    }

    private static Optional<String> said(KubeMeta meta, List<String> names) {
        return names.stream()
                .flatMap(name -> meta.label(name).or(() -> meta.annotation(name)).stream())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
