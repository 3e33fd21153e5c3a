package dev.strata.exporter.inquiry;

import dev.strata.exporter.cluster.KubeCondition;
import dev.strata.exporter.cluster.KubeEventFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.cluster.PodFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is told in the same way by several checks. */
final class Sights {

    /** So many words of one kind are enough for a reader. */
    static final int ENOUGH = 5;

    private Sights() {}

    /** One line a workload and reason: how many of its pods it is, and one of them by name. */
    static List<String> byWorkload(Scene scene, List<PodFacts> pods, Function<PodFacts, String> reason) {
        Map<ObjectKey, Map<String, List<PodFacts>>> grouped = new TreeMap<>();
        for (PodFacts pod : pods) {
            grouped.computeIfAbsent(scene.cluster().ownerOf(pod), key -> new TreeMap<>())
                    .computeIfAbsent(reason.apply(pod), text -> new ArrayList<>())
                    .add(pod);
        }
        var lines = new ArrayList<String>();
        grouped.forEach((owner, reasons) -> reasons.forEach((text, members) -> {
            ObjectKey first = members.get(0).key();
            String who = members.size() == 1 ? first.name() : members.size() + " pods, such as " + first.name();
            lines.add(owner + (owner.equals(first) ? "" : ": " + who) + (text.isEmpty() ? "" : ": " + text));
        }));
        return lines;
    }

    /** The newest event of these reasons about the object, as {@code reason: message}; nothing for none. */
    static Stream<String> event(Scene scene, ObjectKey about, Set<String> reasons, Predicate<String> message) {
        List<KubeEventFacts> events = scene.cluster().eventsAbout(about).stream()
                .filter(event -> reasons.contains(event.reason()) && message.test(event.message()))
                .toList();
        return events.isEmpty()
                ? Stream.empty()
                : Stream.of(events.get(events.size() - 1)).map(event -> event.reason() + ": " + event.message());
    }

    /** Reason and message of a condition. */
    static String words(KubeCondition condition) {
        return condition.message().isEmpty()
                ? condition.reason()
                : condition.reason().isEmpty() ? condition.message() : condition.reason() + ": " + condition.message();
    }

    /** Changes of the kind to objects of the scope within the last hour. */
    static List<String> changes(Scene scene, Set<String> kinds) {
        return scene.snapshot().changes().stream()
                .filter(change ->
                        kinds.contains(change.change()) && scene.scope().covers(change))
                .map(change -> change.object() + ": " + change.change().replace('_', ' ') + " at " + change.at())
                .toList();
    }
}
