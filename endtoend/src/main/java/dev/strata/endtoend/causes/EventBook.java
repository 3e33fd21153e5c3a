package dev.strata.endtoend.causes;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Events as the API keeps them: equal ones are counted. */
final class EventBook {

    private record Subject(String kind, String namespace, String name, String type, String reason, String message) {}

    private static final class Line {
        private final String id;
        private final Instant first;
        private Instant last;
        private int count;

        private Line(String id, Instant first) {
            this.id = id;
            this.first = first;
            this.last = first;
        }
    }

    private final Map<Subject, Line> lines = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> changed = new TreeMap<>();

    void about(Pod pod, String reason, String message, Instant now) {
        about("Pod", pod.workload.namespace, pod.name, "Warning", reason, message, now);
    }

    void normal(Pod pod, String reason, String message, Instant now) {
        about("Pod", pod.workload.namespace, pod.name, "Normal", reason, message, now);
    }

    void about(String kind, String namespace, String name, String type, String reason, String message, Instant now) {
        var subject = new Subject(kind, namespace, name, type, reason, message);
        Line line = lines.computeIfAbsent(subject, s -> new Line("%s.%x".formatted(name, lines.size() + 4096), now));
        line.count++;
        line.last = now;
        String where = namespace.isEmpty() ? "default" : namespace;
        changed.put(
                line.id,
                Tree.of(
                        "metadata",
                        Tree.of("name", line.id, "namespace", where, "creationTimestamp", line.first),
                        "type",
                        type,
                        "reason",
                        reason,
                        "message",
                        message,
                        "count",
                        line.count,
                        "firstTimestamp",
                        line.first,
                        "lastTimestamp",
                        line.last,
                        "involvedObject",
                        Tree.of("kind", kind, "namespace", namespace.isEmpty() ? null : namespace, "name", name)));
    }

    /** What was written since the last time. */
    Map<String, Map<String, Object>> takeChanged() {
        var taken = new TreeMap<>(changed);
        changed.clear();
        return taken;
    }
}
