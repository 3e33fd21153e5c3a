package dev.strata.exporter.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The newest time at which something is said to have happened. Times that lie ahead, such as a deletion's, do not count. */
final class NewestTime {

    private static final Set<String> PAST = Set.of(
            "creationTimestamp",
            "eventTime",
            "finishedAt",
            "firstTimestamp",
            "lastHeartbeatTime",
            "lastObservedTime",
            "lastProbeTime",
            "lastScaleTime",
            "lastTimestamp",
            "lastTransitionTime",
            "lastUpdateTime",
            "startTime",
            "startedAt",
            "time");

    private @Nullable Instant newest;

    Optional<Instant> found() {
        return Optional.ofNullable(newest);
    }

    void look(JsonNode object) {
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(object);
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                if (field.getValue().isTextual() && PAST.contains(field.getKey())) {
                    take(field.getValue().asText());
                }
            }
            node.forEach(child -> {
                if (child.isContainerNode()) {
                    open.push(child);
                }
            });
        }
    }

    private void take(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            newest = newest == null || time.isAfter(newest) ? time : newest;
        } catch (DateTimeException e) {
            // Not a time: the field is somebody else's.
        }
    }
}
