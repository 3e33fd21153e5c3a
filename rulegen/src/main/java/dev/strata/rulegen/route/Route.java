package dev.strata.rulegen.route;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Where alerts of some severities go.
 *
 * @param receiver name of the receiver, which the user fills in
 * @param severities values of the severity label
 * @param groupWait how long the first notification of a group waits for company
 */
public record Route(String receiver, List<String> severities, Duration groupWait, Duration repeat) {
    public Route {
        Objects.requireNonNull(receiver);
        severities = List.copyOf(severities);
    }

    /** Whether its alerts are pages or tickets. */
    public boolean reachesPeople() {
        return severities.contains("critical") || severities.contains("warning");
    }
}
