package dev.strata.endtoend.real;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** A root cause as the exporter's API gives it. */
public record Found(
        String signal, String kind, String namespace, String name, String severity, double confidence, int effects) {

    /** The root causes of a diagnosis in their order. */
    static List<Found> rootCauses(JsonNode health) {
        return StreamSupport.stream(health.path("rootCauses").spliterator(), false)
                .map(Found::of)
                .toList();
    }

    private static Found of(JsonNode rootCause) {
        JsonNode identity = rootCause.path("identity");
        return new Found(
                identity.path("signal").asText(),
                identity.path("kind").asText(),
                identity.path("namespace").asText(),
                identity.path("name").asText(),
                rootCause.path("severity").asText(),
                rootCause.path("confidence").asDouble(),
                rootCause.path("effects").size());
    }

    @Override
    public String toString() {
        return signal + " " + kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
