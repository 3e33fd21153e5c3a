package dev.strata.catalog;

import java.util.Locale;

/** What the exporter says of one subject of one signal at one instant: values of the {@code verdict} label. */
public enum Verdict {
    /** Judged, and nothing is wrong. */
    HEALTHY,
    /** The condition holds, but not yet for as long as the signal waits. */
    PENDING,
    /** The condition has held long enough, or cleared too recently to be trusted. */
    FIRING,
    /** Off on purpose (scaled to zero, paused, silenced by its owner); never alarming. */
    SUSPENDED,
    /** An input is missing, stale or forbidden; never healthy, never a reason to start firing. */
    UNKNOWN;

    /** The value of the {@code verdict} label. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
