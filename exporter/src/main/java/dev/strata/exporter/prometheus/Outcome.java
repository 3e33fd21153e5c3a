package dev.strata.exporter.prometheus;

import java.util.Locale;

/** How a query ended; values of the {@code reason} label of the query counter. */
enum Outcome {
    ANSWERED(true),
    /** Prometheus understood, and says that it cannot answer this query. */
    REJECTED(true),
    /** More samples than are taken. */
    TOO_MANY_SERIES(true),
    /** A larger body than is read. */
    TOO_LARGE(true),
    TIMEOUT(false),
    UNREACHABLE(false),
    UNAUTHORIZED(false),
    THROTTLED(false),
    SERVER_ERROR(false),
    /** The answer is not what a Prometheus says. */
    MALFORMED(false);

    private final boolean sourceUp;

    Outcome(boolean sourceUp) {
        this.sourceUp = sourceUp;
    }

    /** Whether there is a Prometheus that answers, even if not this query. */
    boolean isSourceUp() {
        return sourceUp;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
