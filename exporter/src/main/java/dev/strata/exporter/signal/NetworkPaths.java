package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NamespaceFacts;
import dev.strata.exporter.cluster.NetworkPolicyFacts;
import dev.strata.exporter.cluster.NetworkPolicyFacts.Peer;
import dev.strata.exporter.cluster.NetworkPolicyFacts.Port;
import dev.strata.exporter.cluster.NetworkPolicyFacts.Rule;
import dev.strata.exporter.cluster.PairMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What network policies let through between pods. Where a rule speaks of addresses that pods may have, it counts as letting
 * them through: nothing is called blocked that may be open.
 */
final class NetworkPaths {

    static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

    /** Blocks that addresses of pods are usually taken from. */
    private static final List<String> PRIVATE = List.of("10.", "172.16.", "192.168.", "100.64.", "fc00:", "fd00:");

    /** A block with a longer prefix is a host or a few, no network of pods. */
    private static final int HOSTS_V4 = 28;

    private static final int HOSTS_V6 = 120;

    private final ClusterView cluster;
    private final Map<String, List<NetworkPolicyFacts>> byNamespace = new TreeMap<>();
    private final Map<String, Map<String, String>> namespaceLabels = new HashMap<>();

    /** One end: pods with these labels. */
    record End(String namespace, Map<String, String> labels) {}

    /** A port of pods; the name is empty where it has none. */
    record PodPort(String protocol, int number, String name) {}

    NetworkPaths(ClusterView cluster) {
        this.cluster = cluster;
        for (NetworkPolicyFacts policy : cluster.all(KubeResource.NETWORKPOLICIES, NetworkPolicyFacts.class)) {
            byNamespace
                    .computeIfAbsent(policy.key().namespace(), any -> new ArrayList<>())
                    .add(policy);
        }
    }

    /** Namespaces in which some policy is. */
    Set<String> namespaces() {
        return byNamespace.keySet();
    }

    List<NetworkPolicyFacts> in(String namespace) {
        return byNamespace.getOrDefault(namespace, List.of());
    }

    /** Those that limit what the pods may send to; empty for no limit. */
    List<NetworkPolicyFacts> egress(End from) {
        return about(from).stream().filter(NetworkPolicyFacts::limitsEgress).toList();
    }

    /** Those that limit from whom the pods may be sent to; empty for no limit. */
    List<NetworkPolicyFacts> ingress(End to) {
        return about(to).stream().filter(NetworkPolicyFacts::limitsIngress).toList();
    }

    private List<NetworkPolicyFacts> about(End end) {
        return in(end.namespace()).stream()
                .filter(policy -> policy.pods().matches(end.labels()))
                .toList();
    }

    boolean letsOut(End from, End to, PodPort port) {
        return lets(egress(from), NetworkPolicyFacts::egress, to, port);
    }

    boolean letsIn(End from, End to, PodPort port) {
        return lets(ingress(to), NetworkPolicyFacts::ingress, from, port);
    }

    boolean lets(End from, End to, PodPort port) {
        return letsOut(from, to, port) && letsIn(from, to, port);
    }

    private boolean lets(
            List<NetworkPolicyFacts> policies,
            Function<NetworkPolicyFacts, List<Rule>> rules,
            End other,
            PodPort port) {
        return policies.isEmpty()
                || policies.stream()
                        .anyMatch(policy -> rules.apply(policy).stream()
                                .anyMatch(rule -> isFor(rule, policy, other) && isFor(rule, port)));
    }

    /** Whether the rule is about these pods, whatever the port. */
    boolean isFor(Rule rule, NetworkPolicyFacts policy, End other) {
        return rule.peers().isEmpty()
                || rule.peers().stream()
                        .anyMatch(peer -> peer.cidr().isEmpty()
                                ? isFor(peer, policy.key().namespace(), other)
                                : mayHoldPods(peer));
    }

    /** Whether the peer selects the pods, seen from a policy of the namespace. */
    boolean isFor(Peer peer, String own, End other) {
        boolean there = peer.namespaces() == null
                ? own.equals(other.namespace())
                : peer.namespaces().matches(labelsOf(other.namespace()));
        return there && (peer.pods() == null || peer.pods().matches(other.labels()));
    }

    static boolean isFor(Rule rule, PodPort wanted) {
        return rule.ports().isEmpty() || rule.ports().stream().anyMatch(port -> isFor(port, wanted));
    }

    private static boolean isFor(Port port, PodPort wanted) {
        if (!port.protocol().equals(wanted.protocol())) {
            return false;
        }
        if (port.port().isEmpty() || port.port().equals(wanted.name())) {
            return true;
        }
        int first = number(port.port());
        int last = Math.max(first, port.last());
        return first > 0 && wanted.number() >= first && wanted.number() <= last;
    }

    /** 0 for a name. */
    static int number(String text) {
        boolean digits = !text.isEmpty() && text.length() < 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : 0;
    }

    /** Not a block of a few hosts, and not the world without the private addresses. */
    private static boolean mayHoldPods(Peer peer) {
        int slash = peer.cidr().indexOf('/');
        int prefix = slash < 0 ? 128 : number(peer.cidr().substring(slash + 1));
        boolean hosts = prefix >= (peer.cidr().contains(":") ? HOSTS_V6 : HOSTS_V4);
        boolean outside =
                peer.except().stream().anyMatch(block -> PRIVATE.stream().anyMatch(block::startsWith));
        return !hosts && !outside;
    }

    /** The API server puts the name on each namespace; a manifest does not say so. */
    Map<String, String> labelsOf(String namespace) {
        return namespaceLabels.computeIfAbsent(namespace, name -> {
            var labels = new TreeMap<String, String>();
            labels.put(NAMESPACE_NAME, name);
            cluster.namespace(name).map(NamespaceFacts::meta).ifPresent(meta -> labels.putAll(meta.labels()));
            return PairMap.of(labels);
        });
    }
}
