package dev.strata.endtoend.causes;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trees of objects as they become JSON. */
final class Tree {

    private Tree() {}

    /** Names and values in turns; null values are left out, instants become texts. */
    static Map<String, Object> of(@Nullable Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                map.put(String.valueOf(namesAndValues[i]), value instanceof Instant ? value.toString() : value);
            }
        }
        return map;
    }

    static Map<String, Object> condition(String type, String status, String reason, String message, Instant since) {
        return of(
                "type", type,
                "status", status,
                "reason", reason.isEmpty() ? null : reason,
                "message", message.isEmpty() ? null : message,
                "lastTransitionTime", since);
    }

    static Map<String, Object> owner(String apiVersion, String kind, String name) {
        return of("apiVersion", apiVersion, "kind", kind, "name", name, "controller", true);
    }
}
