package dev.strata.rulegen.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an alert asks of people: a page, a ticket, a look at the dashboard, nothing. */
public enum AlertSeverity {
    CRITICAL,
    WARNING,
    INFO,
    /** Heartbeats and inhibitors, which reach no person. */
    NONE;

    /** The word in definitions and labels. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with this {@link #id()}, empty for any other text. */
    public static Optional<AlertSeverity> byId(String id) {
        return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
    }

    /** All words, in the order of the constants. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(AlertSeverity::id).toList();
    }
}
