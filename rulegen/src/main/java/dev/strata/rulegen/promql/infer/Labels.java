package dev.strata.rulegen.promql.infer;

import dev.strata.rulegen.promql.ast.LabelMatcher;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The labels of a result, {@code __name__} among them.
 *
 * @param open whether labels that are not named may be there; otherwise they cannot
 */
public record Labels(SortedMap<String, LabelFact> named, boolean open) {
    /** No labels at all. */
    public static final Labels NONE = new Labels(new TreeMap<>(), false);

    /** Nothing known. */
    public static final Labels ANY = new Labels(new TreeMap<>(), true);

    private static final List<String> RESERVED = List.of(LabelMatcher.METRIC_NAME, "__type__", "__unit__");

    public Labels {
        named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
    }

    public LabelFact fact(String label) {
        LabelFact fact = named.get(label);
        return fact != null ? fact : open ? LabelFact.UNKNOWN : LabelFact.NEVER;
    }

    public Labels with(String label, LabelFact fact) {
        var more = new TreeMap<>(named);
        more.put(label, fact);
        return new Labels(more, open);
    }

    Labels without(Collection<String> labels) {
        var fewer = new TreeMap<>(named);
        labels.forEach(label -> fewer.put(label, LabelFact.NEVER));
        return new Labels(fewer, open);
    }

    /** Only the given labels, as they are. */
    Labels only(Collection<String> labels) {
        var kept = new TreeMap<String, LabelFact>();
        labels.forEach(label -> kept.put(label, fact(label)));
        return new Labels(kept, false);
    }

    /** What most operations do to the name of a metric, and to the labels that hold its type and unit. */
    Labels withoutName() {
        return without(RESERVED);
    }

    /** Every element comes from this result or from the other. */
    Labels or(Labels other) {
        var all = new TreeMap<String, LabelFact>();
        for (String label : namesOf(other)) {
            all.put(label, fact(label).or(other.fact(label)));
        }
        return new Labels(all, open || other.open);
    }

    /** Whether there is only one set of labels that an element can have. */
    boolean isFixed() {
        return !open
                && named.values().stream()
                        .allMatch(fact -> fact.isNever() || (fact.isAlways() && isOne(fact.values())));
    }

    private static boolean isOne(LabelValues values) {
        return values.known() != null && values.known().size() == 1;
    }

    SortedSet<String> namesOf(Labels other) {
        var names = new TreeSet<>(named.keySet());
        names.addAll(other.named.keySet());
        return names;
    }

    /** Labels that every element has. */
    public List<String> certain() {
        return labels(Presence.ALWAYS);
    }

    /** Named labels that some elements may have. */
    public List<String> possible() {
        return labels(Presence.MAYBE);
    }

    /** Named labels that no element has; when not {@link #open()}, all that are not named are excluded too. */
    public List<String> excluded() {
        return labels(Presence.NEVER);
    }

    private List<String> labels(Presence presence) {
        return named.entrySet().stream()
                .filter(entry -> entry.getValue().presence() == presence)
                .map(java.util.Map.Entry::getKey)
                .toList();
    }
}
