package dev.strata.rulegen.route;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A route with the routes below it; what it inherits is written out.
 *
 * @param groupBy labels that make one group; {@link #ALL} alone for all labels
 * @param continues whether later siblings are tried after this one has taken an alert
 */
public record RouteNode(
        String receiver,
        List<RouteMatcher> matchers,
        List<String> groupBy,
        Timing timing,
        boolean continues,
        List<RouteNode> routes) {
    /** Groups by all labels. */
    public static final String ALL = "...";

    /** How long a new group waits, how often it looks for news, and how often it repeats itself. */
    public record Timing(Duration groupWait, Duration groupInterval, Duration repeat) {
        /** What Alertmanager does where nothing is said. */
        public static final Timing DEFAULT =
                new Timing(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4));

        public Timing {
            Objects.requireNonNull(groupWait);
            Objects.requireNonNull(groupInterval);
            Objects.requireNonNull(repeat);
        }
    }

    public RouteNode {
        Objects.requireNonNull(receiver);
        matchers = List.copyOf(matchers);
        groupBy = List.copyOf(groupBy);
        Objects.requireNonNull(timing);
        routes = List.copyOf(routes);
    }
}
