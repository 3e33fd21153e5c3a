package dev.strata.rulegen.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why an alert exists. */
public enum AlertRole {
    SYMPTOM,
    CAUSE,
    FORECAST,
    /** What would be seen cannot be seen. */
    BLINDNESS,
    INHIBITOR,
    /** Always firing; its absence is the news. */
    HEARTBEAT;

    /** The word in definitions and labels. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with this {@link #id()}, empty for any other text. */
    public static Optional<AlertRole> byId(String id) {
        return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
    }

    /** All words, in the order of the constants. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(AlertRole::id).toList();
    }
}
