package dev.strata.exporter.inquiry;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.ContainerFacts;
import dev.strata.exporter.cluster.KubeEventFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import dev.strata.exporter.cluster.ReplicaSetFacts;
import dev.strata.exporter.health.FindingId;
import dev.strata.exporter.health.HealthSnapshot;
import dev.strata.exporter.health.RootCause;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks up what stands beside root causes in the cluster: the warnings about their objects, and who crashed. */
public final class Witnesses {

    private static final int CAUSES = 20;
    private static final int OBJECTS = 60;
    private static final int LINES = 4;

    private Witnesses() {}

    /** The warnings about each root cause's objects, newest first, one line a reason. */
    public static Map<FindingId, List<String>> events(ClusterView cluster, HealthSnapshot snapshot) {
        var found = new TreeMap<FindingId, List<String>>();
        snapshot.rootCauses().stream().limit(CAUSES).forEach(root -> {
            List<String> lines = events(cluster, objects(cluster, root));
            if (!lines.isEmpty()) {
                found.put(root.finding().id(), lines);
            }
        });
        return Collections.unmodifiableMap(found);
    }

    private static List<String> events(ClusterView cluster, Set<ObjectKey> objects) {
        Map<String, List<KubeEventFacts>> byReason = new LinkedHashMap<>();
        objects.stream()
                .flatMap(key -> cluster.eventsAbout(key).stream())
                .filter(event -> event.type().equals("Warning"))
                .sorted(Comparator.comparing(KubeEventFacts::last).reversed())
                .forEach(event -> byReason.computeIfAbsent(event.reason(), reason -> new ArrayList<>())
                        .add(event));
        return byReason.values().stream().limit(LINES).map(Witnesses::line).toList();
    }

    private static String line(List<KubeEventFacts> events) {
        KubeEventFacts newest = events.get(0);
        int times = events.stream().mapToInt(KubeEventFacts::count).sum();
        long others = events.stream().map(KubeEventFacts::regarding).distinct().count() - 1;
        return newest.regarding() + (others > 0 ? " and " + others + " more" : "") + ": " + newest.reason()
                + (times > 1 ? ", " + times + " times" : "") + ", last at "
                + newest.last()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString()
                        .replace('T', ' ')
                        .replace("Z", " UTC")
                + ": " + newest.message();
    }

    /** The subject, what it owns, and what it strikes. */
    private static Set<ObjectKey> objects(ClusterView cluster, RootCause root) {
        ObjectKey subject = root.finding().id().subject();
        var objects = new LinkedHashSet<ObjectKey>();
        objects.add(subject);
        cluster.replicaSetsOf(subject).stream().map(ReplicaSetFacts::key).forEach(objects::add);
        cluster.podsOf(subject).stream().map(PodFacts::key).limit(OBJECTS).forEach(objects::add);
        root.finding().affected().stream().limit(OBJECTS).forEach(objects::add);
        return objects;
    }

    /** A container that ended badly or waits to be started again. */
    public record Crashed(ObjectKey pod, String container) {}

    /** The containers that crashed behind a root cause, most restarts first. */
    public static List<Crashed> crashed(ClusterView cluster, RootCause root) {
        Set<ObjectKey> objects = new LinkedHashSet<>(objects(cluster, root));
        root.effects().forEach(effect -> {
            objects.add(effect.subject());
            cluster.podsOf(effect.subject()).stream()
                    .map(PodFacts::key)
                    .limit(OBJECTS)
                    .forEach(objects::add);
        });
        record Candidate(PodFacts pod, ContainerFacts container) {}
        return objects.stream()
                .flatMap(key -> cluster.pod(key).stream())
                .flatMap(pod -> pod.containers().stream()
                        .filter(Witnesses::isBad)
                        .map(container -> new Candidate(pod, container)))
                .sorted(Comparator.comparing((Candidate one) -> -one.container().restartCount()))
                .map(one -> new Crashed(one.pod().key(), one.container().name()))
                .toList();
    }

    private static boolean isBad(ContainerFacts container) {
        return container.waitingReason().equals("CrashLoopBackOff")
                || Stream.of(container.ended(), container.previous())
                        .flatMap(Stream::ofNullable)
                        .anyMatch(end -> end.exitCode() != 0);
    }
}
