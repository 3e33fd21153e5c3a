package dev.strata.exporter.cluster;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Facts in an order that puts those of a group beside each other, so that a group is a part of one array. Does not
 * change; a newer index is made from an older one and what changed, at the price of a copy of references and of a search
 * for each change.
 */
final class FactIndex<T extends ObjectFacts> {

    private final Comparator<T> order;
    /** Holds nothing but T. */
    private final ObjectFacts[] sorted;

    private FactIndex(Comparator<T> order, ObjectFacts[] sorted) {
        this.order = order;
        this.sorted = sorted;
    }

    /** @param order no two facts that are held at once are equal in it */
    static <T extends ObjectFacts> FactIndex<T> of(Comparator<T> order, Collection<? extends T> facts) {
        return new FactIndex<>(order, new ObjectFacts[0]).with(List.of(), facts);
    }

    /**
     * This index after a change.
     *
     * @param gone facts that it holds
     * @param come facts that it does not hold beside those
     */
    FactIndex<T> with(Collection<? extends T> gone, Collection<? extends T> come) {
        if (gone.isEmpty() && come.isEmpty()) {
            return this;
        }
        ObjectFacts[] out = inOrder(gone);
        ObjectFacts[] in = inOrder(come);
        var merged = new ObjectFacts[sorted.length - out.length + in.length];
        int taken = 0;
        int size = 0;
        int nextOut = 0;
        for (int nextIn = 0; nextIn < in.length || nextOut < out.length; ) {
            boolean removes = nextOut < out.length
                    && (nextIn == in.length || order.compare(typed(out[nextOut]), typed(in[nextIn])) <= 0);
            ObjectFacts edit = removes ? out[nextOut++] : in[nextIn++];
            int place = place(typed(edit), taken);
            System.arraycopy(sorted, taken, merged, size, place - taken);
            size += place - taken;
            taken = removes ? place + 1 : place;
            if (!removes) {
                merged[size++] = edit;
            }
        }
        System.arraycopy(sorted, taken, merged, size, sorted.length - taken);
        return new FactIndex<>(order, merged);
    }

    /**
     * A group.
     *
     * @param side negative for facts before it, positive for facts after it
     */
    List<T> group(ToIntFunction<T> side) {
        int low = bound(side, 0, 0, sorted.length);
        int last = low;
        int step = 1;
        // Groups are small: the end is looked for near the beginning.
        while (last < sorted.length && side.applyAsInt(typed(sorted[last])) < 1) {
            last += step;
            step *= 2;
        }
        int high = bound(side, 1, Math.max(low, last - step / 2), Math.min(last, sorted.length));
        return low == high ? List.of() : typed().subList(low, high);
    }

    /** All facts in the order. */
    List<T> all() {
        return typed();
    }

    /** Hands over one group after the other. */
    void forEachGroup(BiPredicate<T, T> together, Consumer<List<T>> each) {
        List<T> all = typed();
        int from = 0;
        for (int next = 1; next <= sorted.length; next++) {
            if (next == sorted.length || !together.test(typed(sorted[from]), typed(sorted[next]))) {
                each.accept(all.subList(from, next));
                from = next;
            }
        }
    }

    /** Index of the first facts between the two whose side is at least that. */
    private int bound(ToIntFunction<T> side, int least, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (side.applyAsInt(typed(sorted[middle])) < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Index of the first facts that do not come before the given ones. */
    private int place(T facts, int from) {
        int low = from;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(typed(sorted[middle]), facts) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private ObjectFacts[] inOrder(Collection<? extends T> facts) {
        ObjectFacts[] array = facts.toArray(new ObjectFacts[0]);
        Arrays.sort(array, (a, b) -> order.compare(typed(a), typed(b)));
        return array;
    }

    @SuppressWarnings("unchecked") // only T gets in
    private T typed(ObjectFacts facts) {
        return (T) facts;
    }

    @SuppressWarnings("unchecked") // only T gets in
    private List<T> typed() {
        return (List<T>) Collections.unmodifiableList(Arrays.asList(sorted));
    }
}
