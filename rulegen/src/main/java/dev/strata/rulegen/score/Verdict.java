package dev.strata.rulegen.score;

import dev.strata.rulegen.scenario.Scenario;
import dev.strata.rulegen.scenario.Scenario.Accepted;
import dev.strata.rulegen.score.AlertStates.Firing;
import dev.strata.rulegen.score.ScoreRun.Played;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What alerts made of one scenario.
 *
 * @param seen whether an accepted alert fired in time
 * @param detection seconds until it fired; empty when it did not
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
    private static final long STEP = 60;

    static Verdict of(Played played, NotificationRules notifications) {
        Scenario scenario = played.scenario();
        Optional<Firing> first = played.firings().stream()
                .filter(firing -> firing.to() >= played.from())
                .filter(firing -> scenario.accepted().stream().anyMatch(accept -> counts(played, firing, accept)))
                .min(Comparator.comparingLong(Firing::from));
        OptionalLong detection = first.map(firing -> OptionalLong.of(Math.max(0, firing.from() - played.from())))
                .orElse(OptionalLong.empty());
        Set<String> groups = notifications.groups(played.firings(), played.from(), played.to(), STEP);
        var pages = new TreeSet<String>();
        var tickets = new TreeSet<String>();
        if (!scenario.incident()) {
            for (Firing firing : played.firings()) {
                if (NotificationRules.isPage(firing)) {
                    pages.add(firing.name());
                } else if (NotificationRules.isTicket(firing)
                        && !scenario.allowed().contains(firing.name())) {
                    tickets.add(firing.name());
                }
            }
        }
        return new Verdict(played, first.isPresent(), detection, groups, pages, tickets);
    }

    private static boolean counts(Played played, Firing firing, Accepted accept) {
        boolean severe = NotificationRules.isPage(firing) || (!accept.page() && NotificationRules.isTicket(firing));
        boolean early = firing.from() - played.from() <= accept.within().toSeconds();
        return severe && early && accept.names().contains(firing.name());
    }

    /** What fired for a while since the beginning, one line an alert. */
    List<String> lines() {
        return played.firings().stream()
                .filter(firing -> firing.to() >= played.from())
                .filter(firing -> NotificationRules.isPage(firing) || NotificationRules.isTicket(firing))
                .sorted(Comparator.comparingLong(Firing::from).thenComparing(Firing::name))
                .map(firing -> String.format(
                        "    %4d..%-4d min  %-8s %s %s",
                        Math.floorDiv(firing.from() - played.from(), 60),
                        Math.floorDiv(firing.to() - played.from(), 60),
                        NotificationRules.isPage(firing) ? "page" : "ticket",
                        firing.name(),
                        ScoreRun.spoken(firing)))
                .distinct()
                .toList();
    }
}
