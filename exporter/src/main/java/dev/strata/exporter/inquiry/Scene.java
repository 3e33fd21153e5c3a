package dev.strata.exporter.inquiry;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.NodeFacts;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.ServiceFacts;
import dev.strata.exporter.health.HealthSnapshot;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a question is asked about: the facts and what was made of them, at one instant. */
public record Scene(ClusterView cluster, HealthSnapshot snapshot, Scope scope) {

    /** Pods of the scope that have not come to their end. */
    List<PodFacts> pods() {
        return cluster.pods().stream()
                .filter(pod -> scope.covers(pod.key()) && !pod.isFinished())
                .toList();
    }

    List<ServiceFacts> services() {
        return cluster.services().stream()
                .filter(service -> scope.covers(service.key()))
                .toList();
    }

    List<HpaFacts> hpas() {
        return cluster.hpas().stream().filter(hpa -> scope.covers(hpa.key())).toList();
    }

    /** All nodes, or those that the pods of a narrower scope run on. */
    List<NodeFacts> nodes() {
        if (scope.isAll()) {
            return cluster.nodes();
        }
        Set<String> names = pods().stream().map(PodFacts::nodeName).collect(Collectors.toSet());
        return cluster.nodes().stream()
                .filter(node -> names.contains(node.key().name()))
                .toList();
    }
}
