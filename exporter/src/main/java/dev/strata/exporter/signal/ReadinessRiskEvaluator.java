package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PdbFacts;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.ServiceFacts;
import dev.strata.exporter.cluster.TemplateFacts;
import dev.strata.exporter.cluster.TemplateFacts.Container;
import dev.strata.exporter.cluster.WorkloadFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The readiness checklist of a workload: what is not wrong yet and will make the next fault worse. One finding with one
 * reason for each rule that it breaks. System namespaces are somebody else's.
 */
final class ReadinessRiskEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.READINESS_RISK;
    private static final Set<String> SYSTEM = Set.of("kube-system", "kube-public", "kube-node-lease");

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Reads.ownedPodsAnd(
                KubeResource.SERVICES, KubeResource.PODDISRUPTIONBUDGETS, KubeResource.HORIZONTALPODAUTOSCALERS);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        ClusterView cluster = input.cluster();
        Map<ObjectKey, HpaFacts> scaled = new HashMap<>();
        cluster.hpas().forEach(hpa -> scaled.put(hpa.target(), hpa));
        Map<String, List<ServiceFacts>> services = byNamespace(cluster.services());
        Map<String, List<PdbFacts>> budgets = new HashMap<>();
        cluster.pdbs()
                .forEach(pdb -> budgets.computeIfAbsent(pdb.key().namespace(), ns -> new ArrayList<>())
                        .add(pdb));
        var sheet = new Sheet(SIGNAL);
        for (WorkloadFacts workload : cluster.workloads()) {
            String namespace = workload.key().namespace();
            if (SYSTEM.contains(namespace) || workload.replicas().desired() == 0) {
                continue;
            }
            boolean served = services.getOrDefault(namespace, List.of()).stream()
                    .anyMatch(service ->
                            !service.selector().isEmpty() && service.selector().matches(workload.podLabels()));
            List<PdbFacts> own = budgets.getOrDefault(namespace, List.of()).stream()
                    .filter(pdb -> pdb.selector().matches(workload.podLabels()))
                    .toList();
            List<String> risks = new ArrayList<>();
            ofTemplate(workload, served, risks);
            ofReplicas(workload, served, own, scaled.get(workload.key()), cluster, risks);
            if (risks.isEmpty()) {
                sheet.healthy();
            } else {
                sheet.add(Draft.bad(SIGNAL, workload.key(), Severity.INFORMATION)
                        .reasons(risks)
                        .evidence("risks", risks.size()));
            }
        }
        return sheet.done();
    }

    private static void ofTemplate(WorkloadFacts workload, boolean served, List<String> risks) {
        TemplateFacts template = workload.template();
        any(template, c -> !c.requests().contains("cpu") || !c.requests().contains("memory"), "no_requests", risks);
        any(template, c -> !c.limits().contains("memory"), "no_memory_limit", risks);
        any(template, c -> isMutable(c.image()), "mutable_image_tag", risks);
        if (served) {
            any(template, c -> !c.ports().isEmpty() && !c.probes().readiness(), "no_readiness_probe", risks);
            any(template, c -> c.probes().same(), "liveness_is_readiness", risks);
        }
        boolean standard =
                template.serviceAccount().isEmpty() || template.serviceAccount().equals("default");
        if (standard && template.mountsToken() && !template.containers().isEmpty()) {
            risks.add("default_service_account");
        }
    }

    private static void ofReplicas(
            WorkloadFacts workload,
            boolean served,
            List<PdbFacts> budgets,
            @Nullable HpaFacts hpa,
            ClusterView cluster,
            List<String> risks) {
        if (workload.resource() == KubeResource.DAEMONSETS) {
            return;
        }
        int desired = workload.replicas().desired();
        if (desired == 1 && served) {
            risks.add(hpa != null && hpa.minReplicas() == 1 ? "minimum_of_one_replica" : "single_replica");
        }
        if (desired > 1 && budgets.isEmpty()) {
            risks.add("no_disruption_budget");
        }
        if (desired > 1 && budgets.stream().anyMatch(pdb -> pdb.desiredHealthy() >= desired)) {
            risks.add("budget_allows_no_disruption");
        }
        if (desired > 1) {
            Set<String> nodes = new HashSet<>();
            int placed = 0;
            for (PodFacts pod : cluster.podsOf(workload.key())) {
                if (!pod.nodeName().isEmpty() && !pod.isFinished()) {
                    nodes.add(pod.nodeName());
                    placed++;
                }
            }
            if (placed > 1 && nodes.size() == 1 && cluster.nodes().size() > 1) {
                risks.add("all_on_one_node");
            }
        }
    }

    private static void any(TemplateFacts template, Predicate<Container> rule, String risk, List<String> risks) {
        if (template.containers().stream().anyMatch(rule)) {
            risks.add(risk);
        }
    }

    /** Without a digest, and with the tag {@code latest} or none. */
    private static boolean isMutable(String image) {
        if (image.contains("@")) {
            return false;
        }
        String last = image.substring(image.lastIndexOf('/') + 1);
        return !last.contains(":") || last.endsWith(":latest");
    }

    private static Map<String, List<ServiceFacts>> byNamespace(List<ServiceFacts> services) {
        Map<String, List<ServiceFacts>> found = new HashMap<>();
        services.forEach(s -> found.computeIfAbsent(s.key().namespace(), ns -> new ArrayList<>())
                .add(s));
        return found;
    }
}
