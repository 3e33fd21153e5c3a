package dev.strata.rulegen.route;

import dev.strata.rulegen.route.RouteNode.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tree of routes of a run.
 *
 * @param groupBy one notification for alerts that agree in these labels
 * @param channels where teams are told that have a channel of their own, by team
 */
public record Routing(
        List<String> groupBy, List<Route> routes, List<Inhibition> inhibitions, SortedMap<String, String> channels) {
    private static final String NOBODY = "strata-null";
    private static final Duration NEWS = Duration.ofMinutes(1);

    /** Receivers of pages, tickets, the dead man's switch and of what is only shown on dashboards. */
    public static final List<Route> ROUTES = List.of(
            new Route("strata-page", List.of("critical"), Duration.ofSeconds(10), Duration.ofHours(1)),
            new Route("strata-ticket", List.of("warning"), Duration.ofMinutes(1), Duration.ofHours(24)),
            new Route("strata-heartbeat", List.of("none"), Duration.ZERO, Duration.ofMinutes(1)),
            new Route(NOBODY, List.of("info"), Duration.ofMinutes(1), Duration.ofHours(24)));

    public Routing {
        groupBy = List.copyOf(groupBy);
        routes = List.copyOf(routes);
        inhibitions = List.copyOf(inhibitions);
        channels = Collections.unmodifiableSortedMap(new TreeMap<>(channels));
    }

    /** The same in the terms of Alertmanager: only alerts that carry a layer are routed, all others go to nobody. */
    public RoutePlan plan() {
        var children = new ArrayList<RouteNode>();
        for (Route route : routes) {
            var timing = new Timing(route.groupWait(), NEWS, route.repeat());
            var matcher = RouteMatcher.regex("severity", String.join("|", route.severities()));
            List<RouteNode> teams = route.reachesPeople() ? teams(route.receiver(), timing) : List.of();
            children.add(new RouteNode(route.receiver(), List.of(matcher), groupBy, timing, false, teams));
        }
        var layered = RouteMatcher.regex("layer", "cluster|platform|application|business");
        var own = new RouteNode(NOBODY, List.of(layered), groupBy, Timing.DEFAULT, false, children);
        var root = new RouteNode(NOBODY, List.of(), List.of(), Timing.DEFAULT, false, List.of(own));
        return new RoutePlan(root, inhibitions.stream().map(Inhibition::rule).toList());
    }

    /** The name of a team's own receiver. */
    public static String receiver(String usual, String team) {
        return usual + "-" + team;
    }

    private List<RouteNode> teams(String receiver, Timing timing) {
        return channels.keySet().stream()
                .map(team -> new RouteNode(
                        receiver(receiver, team),
                        List.of(RouteMatcher.equal("team", team)),
                        groupBy,
                        timing,
                        false,
                        List.of()))
                .toList();
    }
}
