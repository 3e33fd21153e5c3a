package dev.strata.rulegen.route;

import java.time.Duration;
import java.util.List;

/**
 * The tree of routes of a run.
 *
 * @param groupBy one notification for alerts that agree in these labels
 */
public record Routing(List<String> groupBy, List<Route> routes, List<Inhibition> inhibitions) {

    /** Receivers of pages, tickets, the dead man's switch and of what is only shown on dashboards. */
    public static final List<Route> ROUTES = List.of(
            new Route("strata-page", List.of("critical"), Duration.ofSeconds(10), Duration.ofHours(1)),
            new Route("strata-ticket", List.of("warning"), Duration.ofMinutes(1), Duration.ofHours(24)),
            new Route("strata-heartbeat", List.of("none"), Duration.ZERO, Duration.ofMinutes(1)),
            new Route("strata-null", List.of("info"), Duration.ofMinutes(1), Duration.ofHours(24)));

    public Routing {
        groupBy = List.copyOf(groupBy);
        routes = List.copyOf(routes);
        inhibitions = List.copyOf(inhibitions);
    }
}
