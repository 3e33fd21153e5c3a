package dev.strata.rulegen.inspect;

import dev.strata.rulegen.diagnostic.Diagnostic.Level;
import org.jspecify.annotations.Nullable;

/** One question asked of every dashboard. */
interface DashboardLint {
    /** Stable name; a page under {@code docs/lints} has the same. */
    String id();

    void check(DashboardText dashboard, Report report);

    /** Takes findings. */
    interface Report {
        /**
         * At a value of the file.
         *
         * @param panel the panel's title, by which exceptions find it; empty for the whole dashboard
         */
        void add(Level level, JsonValue place, String panel, String message, @Nullable String hint);

        default void error(JsonValue place, String panel, String message, @Nullable String hint) {
            add(Level.ERROR, place, panel, message, hint);
        }

        default void warning(JsonValue place, String panel, String message, @Nullable String hint) {
            add(Level.WARNING, place, panel, message, hint);
        }
    }
}
