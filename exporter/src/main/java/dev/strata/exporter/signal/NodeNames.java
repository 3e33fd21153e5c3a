package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which node a series speaks of: the one named by its {@code node} label, by the host in its {@code instance} label, or
 * by the name that the machine at that instance gives itself. While no node is held every name counts.
 */
final class NodeNames {

    private final ClusterView cluster;
    private final boolean anyName;
    private final Map<String, String> byInstance = new HashMap<>();
    /** Another program of the same machine has another port; an address that two machines share names neither. */
    private final Map<String, String> byHost = new HashMap<>();

    private final Map<String, List<ObjectKey>> known = new HashMap<>();

    NodeNames(ClusterView cluster, List<Sample> machines) {
        this.cluster = cluster;
        this.anyName = cluster.nodes().isEmpty();
        for (Sample machine : machines) {
            String instance = machine.label("instance");
            String name = machine.label("nodename");
            byInstance.put(instance, name);
            byHost.merge(host(instance), name, (before, now) -> before.equals(now) ? now : "");
        }
    }

    /** The node, none for a machine that is not one. */
    List<ObjectKey> of(Sample sample) {
        String node = sample.label("node");
        String instance = sample.label("instance");
        return known.computeIfAbsent(node + " " + instance, key -> find(node, instance));
    }

    private List<ObjectKey> find(String node, String instance) {
        String own = byInstance.getOrDefault(instance, byHost.getOrDefault(host(instance), ""));
        for (String name : List.of(node, host(instance), own)) {
            if (!name.isEmpty() && cluster.node(name).isPresent()) {
                return List.of(ObjectKey.of("Node", name));
            }
        }
        String best = !node.isEmpty() ? node : !own.isEmpty() ? own : host(instance);
        return anyName && !best.isEmpty() ? List.of(ObjectKey.of("Node", best)) : List.of();
    }

    private static String host(String instance) {
        int colon = instance.lastIndexOf(':');
        return colon < 0 ? instance : instance.substring(0, colon);
    }
}
