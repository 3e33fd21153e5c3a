package dev.strata.exporter.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.recording.Lines.Place;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a recording says of itself.
 *
 * @param clusterVersion as the API server names it, empty where it did not answer
 * @param started when all resources were listed; what {@code objects} shows
 * @param ended last change
 * @param focus the instant to look at
 * @param prometheus whether a Prometheus was asked
 * @param resources what could be seen at the start; others are unknown
 */
public record RecordingMeta(
        String clusterVersion,
        Instant started,
        Instant ended,
        Instant focus,
        boolean prometheus,
        Set<KubeResource> resources) {

    /** Value of {@code format}; the number behind the last {@code v} is the major version. */
    public static final String FORMAT = "strata.recording/v1";

    private static final String FAMILY = "strata.recording/v";

    public RecordingMeta {
        resources = Set.copyOf(resources);
    }

    ObjectNode json() {
        ObjectNode node = Lines.JSON.createObjectNode();
        node.put("format", FORMAT);
        node.put("clusterVersion", clusterVersion);
        node.put("started", started.toString());
        node.put("ended", ended.toString());
        node.put("focus", focus.toString());
        node.put("prometheus", prometheus);
        var array = node.putArray("resources");
        Arrays.stream(KubeResource.values()).filter(resources::contains).forEach(r -> array.add(r.id()));
        return node;
    }

    /** Resources that this program does not know are left out; so are fields that a newer minor version adds. */
    static RecordingMeta read(JsonNode node, Place place) {
        String format = node.path("format").asText();
        if (!format.equals(FORMAT) && !format.startsWith(FORMAT + ".")) {
            throw place.problem(
                    format.startsWith(FAMILY)
                            ? "format '" + format + "' is newer than this program, which reads " + FORMAT
                            : "found format '" + format + "', expected " + FORMAT);
        }
        var resources = EnumSet.noneOf(KubeResource.class);
        node.path("resources").forEach(id -> KubeResource.ofId(id.asText()).ifPresent(resources::add));
        return new RecordingMeta(
                node.path("clusterVersion").asText(),
                instant(node, "started", place),
                instant(node, "ended", place),
                instant(node, "focus", place),
                node.path("prometheus").asBoolean(),
                resources);
    }

    static Instant instant(JsonNode node, String field, Place place) {
        String text = node.path(field).asText();
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw place.problem(
                    "expected a time such as 2026-11-24T12:00:00Z in '" + field + "', found '" + text + "'", e);
        }
    }
}
