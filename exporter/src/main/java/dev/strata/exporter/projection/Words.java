package dev.strata.exporter.projection;

import org.jspecify.annotations.Nullable;

/**
 * Replaces equal short texts, and equal values, by one instance as far as it remembers them. Bounded: it grows with what it
 * meets, then newer ones push out older ones; and it forgets all now and then, so that texts do not outlive the objects
 * that had them. Safe for any number of threads, because what is kept twice does no harm.
 */
final class Words {

    private static final int LONGEST = 128;
    private static final int SMALLEST = 12;
    private static final int MOST_TEXTS = 20;
    private static final int MOST_VALUES = 18;

    private volatile Memory texts = new Memory(SMALLEST);
    private volatile Memory values = new Memory(SMALLEST);

    private static final class Memory {

        private final Object[] places;
        private final int bits;
        private int used;

        Memory(int bits) {
            this.places = new Object[1 << bits];
            this.bits = bits;
        }

        /** A value has two places next to each other; the one that was met last stays longer. */
        Object same(Object value) {
            int place = (value.hashCode() * 0x9E3779B9) >>> (Integer.SIZE - bits);
            Object first = places[place];
            if (isSame(first, value)) {
                return first;
            }
            Object second = places[place ^ 1];
            Object found = isSame(second, value) ? second : value;
            used += second == null && first == null ? 1 : 0;
            places[place ^ 1] = first;
            places[place] = found;
            return found;
        }

        private static boolean isSame(@Nullable Object known, Object value) {
            return known != null && known.getClass() == value.getClass() && known.equals(value);
        }

        /** Itself, or a larger one while it is half full. */
        Memory grown(int most) {
            if (bits >= most || used < places.length / 4) {
                return this;
            }
            var larger = new Memory(bits + 1);
            for (Object known : places) {
                if (known != null) {
                    larger.same(known);
                }
            }
            return larger;
        }
    }

    String shared(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        Memory memory = texts.grown(MOST_TEXTS);
        texts = memory;
        return (String) memory.same(text);
    }

    /** The same for values of any other type that cannot change. */
    @SuppressWarnings("unchecked") // equal values are of the same type
    <T> T same(T value) {
        Memory memory = values.grown(MOST_VALUES);
        values = memory;
        return (T) memory.same(value);
    }

    void forget() {
        texts = new Memory(SMALLEST);
        values = new Memory(SMALLEST);
    }
}
