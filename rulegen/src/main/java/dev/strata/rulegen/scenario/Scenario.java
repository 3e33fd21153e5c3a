package dev.strata.rulegen.scenario;

import java.time.Duration;
import java.util.List;

/**
 * An incident that alerts must see, or an operation that they must not mind.
 *
 * @param accepted what counts as seen; empty for a harmless operation
 * @param allowed tickets that are no mistake
 */
public record Scenario(
        String id,
        String title,
        boolean incident,
        Duration length,
        List<Change> changes,
        List<Accepted> accepted,
        List<String> allowed) {
    public Scenario {
        changes = List.copyOf(changes);
        accepted = List.copyOf(accepted);
        allowed = List.copyOf(allowed);
    }

    /**
     * An alert that tells of the incident.
     *
     * @param names of alerts in any pack
     * @param page whether somebody must be called
     * @param within after the beginning
     */
    public record Accepted(List<String> names, boolean page, Duration within) {
        public Accepted {
            names = List.copyOf(names);
        }
    }

    /** Whether somebody must be called. */
    public boolean pages() {
        return accepted.stream().anyMatch(Accepted::page);
    }
}
