package dev.strata.rulegen.promtest;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is asked of a part of an expression.
 *
 * @param values of labels, wherever they are needed
 * @param need labels that the element must have
 * @param frozen whether the series are what they are, and no more may be added
 */
record Scope(Map<String, String> values, Set<String> need, Want want, boolean frozen) {
    Scope {
        values = Map.copyOf(values);
        need = Collections.unmodifiableSortedSet(new TreeSet<>(need)); // their order shows in what is written
    }

    SortedMap<String, String> labels() {
        var labels = new TreeMap<String, String>();
        need.forEach(label -> labels.put(label, value(label)));
        return labels;
    }

    String value(String label) {
        return values.getOrDefault(label, "some-" + label);
    }

    Scope wanting(Want other) {
        return new Scope(values, need, other, frozen);
    }

    Scope needing(Collection<String> labels) {
        return new Scope(values, new LinkedHashSet<>(labels), want, frozen);
    }

    Scope needingToo(Collection<String> labels) {
        var more = new LinkedHashSet<>(need);
        more.addAll(labels);
        return needing(more);
    }

    Scope needingNot(Collection<String> labels) {
        var fewer = new LinkedHashSet<>(need);
        fewer.removeAll(labels);
        return needing(fewer);
    }

    Scope with(String label, String value) {
        var other = new TreeMap<>(values);
        other.put(label, value);
        return new Scope(other, need, want, frozen);
    }

    Scope withAll(Map<String, String> others) {
        var all = new TreeMap<>(values);
        all.putAll(others);
        return new Scope(all, need, want, frozen);
    }

    Scope asIs() {
        return new Scope(values, need, want, true);
    }
}
