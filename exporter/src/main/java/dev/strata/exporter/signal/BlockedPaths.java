package dev.strata.exporter.signal;

import dev.strata.catalog.Severity;
import dev.strata.catalog.Signal;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.IngressFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.NetworkPolicyFacts;
import dev.strata.exporter.cluster.NetworkPolicyFacts.Peer;
import dev.strata.exporter.cluster.NetworkPolicyFacts.Rule;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.RouteFacts;
import dev.strata.exporter.cluster.ServiceFacts;
import dev.strata.exporter.cluster.WorkloadFacts;
import dev.strata.exporter.signal.NetworkPaths.End;
import dev.strata.exporter.signal.NetworkPaths.PodPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Services with ready pods that network policies keep their clients from, told from the policies alone: a rule that names
 * the Service's pods and not their port, or selects pods where they are not, and a store of data that nobody beside it may
 * reach. And name servers that may be asked over UDP and not over TCP, which long answers need, or not at all.
 */
final class BlockedPaths {

    /** Ports that stores of data and brokers listen on, by default. */
    private static final Set<Integer> STORES = Set.of(
            1433, 1521, 2181, 2379, 3306, 4222, 5432, 5672, 5984, 6379, 6650, 8086, 8123, 9000, 9042, 9092, 9200, 11211,
            26257, 27017);

    private static final ObjectKey DNS = new ObjectKey("Service", "kube-system", "kube-dns");
    private static final int DNS_PORT = 53;

    private final Signal signal;
    private final ClusterView cluster;
    private final NetworkPaths paths;
    private final Set<ObjectKey> entered = new HashSet<>();
    private final Map<ObjectKey, Block> blocks = new TreeMap<>();
    private final List<End> servers;

    /** What was found about one Service. */
    private static final class Block {
        private final Set<String> reasons = new TreeSet<>();
        private final Set<ObjectKey> clients = new TreeSet<>();
        private final Map<ObjectKey, Instant> policies = new TreeMap<>();
    }

    private BlockedPaths(Signal signal, ClusterView cluster) {
        this.signal = signal;
        this.cluster = cluster;
        this.paths = new NetworkPaths(cluster);
        this.servers = servers(cluster);
    }

    /** One draft for each Service that is blocked, by Service. */
    static Map<ObjectKey, Draft> find(Signal signal, ClusterView cluster) {
        var blocked = new BlockedPaths(signal, cluster);
        if (!blocked.paths.namespaces().isEmpty()) {
            blocked.all();
        }
        var drafts = new TreeMap<ObjectKey, Draft>();
        blocked.blocks.forEach((service, block) -> drafts.put(service, blocked.draft(service, block)));
        return drafts;
    }

    private void all() {
        for (IngressFacts ingress : cluster.all(KubeResource.INGRESSES, IngressFacts.class)) {
            ingress.backends()
                    .forEach(to ->
                            entered.add(new ObjectKey("Service", ingress.key().namespace(), to.service())));
        }
        for (KubeResource routes : List.of(KubeResource.HTTPROUTES, KubeResource.GRPCROUTES)) {
            cluster.all(routes, RouteFacts.class)
                    .forEach(route -> route.backends().forEach(to -> entered.add(to.service())));
        }
        Map<String, List<WorkloadFacts>> workloads = new HashMap<>();
        for (WorkloadFacts workload : cluster.workloads()) {
            boolean limited = paths.namespaces().contains(workload.key().namespace());
            if (limited && workload.replicas().desired() > 0) {
                workloads
                        .computeIfAbsent(workload.key().namespace(), any -> new ArrayList<>())
                        .add(workload);
            }
        }
        workloads.values().stream().flatMap(List::stream).forEach(this::names);
        for (ServiceFacts service : cluster.services()) {
            List<WorkloadFacts> beside = workloads.getOrDefault(service.key().namespace(), List.of());
            if (!beside.isEmpty() && isServed(service)) {
                judge(service, beside);
            }
        }
        workloads.forEach(this::misplaced);
    }

    private boolean isServed(ServiceFacts service) {
        return !service.selector().isEmpty() && Endpoints.ready(cluster, service.key()) > 0;
    }

    private void judge(ServiceFacts service, List<WorkloadFacts> beside) {
        ServicePorts served = ServicePorts.of(service, cluster);
        List<ObjectKey> own = cluster.workloadsBehind(service.key());
        boolean reached = served.ends().isEmpty();
        var kept = new ArrayList<WorkloadFacts>();
        List<WorkloadFacts> clients = beside.stream()
                .filter(workload -> !own.contains(workload.key()))
                .toList();
        for (WorkloadFacts client : clients) {
            End from = end(client);
            if (reaches(from, served)) {
                reached = true;
            } else if (namesAnotherPort(from, served)) {
                add(service.key(), "network_policy_names_another_port", client, paths.egress(from));
            } else {
                kept.add(client);
            }
        }
        boolean store = own.stream().anyMatch(key -> key.kind().equals("StatefulSet"))
                || served.ports().stream().anyMatch(port -> STORES.contains(port.number()));
        if (!reached && store && isInner(service, served)) {
            kept.forEach(client -> kept(service, served, client));
        }
    }

    private static End end(WorkloadFacts workload) {
        return new End(workload.key().namespace(), workload.podLabels());
    }

    private void kept(ServiceFacts service, ServicePorts served, WorkloadFacts client) {
        End from = end(client);
        boolean out = served.ends().stream()
                .anyMatch(to -> served.ports().stream().anyMatch(port -> paths.letsOut(from, to, port)));
        if (out) {
            List<NetworkPolicyFacts> guards = served.ends().stream()
                    .flatMap(to -> paths.ingress(to).stream())
                    .toList();
            add(service.key(), "network_policy_blocks_ingress", client, guards);
        } else {
            add(service.key(), "network_policy_blocks_egress", client, paths.egress(from));
        }
    }

    private boolean reaches(End from, ServicePorts served) {
        return served.ends().stream()
                .anyMatch(to -> served.ports().stream().anyMatch(port -> paths.lets(from, to, port)));
    }

    /** Whether a rule for the client selects the Service's pods by their labels and lets through other ports than theirs. */
    private boolean namesAnotherPort(End from, ServicePorts served) {
        for (NetworkPolicyFacts policy : paths.egress(from)) {
            for (Rule rule : policy.egress()) {
                boolean named = served.ends().stream()
                        .anyMatch(to -> paths.isFor(rule, policy, to)
                                && rule.peers().stream().anyMatch(peer -> names(peer, to)));
                if (named && served.ports().stream().noneMatch(port -> NetworkPaths.isFor(rule, port))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Rules that select nothing where they look, while a Service of another namespace has such pods and the port. */
    private void misplaced(String namespace, List<WorkloadFacts> clients) {
        for (NetworkPolicyFacts policy : paths.in(namespace)) {
            for (Rule rule : policy.limitsEgress() ? policy.egress() : List.<Rule>of()) {
                for (Peer peer : rule.peers()) {
                    boolean labelled = peer.pods() != null
                            && !peer.pods().isEmpty()
                            && !rule.ports().isEmpty();
                    if (labelled && cluster.workloads().stream().noneMatch(w -> paths.isFor(peer, namespace, end(w)))) {
                        misplaced(policy, rule, peer, clients);
                    }
                }
            }
        }
    }

    private void misplaced(NetworkPolicyFacts policy, Rule rule, Peer peer, List<WorkloadFacts> clients) {
        for (ServiceFacts service : cluster.services()) {
            ServicePorts served = isServed(service) ? ServicePorts.of(service, cluster) : ServicePorts.NONE;
            boolean meant = served.ends().stream().anyMatch(to -> names(peer, to))
                    && served.ports().stream().anyMatch(port -> NetworkPaths.isFor(rule, port));
            if (meant) {
                clients.stream()
                        .filter(client -> policy.pods().matches(client.podLabels()) && !reaches(end(client), served))
                        .forEach(client -> add(
                                service.key(), "network_policy_selects_another_namespace", client, List.of(policy)));
            }
        }
    }

    /** Whether the peer selects the pods by labels of their own, wherever it looks for them. */
    private static boolean names(Peer peer, End to) {
        return peer.pods() != null && !peer.pods().isEmpty() && peer.pods().matches(to.labels());
    }

    /** Nobody comes to it from outside of its namespace, as far as anything says. */
    private boolean isInner(ServiceFacts service, ServicePorts served) {
        boolean exposed = service.type().equals("LoadBalancer")
                || service.type().equals("NodePort")
                || entered.contains(service.key());
        return !exposed
                && served.ends().stream()
                        .flatMap(to -> paths.ingress(to).stream())
                        .flatMap(policy -> policy.ingress().stream())
                        .noneMatch(rule -> rule.peers().stream().anyMatch(peer -> peer.namespaces() != null));
    }

    /** How the pods of a workload may ask for names. */
    private void names(WorkloadFacts client) {
        List<NetworkPolicyFacts> policies = paths.egress(end(client));
        if (policies.isEmpty() || asks("TCP", policies)) {
            return;
        }
        if (asks("UDP", policies)) {
            add(DNS, "dns_over_tcp_blocked", client, policies);
        } else if (policies.stream()
                .flatMap(policy -> policy.egress().stream())
                .flatMap(rule -> rule.peers().stream())
                .anyMatch(peer -> peer.cidr().isEmpty())) {
            add(DNS, "dns_blocked", client, policies);
        }
    }

    /** Rules with addresses may be for a cache of names on each node. */
    private boolean asks(String protocol, List<NetworkPolicyFacts> policies) {
        var port = new PodPort(protocol, DNS_PORT, protocol.equals("UDP") ? "dns" : "dns-tcp");
        return policies.stream()
                .anyMatch(policy -> policy.egress().stream()
                        .anyMatch(rule -> NetworkPaths.isFor(rule, port)
                                && (rule.peers().isEmpty()
                                        || rule.peers().stream()
                                                .anyMatch(peer -> !peer.cidr().isEmpty())
                                        || servers.stream().anyMatch(to -> paths.isFor(rule, policy, to)))));
    }

    /** The name servers of the cluster; where they are not held, as they are usually labelled. */
    private static List<End> servers(ClusterView cluster) {
        List<End> held = cluster.workloads().stream()
                .filter(CorednsDegradedEvaluator::isDns)
                .map(BlockedPaths::end)
                .toList();
        return held.isEmpty() ? List.of(new End(DNS.namespace(), Map.of("k8s-app", "kube-dns"))) : held;
    }

    private void add(ObjectKey service, String reason, WorkloadFacts client, List<NetworkPolicyFacts> policies) {
        Block block = blocks.computeIfAbsent(service, any -> new Block());
        block.reasons.add(reason);
        block.clients.add(client.key());
        policies.forEach(
                policy -> block.policies.put(policy.key(), policy.meta().created()));
    }

    private Draft draft(ObjectKey service, Block block) {
        Instant since = block.policies.values().stream().max(Instant::compareTo).orElse(null);
        return Draft.bad(signal, service, Severity.WARNING)
                .since(since)
                .reasons(List.copyOf(block.reasons))
                .evidence("blocked_workloads", block.clients.size())
                .affects(List.copyOf(block.clients))
                .affects(List.copyOf(block.policies.keySet()));
    }
}
