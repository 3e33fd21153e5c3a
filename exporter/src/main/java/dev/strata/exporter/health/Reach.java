package dev.strata.exporter.health;

import dev.strata.catalog.Signals;
import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The objects around a finding.
 *
 * @param own its subject and what the subject stands for
 * @param harmed what suffers from it directly: its callers for a called service, otherwise {@code own}
 * @param failing the pods among {@code own}: those that fail, where the signal is about pods
 * @param backing nodes on which the pods of its workloads run, with their number
 */
record Reach(
        Finding finding,
        Set<ObjectKey> own,
        Set<ObjectKey> harmed,
        Set<ObjectKey> failing,
        Map<ObjectKey, Integer> backing) {

    /** Their pods are looked for only where a row of the table asks for the nodes below them. */
    private static final Set<String> WITH_BACKING = Mechanism.ALL.stream()
            .filter(mechanism -> mechanism.relation() == Relation.BACKING_PODS)
            .flatMap(mechanism -> mechanism.effects().stream())
            .collect(Collectors.toUnmodifiableSet());

    static Reach of(Finding finding, ClusterView cluster) {
        FindingId id = finding.id();
        var own = new TreeSet<ObjectKey>();
        own.add(id.subject());
        Set<ObjectKey> harmed = own;
        if (id.signal().equals(Signals.DEPENDENCY_SLOW.id())) {
            own.addAll(cluster.workloadsBehind(id.subject()));
            harmed = new TreeSet<>(finding.affected());
        } else {
            own.addAll(finding.affected());
            own.addAll(standingFor(id.subject(), finding, cluster));
        }
        var failing = new TreeSet<ObjectKey>();
        own.stream().filter(key -> key.kind().equals("Pod")).forEach(failing::add);
        Map<ObjectKey, Integer> backing = WITH_BACKING.contains(id.signal()) ? backing(own, cluster) : Map.of();
        return new Reach(
                finding,
                Collections.unmodifiableSet(own),
                Collections.unmodifiableSet(harmed),
                Collections.unmodifiableSet(failing),
                backing);
    }

    /** What the subject stands for beside what the finding itself names. */
    private static Set<ObjectKey> standingFor(ObjectKey subject, Finding finding, ClusterView cluster) {
        var more = new TreeSet<ObjectKey>();
        switch (subject.kind()) {
            case "Service" -> more.addAll(cluster.workloadsBehind(subject));
            case "Node" -> {
                cluster.podsOn(subject.name()).forEach(pod -> more.add(pod.key()));
                for (ObjectKey key : finding.affected()) {
                    cluster.pod(key).filter(PodFacts::isFinished).ifPresent(pod -> more.add(cluster.ownerOf(pod)));
                }
            }
            case "PodDisruptionBudget" -> {
                for (ObjectKey key : finding.affected()) {
                    cluster.pod(key).ifPresent(pod -> more.add(cluster.ownerOf(pod)));
                }
            }
            default -> {}
        }
        return more;
    }

    FindingId id() {
        return finding.id();
    }

    boolean touches(Reach other) {
        return !Collections.disjoint(own, other.own);
    }

    /** Whether it suffers from the other directly. */
    boolean isHarmedBy(Reach other) {
        return !Collections.disjoint(other.harmed, own);
    }

    /** A piece of evidence, NaN where there is none of that name. */
    double evidence(String name) {
        return finding.evidence().stream()
                .filter(e -> e.name().equals(name))
                .mapToDouble(e -> e.value())
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Nodes below workloads, with the number of their pods. */
    static Map<ObjectKey, Integer> backing(Collection<ObjectKey> own, ClusterView cluster) {
        var nodes = new TreeMap<ObjectKey, Integer>();
        for (ObjectKey key : own) {
            for (PodFacts pod : cluster.podsOf(key)) {
                if (!pod.nodeName().isEmpty() && !pod.isFinished()) {
                    nodes.merge(ObjectKey.of("Node", pod.nodeName()), 1, Integer::sum);
                }
            }
        }
        return Collections.unmodifiableMap(nodes);
    }
}
