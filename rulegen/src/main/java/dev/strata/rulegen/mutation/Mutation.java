package dev.strata.rulegen.mutation;

import java.util.Objects;

/**
 * One small change to a rule.
 *
 * @param what what was changed, in words
 * @param killer an input on which the changed rule answers differently, in words
 * @param disables whether a part of the rule is simply left out; such changes measure coverage
 * @param equivalent whether the change is proved to make no difference
 */
record Mutation<T>(T changed, String what, String killer, boolean disables, boolean equivalent) {
    Mutation {
        Objects.requireNonNull(changed);
        Objects.requireNonNull(what);
        Objects.requireNonNull(killer);
    }

    <U> Mutation<U> withChanged(U other) {
        return new Mutation<>(other, what, killer, disables, equivalent);
    }
}
