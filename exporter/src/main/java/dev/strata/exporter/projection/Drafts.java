package dev.strata.exporter.projection;

import java.util.List;

/** What drafts have in common. */
final class Drafts {

    /** Longest message that is kept; what comes after it says little and costs memory for every object. */
    private static final int LONGEST_MESSAGE = 512;

    private Drafts() {}

    static <T> T added(List<T> list, T element) {
        list.add(element);
        return element;
    }

    static String cut(String message) {
        if (message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        boolean splitsPair = Character.isHighSurrogate(message.charAt(LONGEST_MESSAGE - 1));
        return message.substring(0, splitsPair ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE);
    }

    static int clamped(long number) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
    }
}
