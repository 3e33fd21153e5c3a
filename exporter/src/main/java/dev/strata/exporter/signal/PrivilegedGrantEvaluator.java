package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.RoleBindingFacts;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A service account outside the system's own namespace that is bound to cluster-admin. */
final class PrivilegedGrantEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.PRIVILEGED_GRANT;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(KubeResource.CLUSTERROLEBINDINGS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        Map<ObjectKey, Draft> bad = new TreeMap<>();
        var sheet = new Sheet(SIGNAL);
        for (RoleBindingFacts binding : input.cluster().all(KubeResource.CLUSTERROLEBINDINGS, RoleBindingFacts.class)) {
            for (ObjectKey subject : binding.subjects()) {
                if (!subject.kind().equals("ServiceAccount")) {
                    continue;
                }
                boolean all = binding.role().name().equals("cluster-admin")
                        && !subject.namespace().equals("kube-system");
                if (all) {
                    bad.computeIfAbsent(
                                    subject,
                                    key -> Draft.bad(SIGNAL, key, Severity.INFORMATION)
                                            .reason("cluster_admin"))
                            .affects(binding.key());
                }
            }
        }
        bad.values().forEach(sheet::add);
        if (bad.isEmpty()) {
            sheet.healthy();
        }
        return sheet.done();
    }
}
