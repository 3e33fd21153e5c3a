package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.KubeEventFacts;
import dev.strata.exporter.cluster.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What events say about pods. */
final class PodEvents {

    private PodEvents() {}

    /** Events about the pods with one of the reasons that were last seen within the window before now. */
    static List<KubeEventFacts> recent(SignalInput input, List<PodFacts> pods, Duration window, Set<String> reasons) {
        Instant from = input.now().minus(window);
        return pods.stream()
                .flatMap(pod -> input.cluster().eventsAbout(pod.key()).stream())
                .filter(event ->
                        reasons.contains(event.reason()) && event.last().isAfter(from))
                .toList();
    }

    static int count(List<KubeEventFacts> events) {
        return events.stream().mapToInt(KubeEventFacts::count).sum();
    }

    /** What the words make of each message, the most frequent first. */
    static List<String> slugs(List<KubeEventFacts> events, Function<String, String> words) {
        Map<String, Integer> counts = new TreeMap<>();
        events.forEach(event -> counts.merge(words.apply(event.message()), event.count(), Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
