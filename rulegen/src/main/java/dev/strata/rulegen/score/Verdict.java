package dev.strata.rulegen.score;

import dev.strata.rulegen.route.RoutePlan;
import dev.strata.rulegen.route.RouteSimulator.Notification;
import dev.strata.rulegen.scenario.Scenario;
import dev.strata.rulegen.scenario.Scenario.Accepted;
import dev.strata.rulegen.score.AlertStates.Firing;
import dev.strata.rulegen.score.ScoreRun.Played;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What alerts made of one scenario.
 *
 * @param seen whether somebody was told by an accepted alert in time
 * @param detection seconds until then; empty when nobody was
 * @param groups of notifications sent while it lasted
 * @param falsePages names of alerts that called somebody for nothing
 */
public record Verdict(
        Played played,
        boolean seen,
        OptionalLong detection,
        Set<String> groups,
        Set<String> falsePages,
        Set<String> falseTickets) {

    static Verdict of(Played played, RoutePlan plan) {
        Scenario scenario = played.scenario();
        List<Notification> messages = Messages.of(played, plan);
        long began = played.from() - played.began();
        OptionalLong detection = messages.stream()
                .filter(message -> message.firing().stream()
                        .anyMatch(alert -> scenario.accepted().stream()
                                        .anyMatch(accept ->
                                                counts(alert, message.at().toSeconds() - began, accept))
                                && lasts(played, alert)))
                .mapToLong(message -> Math.max(0, message.at().toSeconds() - began))
                .min();
        var groups = new LinkedHashSet<String>();
        messages.stream()
                .filter(message -> message.at().toSeconds() >= began)
                .forEach(message -> groups.add(text(message)));
        var pages = new TreeSet<String>();
        var tickets = new TreeSet<String>();
        if (!scenario.incident()) {
            messages.stream().flatMap(message -> message.firing().stream()).forEach(alert -> {
                String name = alert.getOrDefault("alertname", "");
                if (Urgency.of(alert) == Urgency.PAGE) {
                    pages.add(name);
                } else if (Urgency.of(alert) == Urgency.TICKET
                        && !scenario.allowed().contains(name)) {
                    tickets.add(name);
                }
            });
        }
        return new Verdict(played, detection.isPresent(), detection, groups, pages, tickets);
    }

    private static boolean counts(SortedMap<String, String> alert, long after, Accepted accept) {
        Urgency urgency = Urgency.of(alert);
        boolean severe = urgency == Urgency.PAGE || (!accept.page() && urgency == Urgency.TICKET);
        // A message may leave a minute after its alert began.
        boolean early = after <= accept.within().toSeconds() + 60;
        return severe && early && accept.names().contains(alert.getOrDefault("alertname", ""));
    }

    /** Whether it still fires when the scenario has begun. */
    private static boolean lasts(Played played, SortedMap<String, String> alert) {
        return played.firings().stream()
                .anyMatch(firing ->
                        firing.to() >= played.from() && firing.labels().equals(alert));
    }

    private static String text(Notification message) {
        return message.receiver() + message.group().values().stream().collect(Collectors.joining("/", "(", ")"));
    }

    /** What fired for a while since the beginning, one line an alert. */
    List<String> lines() {
        return played.firings().stream()
                .filter(firing -> firing.to() >= played.from())
                .filter(firing -> Urgency.of(firing.labels()) != Urgency.NONE)
                .sorted(Comparator.comparingLong(Firing::from).thenComparing(Firing::name))
                .map(firing -> String.format(
                        "    %4d..%-4d min  %-8s %s %s",
                        Math.floorDiv(firing.from() - played.from(), 60),
                        Math.floorDiv(firing.to() - played.from(), 60),
                        Urgency.of(firing.labels()) == Urgency.PAGE ? "page" : "ticket",
                        firing.name(),
                        ScoreRun.spoken(firing)))
                .distinct()
                .toList();
    }
}
