package dev.strata.rulegen.mutation;

import dev.strata.rulegen.rule.RuleOrigin;
import java.util.Objects;

/**
 * A changed copy of one rule, as the report knows it.
 *
 * @param number unlike that of any other mutant of the run
 * @param rule the name of the rule, with the objective it is for where there is one
 */
public record RuleMutant(
        int number, String rule, RuleOrigin origin, String what, String killer, boolean disables, boolean equivalent) {
    private static final String MARK = "__m";

    public RuleMutant {
        Objects.requireNonNull(rule);
        Objects.requireNonNull(origin);
        Objects.requireNonNull(what);
        Objects.requireNonNull(killer);
    }

    /** The name of a copy of something that belongs to a mutant. */
    static String name(String original, int number) {
        return original + MARK + number;
    }

    /** How names of copies end. */
    static String mark() {
        return MARK;
    }
}
