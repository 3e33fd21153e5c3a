package dev.strata.exporter.projection;

/**
 * Replaces equal short texts by one instance as far as it remembers them. Bounded: a newer text may push out an older
 * one. Safe for any number of threads, because a text that is seen twice does no harm.
 */
final class Words {

    private static final int SLOTS = 1 << 14;
    private static final int LONGEST = 128;

    private final String[] slots = new String[SLOTS];

    String shared(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        int hash = text.hashCode();
        int slot = (hash ^ (hash >>> 14)) & (SLOTS - 1);
        String known = slots[slot];
        if (text.equals(known)) {
            return known;
        }
        slots[slot] = text;
        return text;
    }
}
