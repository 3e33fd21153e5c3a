package dev.strata.exporter.signal;

import dev.strata.catalog.PreparednessSignals;
import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.MonitorFacts;
import dev.strata.exporter.cluster.NetworkPolicyFacts;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.ServiceFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A ServiceMonitor or PodMonitor that selects nothing, names a port that what it selects does not have, or whose pods let
 * nobody in from another namespace, so that Prometheus is kept out.
 */
final class ScrapeTargetMissingEvaluator implements SignalEvaluator {

    private static final Signal SIGNAL = PreparednessSignals.SCRAPE_TARGET_MISSING;

    @Override
    public Signal signal() {
        return SIGNAL;
    }

    @Override
    public Set<KubeResource> resources() {
        return Set.of(
                KubeResource.SERVICEMONITORS,
                KubeResource.PODMONITORS,
                KubeResource.SERVICES,
                KubeResource.PODS,
                KubeResource.NETWORKPOLICIES);
    }

    @Override
    public SignalReadings evaluate(SignalInput input) {
        ClusterView cluster = input.cluster();
        Map<String, List<NetworkPolicyFacts>> policies =
                byNamespace(cluster.all(KubeResource.NETWORKPOLICIES, NetworkPolicyFacts.class));
        var sheet = new Sheet(SIGNAL);
        for (MonitorFacts monitor : cluster.all(KubeResource.SERVICEMONITORS, MonitorFacts.class)) {
            List<ServiceFacts> selected = selected(monitor, cluster.services(), cluster::servicesIn);
            List<PodFacts> behind = selected.stream()
                    .flatMap(service -> cluster.podsBehind(service.key()).stream())
                    .toList();
            boolean ports = selected.stream()
                    .anyMatch(service -> monitor.ports().isEmpty()
                            || service.ports().stream()
                                    .anyMatch(port -> monitor.ports().contains(port.name())
                                            || monitor.ports().contains(port.targetPort())));
            judge(
                    monitor,
                    selected.isEmpty() ? "selects_no_service" : ports ? null : "port_missing",
                    behind,
                    policies,
                    sheet);
        }
        for (MonitorFacts monitor : cluster.all(KubeResource.PODMONITORS, MonitorFacts.class)) {
            List<PodFacts> selected = selected(monitor, cluster.pods(), cluster::podsIn);
            judge(monitor, selected.isEmpty() ? "selects_no_pod" : null, selected, policies, sheet);
        }
        return sheet.done();
    }

    private static void judge(
            MonitorFacts monitor,
            @Nullable String missing,
            List<PodFacts> pods,
            Map<String, List<NetworkPolicyFacts>> policies,
            Sheet sheet) {
        String reason = missing;
        if (reason == null && !pods.isEmpty() && pods.stream().allMatch(pod -> keepsOut(pod, policies))) {
            reason = "network_policy";
        }
        if (reason == null) {
            sheet.healthy();
            return;
        }
        sheet.add(Draft.bad(SIGNAL, monitor.key(), Severity.WARNING)
                .reason(reason)
                .evidence("selected_pods", pods.size())
                .affects(pods.stream().map(ObjectFacts::key).limit(50).toList()));
    }

    /** Whether policies limit who may come in and none of them lets in anybody of another namespace. */
    private static boolean keepsOut(PodFacts pod, Map<String, List<NetworkPolicyFacts>> policies) {
        boolean limited = false;
        for (NetworkPolicyFacts policy : policies.getOrDefault(pod.key().namespace(), List.of())) {
            boolean about = policy.limitsIngress()
                    && (policy.pods().isEmpty()
                            || policy.pods().matches(pod.meta().labels()));
            if (!about) {
                continue;
            }
            limited = true;
            for (NetworkPolicyFacts.Rule rule : policy.ingress()) {
                if (rule.peers().isEmpty()
                        || rule.peers().stream()
                                .anyMatch(peer -> peer.namespaces() != null
                                        || !peer.cidr().isEmpty())) {
                    return false;
                }
            }
        }
        return limited;
    }

    private static <T extends ObjectFacts> List<T> selected(
            MonitorFacts monitor, List<T> all, Function<String, List<T>> ofNamespace) {
        if (monitor.anyNamespace()) {
            return matching(monitor, all);
        }
        List<String> named =
                monitor.namespaces().isEmpty() ? List.of(monitor.key().namespace()) : monitor.namespaces();
        return named.stream()
                .flatMap(namespace -> matching(monitor, ofNamespace.apply(namespace)).stream())
                .toList();
    }

    private static <T extends ObjectFacts> List<T> matching(MonitorFacts monitor, List<T> objects) {
        var found = new ArrayList<T>();
        for (T object : objects) {
            if (monitor.selector().isEmpty()
                    || monitor.selector().matches(object.meta().labels())) {
                found.add(object);
            }
        }
        return found;
    }

    private static <T extends ObjectFacts> Map<String, List<T>> byNamespace(List<T> objects) {
        Map<String, List<T>> found = new HashMap<>();
        for (T object : objects) {
            ObjectKey key = object.key();
            found.computeIfAbsent(key.namespace(), ns -> new ArrayList<>()).add(object);
        }
        return found;
    }
}
