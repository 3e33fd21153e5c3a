package dev.strata.exporter.projection;

import org.jspecify.annotations.Nullable;

/**
 * Replaces equal short texts, and equal values, by one instance as far as it remembers them. Bounded: newer ones push out
 * older ones. It begins large, because a cluster that is read for the first time has most to share; later it forgets all
 * now and then, so that texts do not outlive the objects that had them. Safe for any number of threads, because what is
 * kept twice does no harm.
 */
final class Words {

    private static final int LONGEST = 128;

    private volatile Memory texts = new Memory(20);
    private volatile Memory values = new Memory(18);

    private static final class Memory {

        private final Object[] places;
        private final int shift;

        Memory(int bits) {
            places = new Object[1 << bits];
            shift = Integer.SIZE - bits;
        }

        /** A value has two places next to each other; the one that was met last stays longer. */
        Object same(Object value) {
            int place = (value.hashCode() * 0x9E3779B9) >>> shift;
            Object first = places[place];
            if (isSame(first, value)) {
                return first;
            }
            Object second = places[place ^ 1];
            Object found = isSame(second, value) ? second : value;
            places[place ^ 1] = first;
            places[place] = found;
            return found;
        }

        private static boolean isSame(@Nullable Object known, Object value) {
            return known != null && known.getClass() == value.getClass() && known.equals(value);
        }
    }

    String shared(String text) {
        return text.length() > LONGEST ? text : (String) texts.same(text);
    }

    /** The same for values of any other type that cannot change. */
    @SuppressWarnings("unchecked") // equal values are of the same type
    <T> T same(T value) {
        return (T) values.same(value);
    }

    void forget() {
        texts = new Memory(16);
        values = new Memory(14);
    }
}
