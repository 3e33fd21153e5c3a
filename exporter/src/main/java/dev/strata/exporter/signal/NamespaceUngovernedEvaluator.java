package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.LimitRangeFacts;
import dev.strata.exporter.cluster.NamespaceFacts;
import dev.strata.exporter.cluster.NetworkPolicyFacts;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.QuotaFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A namespace with workloads and without a quota, default limits or a network policy. */
final class NamespaceUngovernedEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.NAMESPACE_UNGOVERNED;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(
                KubeResource.NAMESPACES,
                KubeResource.DEPLOYMENTS,
                KubeResource.RESOURCEQUOTAS,
                KubeResource.LIMITRANGES,
                KubeResource.NETWORKPOLICIES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        ClusterView cluster = input.cluster();
        Set<String> used = namespaces(cluster.workloads());
        Set<String> quotas = namespaces(cluster.all(KubeResource.RESOURCEQUOTAS, QuotaFacts.class));
        Set<String> limits = namespaces(cluster.all(KubeResource.LIMITRANGES, LimitRangeFacts.class));
        Set<String> policies = namespaces(cluster.all(KubeResource.NETWORKPOLICIES, NetworkPolicyFacts.class));
        var sheet = new Sheet(SIGNAL);
        for (NamespaceFacts namespace : cluster.namespaces()) {
            String name = namespace.key().name();
            if (name.startsWith("kube-") || !used.contains(name)) {
                continue;
            }
            List<String> lacks = new ArrayList<>();
            lack(quotas, name, "no_quota", lacks);
            lack(limits, name, "no_limit_range", lacks);
            lack(policies, name, "no_network_policy", lacks);
            if (lacks.isEmpty()) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, namespace.key(), Severity.INFORMATION)
                        .reasons(lacks)
                        .evidence("lacks", lacks.size()));
            }
        }
        return sheet.done();
    }

    private static void lack(Set<String> with, String name, String slug, List<String> lacks) {
        if (!with.contains(name)) {
            lacks.add(slug);
        }
    }

    private static Set<String> namespaces(List<? extends ObjectFacts> objects) {
        var names = new HashSet<String>();
        String last = "";
        for (ObjectFacts object : objects) {
            String name = object.key().namespace();
            if (!name.equals(last)) {
                names.add(name);
                last = name;
            }
        }
        return names;
    }
}
