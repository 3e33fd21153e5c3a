package dev.strata.rulegen.score;

import dev.strata.rulegen.score.AlertStates.Firing;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Who is told: grouping and inhibition. A thin seam in front of the route simulator.
 *
 * @param groupBy labels of a group of notifications
 * @param inhibits whether the first alert silences the second
 */
public record NotificationRules(List<String> groupBy, BiPredicate<Alert, Alert> inhibits) {
    private static final Set<String> PAGES = new TreeSet<>(Set.of("critical", "page"));
    private static final Set<String> TICKETS = new TreeSet<>(Set.of("warning", "ticket", "notify"));

    public NotificationRules {
        groupBy = List.copyOf(groupBy);
    }

    /** An alert as a matcher sees it; a label that is missing is empty. */
    public interface Alert {
        String label(String name);
    }

    /** What the stock of kube-prometheus does: by namespace; a worse alert of the same name and namespace silences. */
    public static final NotificationRules STOCK = new NotificationRules(List.of("namespace"), NotificationRules::stock);

    private static boolean stock(Alert source, Alert target) {
        boolean same = source.label("namespace").equals(target.label("namespace"))
                && source.label("alertname").equals(target.label("alertname"));
        return same
                && source.label("severity").equals("critical")
                && !target.label("severity").equals("critical");
    }

    static boolean isPage(Firing firing) {
        return PAGES.contains(firing.labels().getOrDefault("severity", ""));
    }

    static boolean isTicket(Firing firing) {
        return TICKETS.contains(firing.labels().getOrDefault("severity", ""));
    }

    /** The groups that somebody is told about between two moments; each reads as receiver and values. */
    Set<String> groups(List<Firing> firings, long from, long to, long step) {
        var groups = new LinkedHashSet<String>();
        for (long now = from; now <= to; now += step) {
            long at = now;
            List<Firing> active =
                    firings.stream().filter(firing -> firing.at(at)).toList();
            for (Firing firing : active) {
                boolean told = isPage(firing) || isTicket(firing);
                if (told && active.stream().noneMatch(other -> silences(other, firing))) {
                    groups.add((isPage(firing) ? "page" : "ticket") + values(firing));
                }
            }
        }
        return groups;
    }

    private boolean silences(Firing source, Firing target) {
        return !source.equals(target) && inhibits.test(alert(source), alert(target));
    }

    private String values(Firing firing) {
        return groupBy.stream()
                .map(label -> firing.labels().getOrDefault(label, ""))
                .collect(Collectors.joining("/", "(", ")"));
    }

    private static Alert alert(Firing firing) {
        return label -> firing.labels().getOrDefault(label, "");
    }
}
