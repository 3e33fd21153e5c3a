package dev.strata.rulegen.mutation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How many mutants were noticed, rule by rule. */
public record MutationScore(int killed, int equivalent, List<RuleMutant> survivors, Map<String, int[]> byRule) {
    public MutationScore {
        survivors = List.copyOf(survivors);
    }

    /** A mutant proved to make no difference counts for nothing, unless a test noticed it after all. */
    public static MutationScore of(List<RuleMutant> mutants, Set<Integer> killed) {
        int noticed = 0;
        int equivalent = 0;
        var survivors = new ArrayList<RuleMutant>();
        var byRule = new LinkedHashMap<String, int[]>();
        for (RuleMutant mutant : mutants) {
            int[] counts = byRule.computeIfAbsent(mutant.rule(), rule -> new int[2]);
            if (killed.contains(mutant.number())) {
                noticed++;
                counts[0]++;
                counts[1]++;
            } else if (mutant.equivalent()) {
                equivalent++;
            } else {
                survivors.add(mutant);
                counts[1]++;
            }
        }
        return new MutationScore(noticed, equivalent, survivors, byRule);
    }

    /** Mutants that should be noticed. */
    public int all() {
        return killed + survivors.size();
    }

    /** Percent of the mutants that make a difference; 100 where there are none. */
    public double percent() {
        return all() == 0 ? 100 : 100.0 * killed / all();
    }

    /** One line. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%d of %d mutants killed (%.2f %%), %d survived, %d proved equivalent",
                killed,
                all(),
                percent(),
                survivors.size(),
                equivalent);
    }
}
