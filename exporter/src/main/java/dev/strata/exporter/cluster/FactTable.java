package dev.strata.exporter.cluster;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facts of one resource in key order. Does not change; a newer table is made from an older one and what changed, at
 * the price of a copy of references and of a search for each change.
 */
public final class FactTable<T extends ObjectFacts> {

    private static final FactTable<?> EMPTY = new FactTable<>(new ObjectFacts[0]);

    /** Holds nothing but T. */
    private final ObjectFacts[] sorted;

    private FactTable(ObjectFacts[] sorted) {
        this.sorted = sorted;
    }

    @SuppressWarnings("unchecked") // holds nothing
    public static <T extends ObjectFacts> FactTable<T> empty() {
        return (FactTable<T>) EMPTY;
    }

    /** Of several facts with the same key the last one counts. */
    public static <T extends ObjectFacts> FactTable<T> of(Collection<? extends T> facts) {
        var changes = new HashMap<ObjectKey, Optional<T>>();
        facts.forEach(f -> changes.put(f.key(), Optional.of(f)));
        return FactTable.<T>empty().with(changes);
    }

    /** This table after the changes; an empty value removes the key. */
    public FactTable<T> with(Map<ObjectKey, Optional<T>> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        ObjectKey[] keys = changes.keySet().toArray(new ObjectKey[0]);
        Arrays.sort(keys);
        var merged = new ObjectFacts[sorted.length + keys.length];
        int taken = 0;
        int size = 0;
        for (ObjectKey key : keys) {
            int found = search(key, taken);
            int end = found < 0 ? -found - 1 : found;
            System.arraycopy(sorted, taken, merged, size, end - taken);
            size += end - taken;
            taken = found < 0 ? end : end + 1;
            Optional<T> change = changes.getOrDefault(key, Optional.empty());
            if (change.isPresent()) {
                merged[size++] = change.get();
            }
        }
        System.arraycopy(sorted, taken, merged, size, sorted.length - taken);
        size += sorted.length - taken;
        return new FactTable<>(size == merged.length ? merged : Arrays.copyOf(merged, size));
    }

    public int size() {
        return sorted.length;
    }

    /** All facts in key order; cannot be changed. */
    public List<T> all() {
        return typed(sorted);
    }

    @SuppressWarnings("unchecked") // only T gets in
    public Optional<T> find(ObjectKey key) {
        int index = search(key, 0);
        return index < 0 ? Optional.empty() : Optional.of((T) sorted[index]);
    }

    /** All facts of the namespace, in key order. */
    public List<T> in(String namespace) {
        return all().subList(position(namespace, false), position(namespace, true));
    }

    /** Index of the first facts of the namespace, or of the first after it. */
    private int position(String namespace, boolean after) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = sorted[middle].key().namespace().compareTo(namespace);
            if (order < 0 || (after && order == 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** As {@link Arrays#binarySearch}. */
    private int search(ObjectKey key, int from) {
        int low = from;
        int high = sorted.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = sorted[middle].key().compareTo(key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    @SuppressWarnings("unchecked") // only T gets in
    private static <T extends ObjectFacts> List<T> typed(ObjectFacts[] facts) {
        return (List<T>) Collections.unmodifiableList(Arrays.asList(facts));
    }
}
