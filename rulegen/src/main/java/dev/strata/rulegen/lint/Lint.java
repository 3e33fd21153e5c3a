package dev.strata.rulegen.lint;

import dev.strata.rulegen.rule.AlertingRule;

/** One question asked of every alert. */
interface Lint {
    /** Stable name; a page under {@code docs/lints} has the same. */
    String id();

    void check(AlertingRule rule, Report report);

    /** Takes findings; the place is the definition of the alert. */
    interface Report {
        void error(String message, String hint);
    }
}
