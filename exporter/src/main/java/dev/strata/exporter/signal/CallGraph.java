package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.measurement.ClientCalls;
import dev.strata.exporter.measurement.Measurements;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which Service calls which, as the clients' own metrics say. */
public final class CallGraph {

    private final Map<ObjectKey, Set<ObjectKey>> callees = new HashMap<>();

    private CallGraph() {}

    /** Of lately; without an edge where there are no such metrics. */
    public static CallGraph of(Measurements measurements, ClusterView cluster, Instant now) {
        var graph = new CallGraph();
        for (ClientCalls calls : ClientCalls.of(measurements, now)) {
            var caller = new ObjectKey("Service", calls.namespace(), calls.service());
            CalledHost.resolve(calls.host(), caller, cluster)
                    .ifPresent(callee -> graph.callees
                            .computeIfAbsent(caller, key -> new TreeSet<>())
                            .add(callee));
        }
        return graph;
    }

    /** What the Service calls directly. */
    public Set<ObjectKey> callees(ObjectKey service) {
        return callees.getOrDefault(service, Set.of());
    }
}
