package dev.strata.testbed.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reading what tests ask of every object. */
public final class KubeObjects {
    private KubeObjects() {}

    /** Returns the entry of {@code status.conditions} of that type. */
    public static Optional<JsonNode> condition(JsonNode object, String type) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    /** Says whether the condition is there with that status ({@code True}, {@code False} or {@code Unknown}). */
    public static boolean hasCondition(JsonNode object, String type, String status) {
        return condition(object, type)
                .filter(condition -> condition.path("status").asText().equals(status))
                .isPresent();
    }

    /** Returns the condition's reason, empty where there is no such condition or no reason. */
    public static String reason(JsonNode object, String type) {
        return condition(object, type)
                .map(condition -> condition.path("reason").asText())
                .orElse("");
    }
}
