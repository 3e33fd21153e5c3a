package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.NetworkPolicyFacts;
import dev.strata.exporter.cluster.NetworkPolicyFacts.Peer;
import dev.strata.exporter.cluster.NetworkPolicyFacts.Rule;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import dev.strata.exporter.signal.NetworkPaths.End;
import dev.strata.exporter.signal.NetworkPaths.PodPort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who scrapes, and whether network policies let it in. Scrapers are known by the labels that their charts and operators set,
 * and by their images. Where none is held, a policy counts as open for one unless it lets in nobody but its own namespace,
 * or namespaces whose names do not sound like monitoring.
 */
final class Scrapers {

    private static final Set<String> NAMES = Set.of(
            "prometheus", "vmagent", "grafana-agent", "alloy", "opentelemetry-collector", "victoria-metrics-agent");

    private static final Pattern IMAGE = Pattern.compile(
            "(^|/)(prometheus|vmagent|grafana-agent|agent|alloy|opentelemetry-collector[a-z-]*)(:|@|$)");

    private static final Pattern MONITORING =
            Pattern.compile("monitor|prom|observ|metric|telemetry|victoria|grafana|o11y");

    private final ClusterView cluster;
    private final NetworkPaths paths;
    private final List<End> scrapers;
    private final Map<ObjectKey, Boolean> known = new HashMap<>();

    Scrapers(ClusterView cluster) {
        this.cluster = cluster;
        this.paths = new NetworkPaths(cluster);
        this.scrapers = paths.namespaces().isEmpty()
                ? List.of()
                : cluster.workloads().stream()
                        .filter(Scrapers::scrapes)
                        .map(workload -> new End(workload.key().namespace(), workload.podLabels()))
                        .toList();
    }

    private static boolean scrapes(WorkloadFacts workload) {
        String name = workload.podLabels()
                .getOrDefault("app.kubernetes.io/name", workload.podLabels().getOrDefault("app", ""));
        return NAMES.contains(name)
                || workload.images().values().stream()
                        .anyMatch(image -> IMAGE.matcher(image).find());
    }

    /** Whether a scraper reaches one of the ports; pods of one workload are alike. */
    boolean mayEnter(PodFacts pod, List<String> ports) {
        return known.computeIfAbsent(cluster.ownerOf(pod), owner -> judge(owner, pod, ports));
    }

    private boolean judge(ObjectKey owner, PodFacts pod, List<String> ports) {
        var to = new End(pod.key().namespace(), pod.meta().labels());
        List<NetworkPolicyFacts> guards = paths.ingress(to);
        if (guards.isEmpty()
                && scrapers.stream().allMatch(from -> paths.egress(from).isEmpty())) {
            return true;
        }
        List<PodPort> scraped = ports.stream()
                .map(port -> cluster.workload(owner)
                        .map(workload -> ServicePorts.port(port, workload))
                        .orElse(new PodPort("TCP", NetworkPaths.number(port), port)))
                .toList();
        if (scrapers.isEmpty()) {
            return guards.stream()
                    .flatMap(policy -> policy.ingress().stream())
                    .anyMatch(rule -> isOpen(rule) && isOpen(rule, scraped));
        }
        return scrapers.stream()
                .anyMatch(from -> scraped.isEmpty()
                        ? guards.stream()
                                .anyMatch(policy ->
                                        policy.ingress().stream().anyMatch(rule -> paths.isFor(rule, policy, from)))
                        : scraped.stream().anyMatch(port -> paths.lets(from, to, port)));
    }

    private static boolean isOpen(Rule rule, List<PodPort> scraped) {
        return scraped.isEmpty() || scraped.stream().anyMatch(port -> NetworkPaths.isFor(rule, port));
    }

    private static boolean isOpen(Rule rule) {
        return rule.peers().isEmpty() || rule.peers().stream().anyMatch(Scrapers::isOpen);
    }

    private static boolean isOpen(Peer peer) {
        if (!peer.cidr().isEmpty()) {
            return true;
        }
        if (peer.namespaces() == null) {
            return false;
        }
        String named = peer.namespaces().matchLabels().getOrDefault(NetworkPaths.NAMESPACE_NAME, "");
        List<String> listed = peer.namespaces().requirements().stream()
                .filter(one -> one.key().equals(NetworkPaths.NAMESPACE_NAME)
                        && one.operator().equals("In"))
                .flatMap(one -> one.values().stream())
                .toList();
        if (named.isEmpty() && listed.isEmpty()) {
            return true;
        }
        return MONITORING.matcher(named).find()
                || listed.stream().anyMatch(name -> MONITORING.matcher(name).find());
    }

    /** The policies that limit who may come in. */
    List<ObjectKey> guards(PodFacts pod) {
        return paths.ingress(new End(pod.key().namespace(), pod.meta().labels())).stream()
                .map(NetworkPolicyFacts::key)
                .toList();
    }
}
