package dev.strata.exporter.projection;

/**
 * Replaces equal short texts, and equal values, by one instance as far as it remembers them. Bounded: a newer text may push out an older
 * one. Safe for any number of threads, because what is kept twice does no harm.
 */
final class Words {

    private static final int SLOTS = 1 << 19;
    private static final int LONGEST = 128;

    private static final int SHAPES = 1 << 17;

    private final String[] slots = new String[SLOTS];
    private final Object[] shapes = new Object[SHAPES];

    String shared(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        int hash = text.hashCode();
        int slot = (hash * 0x9E3779B9) >>> 13;
        String known = slots[slot];
        if (text.equals(known)) {
            return known;
        }
        slots[slot] = text;
        return text;
    }

    /** The same for values of any other type that cannot change. */
    @SuppressWarnings("unchecked") // equal values of these types are of the same type
    <T> T same(T value) {
        int hash = value.hashCode() * 0x9E3779B9;
        int slot = hash >>> 15;
        Object known = shapes[slot];
        if (known != null && known.getClass() == value.getClass() && known.equals(value)) {
            return (T) known;
        }
        shapes[slot] = value;
        return value;
    }
}
