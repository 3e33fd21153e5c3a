package dev.strata.rulegen.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that decides who hears of an alert: the tree of routes and the inhibitions. */
public record RoutePlan(RouteNode root, List<InhibitRule> inhibitions) {
    public RoutePlan {
        Objects.requireNonNull(root);
        inhibitions = List.copyOf(inhibitions);
    }

    /** The receivers of an alert in the order of the tree, as {@code amtool config routes test} tells them. */
    public List<String> receivers(Map<String, String> labels) {
        return paths(labels).stream().map(path -> path.node().receiver()).toList();
    }

    /** The labels that make the groups of an alert, one set for each route that takes it. */
    public List<SortedMap<String, String>> groups(Map<String, String> labels) {
        var groups = new ArrayList<SortedMap<String, String>>();
        for (Path path : paths(labels)) {
            var group = new TreeMap<>(labels);
            if (!path.node().groupBy().contains(RouteNode.ALL)) {
                group.keySet().retainAll(path.node().groupBy());
            }
            groups.add(group);
        }
        return groups;
    }

    /**
     * A route that took an alert.
     *
     * @param key names route and matchers on the way to it; like Alertmanager's it need not be unique
     */
    record Path(RouteNode node, String key) {}

    List<Path> paths(Map<String, String> labels) {
        return paths(root, "", labels);
    }

    private static List<Path> paths(RouteNode node, String above, Map<String, String> labels) {
        if (!node.matchers().stream().allMatch(matcher -> matcher.matches(labels))) {
            return List.of();
        }
        String key = above + "/"
                + node.matchers().stream().map(RouteMatcher::text).sorted().toList();
        var all = new ArrayList<Path>();
        for (RouteNode child : node.routes()) {
            List<Path> below = paths(child, key, labels);
            all.addAll(below);
            if (!below.isEmpty() && !child.continues()) {
                break;
            }
        }
        return all.isEmpty() ? List.of(new Path(node, key)) : all;
    }
}
