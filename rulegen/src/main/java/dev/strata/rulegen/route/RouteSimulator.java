package dev.strata.rulegen.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Alertmanager sends when alerts fire over time: routed, grouped, inhibited, repeated. Behaves like Alertmanager
 * 0.34 with receivers that are told of what is resolved; without silences, time intervals and failures. Where an alert
 * and a look of its group fall on the same instant, the alert comes first.
 */
public final class RouteSimulator {
    private final RoutePlan plan;
    private final List<AlertSpan> spans;
    private final List<Notification> sent = new ArrayList<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Told> told = new HashMap<>();

    private RouteSimulator(RoutePlan plan, List<AlertSpan> spans) {
        this.plan = plan;
        this.spans =
                spans.stream().sorted(Comparator.comparing(AlertSpan::from)).toList();
    }

    /**
     * One message.
     *
     * @param group the labels that make the group, with their values
     * @param firing the alerts that fire, in the order of their labels; empty when all is over
     */
    public record Notification(
            Duration at,
            String receiver,
            SortedMap<String, String> group,
            List<SortedMap<String, String>> firing,
            List<SortedMap<String, String>> resolved) {
        public Notification {
            group = Collections.unmodifiableSortedMap(new TreeMap<>(group));
            firing = List.copyOf(firing);
            resolved = List.copyOf(resolved);
        }
    }

    /** All messages until a time, that included, in the order in which they are sent. */
    public static List<Notification> run(RoutePlan plan, List<AlertSpan> alerts, Duration until) {
        var simulator = new RouteSimulator(plan, alerts);
        simulator.run(until);
        return List.copyOf(simulator.sent);
    }

    /** The alert among those firing that silences another one; empty where none does. */
    public static List<SortedMap<String, String>> inhibitors(
            RoutePlan plan, Map<String, String> alert, Collection<? extends SortedMap<String, String>> firing) {
        return firing.stream()
                .filter(other -> plan.inhibitions().stream().anyMatch(rule -> rule.silences(other, alert)))
                .map(other -> (SortedMap<String, String>) new TreeMap<>(other))
                .toList();
    }

    private static final class Group {
        private final String key;
        private final RouteNode route;
        private final SortedMap<String, String> labels;
        private final Map<SortedMap<String, String>, AlertSpan> alerts = new LinkedHashMap<>();
        private Duration next;

        private Group(String key, RouteNode route, SortedMap<String, String> labels, Duration next) {
            this.key = key;
            this.route = route;
            this.labels = labels;
            this.next = next;
        }
    }

    /** What the receiver of a group knows. */
    private record Told(Duration at, Set<SortedMap<String, String>> firing, Set<SortedMap<String, String>> resolved) {}

    private void run(Duration until) {
        int next = 0;
        while (true) {
            Group due = groups.values().stream()
                    .min(Comparator.comparing((Group group) -> group.next))
                    .orElse(null);
            boolean starts = next < spans.size()
                    && (due == null || spans.get(next).from().compareTo(due.next) <= 0);
            Duration at = starts ? spans.get(next).from() : due == null ? null : due.next;
            if (at == null || at.compareTo(until) > 0) {
                return;
            }
            if (starts) {
                insert(spans.get(next));
                next++;
            } else if (due != null) {
                flush(due);
            }
        }
    }

    private void insert(AlertSpan span) {
        for (RoutePlan.Path path : plan.paths(span.labels())) {
            RouteNode route = path.node();
            var labels = new TreeMap<>(span.labels());
            if (!route.groupBy().contains(RouteNode.ALL)) {
                labels.keySet().retainAll(route.groupBy());
            }
            String place = System.identityHashCode(route) + " " + labels;
            Group group = groups.computeIfAbsent(
                    place,
                    none -> new Group(
                            path.key() + ":" + labels + ">" + route.receiver(),
                            route,
                            labels,
                            span.from().plus(route.timing().groupWait())));
            group.alerts.put(span.labels(), span);
        }
    }

    private void flush(Group group) {
        Duration now = group.next;
        group.next = now.plus(group.route.timing().groupInterval());
        var firing = new ArrayList<SortedMap<String, String>>();
        var resolved = new ArrayList<SortedMap<String, String>>();
        for (AlertSpan alert : group.alerts.values()) {
            if (!isInhibited(alert, now)) {
                (alert.firesAt(now) ? firing : resolved).add(alert.labels());
            }
        }
        if (isNews(group, now, new HashSet<>(firing), new HashSet<>(resolved))) {
            firing.sort(Comparator.comparing(Object::toString));
            resolved.sort(Comparator.comparing(Object::toString));
            sent.add(new Notification(now, group.route.receiver(), group.labels, firing, resolved));
            told.put(group.key, new Told(now, Set.copyOf(firing), Set.copyOf(resolved)));
        }
        group.alerts.values().removeIf(alert -> !alert.firesAt(now));
        if (group.alerts.isEmpty()) {
            groups.values().remove(group);
        }
    }

    private boolean isInhibited(AlertSpan alert, Duration now) {
        return spans.stream()
                .filter(span -> span.firesAt(now))
                .anyMatch(source ->
                        plan.inhibitions().stream().anyMatch(rule -> rule.silences(source.labels(), alert.labels())));
    }

    private boolean isNews(
            Group group, Duration now, Set<SortedMap<String, String>> firing, Set<SortedMap<String, String>> resolved) {
        Told before = told.get(group.key);
        if (firing.isEmpty() && resolved.isEmpty()) {
            return false;
        }
        if (before == null) {
            return !firing.isEmpty();
        }
        if (!before.firing().containsAll(firing)) {
            return true;
        }
        if (firing.isEmpty()) {
            return !before.firing().isEmpty();
        }
        if (!before.resolved().containsAll(resolved)) {
            return true;
        }
        return before.at().compareTo(now.minus(group.route.timing().repeat())) < 0;
    }
}
