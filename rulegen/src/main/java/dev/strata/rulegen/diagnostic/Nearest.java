package dev.strata.rulegen.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that somebody probably meant. */
public final class Nearest {
    private Nearest() {}

    /**
     * The closest known word by edits (insert, delete, replace, swap of neighbours; case does not count); of equals one
     * that begins like the word found, else the first. Empty when nothing is closer than a third of the word's length, at least one edit.
     */
    public static Optional<String> word(String found, Collection<String> known) {
        int limit = Math.max(1, found.length() / 3);
        String best = null;
        int bestDistance = limit + 1;
        String wanted = found.toLowerCase(Locale.ROOT);
        for (String candidate : known) {
            int least = Math.abs(candidate.length() - found.length());
            if (least > Math.min(limit, bestDistance) || candidate.equals(found)) {
                continue;
            }
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            boolean longer = best != null && candidate.startsWith(found) && !best.startsWith(found);
            if (distance < bestDistance || (distance == bestDistance && longer)) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The hint for a misspelt word, e.g. {@code did you mean "rate"?}. */
    public static Optional<String> hint(String found, Collection<String> known) {
        return word(found, known).map(w -> "did you mean \"" + w + "\"?");
    }

    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
