package dev.strata.exporter.report;

import dev.strata.exporter.health.FindingId;
import java.util.List;
import java.util.Map;

/** What was looked up beside the verdicts, by root cause: events of its objects, and the last words of containers. */
public record Beside(Map<FindingId, List<String>> events, Map<FindingId, List<LastWords>> logs) {

    public static final Beside NOTHING = new Beside(Map.of(), Map.of());

    /**
     * The end of a container's log.
     *
     * @param of the container, in words
     * @param problem why there are no lines; empty where there are, or where it wrote nothing
     */
    public record LastWords(String of, List<String> lines, String problem) {

        public LastWords {
            lines = List.copyOf(lines);
        }

        String head() {
            return Printable.text(of)
                    + (problem.isEmpty()
                            ? lines.isEmpty() ? ": it wrote nothing" : ":"
                            : ": " + Printable.text(problem));
        }
    }

    List<String> eventsOf(FindingId id) {
        return events.getOrDefault(id, List.of());
    }

    List<LastWords> logsOf(FindingId id) {
        return logs.getOrDefault(id, List.of());
    }
}
