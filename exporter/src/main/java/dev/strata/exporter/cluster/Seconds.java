package dev.strata.exporter.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as four bytes: what the API writes of objects, in whole seconds of the years 1970 to 2106. */
final class Seconds {

    /** For no time. */
    static final int NONE = 0;

    private static final long MOST = (1L << 32) - 2;

    private Seconds() {}

    /** Whether nothing of it is lost. */
    static boolean isExact(Instant time) {
        return time.getNano() == 0 && time.getEpochSecond() >= 0 && time.getEpochSecond() <= MOST;
    }

    /** Fractions are dropped, and what is out of range is taken for the nearest that is in it. */
    static int of(@Nullable Instant time) {
        return time == null ? NONE : (int) (Math.max(0, Math.min(MOST, time.getEpochSecond())) + 1);
    }

    static @Nullable Instant instant(int seconds) {
        return seconds == NONE ? null : Instant.ofEpochSecond(Integer.toUnsignedLong(seconds) - 1);
    }
}
