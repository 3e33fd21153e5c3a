package dev.strata.exporter.signal;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the scheduler says about a pod that finds no node, for example {@code 0/5 nodes are available: 3 Insufficient
 * cpu, 2 node(s) were unschedulable.}, read into reasons with the number of nodes each rules out.
 *
 * @param nodes number of nodes it looked at, 0 where it does not say
 * @param reasons slug to nodes; the slug that rules out most nodes first
 */
record SchedulerMessage(int nodes, Map<String, Integer> reasons) {

    /** Slug when no known reason is found in the message. */
    static final String UNEXPLAINED = "unschedulable";

    /** Slug of taints that the node controller puts on lost nodes. */
    static final String NODES_NOT_READY = "nodes_not_ready";

    private static final Pattern HEAD = Pattern.compile("^0/(\\d+) nodes are available[:.]?\\s*(.*)$", Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile("^(\\d+) (.*)$", Pattern.DOTALL);

    /** One reason; the first that matches a part of the message is its reason. */
    private record Known(String slug, Predicate<String> matches) {

        static Known containing(String slug, String text) {
            return new Known(slug, part -> part.contains(text));
        }
    }

    private static final List<Known> KNOWN = List.of(
            Known.containing("insufficient_cpu", "Insufficient cpu"),
            Known.containing("insufficient_memory", "Insufficient memory"),
            Known.containing("insufficient_storage", "Insufficient ephemeral-storage"),
            Known.containing("too_many_pods", "Too many pods"),
            Known.containing("insufficient_resource", "Insufficient "),
            Known.containing(NODES_NOT_READY, "node.kubernetes.io/not-ready"),
            Known.containing(NODES_NOT_READY, "node.kubernetes.io/unreachable"),
            Known.containing("nodes_cordoned", "node.kubernetes.io/unschedulable"),
            Known.containing("nodes_cordoned", "were unschedulable"),
            Known.containing("untolerated_taint", "taint"),
            Known.containing("topology_spread", "topology spread"),
            Known.containing("volume", "volume"),
            Known.containing("volume", "PersistentVolumeClaim"),
            Known.containing("volume", "persistentvolumeclaim"),
            Known.containing("affinity", "affinity"),
            Known.containing("affinity", "node selector"),
            Known.containing("host_port", "free ports"));

    /** Reads any text; what is not understood is {@link #UNEXPLAINED}. */
    static SchedulerMessage parse(String message) {
        int preemption = message.indexOf(" preemption:");
        String text = preemption < 0 ? message : message.substring(0, preemption);
        Matcher head = HEAD.matcher(text);
        int nodes = 0;
        if (head.matches()) {
            nodes = number(head.group(1));
            text = head.group(2);
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String part : text.split(",\\s+(?=\\d+ )", -1)) {
            Matcher counted = PART.matcher(part);
            int count = counted.matches() ? number(counted.group(1)) : nodes;
            slug(part).forEach(slug -> counts.merge(slug, count, Integer::sum));
        }
        if (counts.isEmpty()) {
            counts.put(UNEXPLAINED, nodes);
        }
        return new SchedulerMessage(nodes, ordered(counts));
    }

    /** For each reason the larger count of the two. */
    SchedulerMessage with(SchedulerMessage other) {
        Map<String, Integer> merged = new LinkedHashMap<>(reasons);
        other.reasons.forEach((slug, count) -> merged.merge(slug, count, Math::max));
        return new SchedulerMessage(Math.max(nodes, other.nodes), ordered(merged));
    }

    private static List<String> slug(String part) {
        return KNOWN.stream()
                .filter(known -> known.matches().test(part))
                .map(Known::slug)
                .limit(1)
                .toList();
    }

    private static Map<String, Integer> ordered(Map<String, Integer> counts) {
        var ordered = new LinkedHashMap<String, Integer>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> ordered.put(e.getKey(), e.getValue()));
        return ordered;
    }

    /** Of at most nine digits; a longer one is nonsense and counts as none. */
    private static int number(String digits) {
        return digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }
}
