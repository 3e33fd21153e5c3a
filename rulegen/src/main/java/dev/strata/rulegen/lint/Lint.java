package dev.strata.rulegen.lint;

import dev.strata.rulegen.diagnostic.Diagnostic.Level;
import dev.strata.rulegen.diagnostic.Span;
import dev.strata.rulegen.promql.infer.Inference;
import dev.strata.rulegen.rule.AlertingRule;
import org.jspecify.annotations.Nullable;

/** One question asked of every alert. */
interface Lint {
    /** Stable name; a page under {@code docs/lints} has the same. */
    String id();

    /** Asks it of one rule; {@code inferred} is what its expression comes to. */
    void check(AlertingRule rule, Inference.Result inferred, Report report);

    /** Takes findings. */
    interface Report {
        /** At a node of the expression, or at the alert's name where the node stands in no file. */
        void add(Level level, Span place, String message, @Nullable String hint);

        default void error(Span place, String message, @Nullable String hint) {
            add(Level.ERROR, place, message, hint);
        }

        /** At the alert's name. */
        default void error(String message, @Nullable String hint) {
            error(Span.NONE, message, hint);
        }
    }
}
