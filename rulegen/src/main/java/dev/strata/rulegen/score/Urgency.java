package dev.strata.rulegen.score;

import java.util.Map;

/** What an alert asks of people, whatever its pack calls that. */
enum Urgency {
    PAGE,
    TICKET,
    NONE;

    static Urgency of(Map<String, String> labels) {
        return switch (labels.getOrDefault("severity", "")) {
            case "critical", "page" -> PAGE;
            case "warning", "ticket", "notify" -> TICKET;
            default -> NONE;
        };
    }
}
