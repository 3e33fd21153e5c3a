package dev.strata.exporter.prometheus;

import java.time.Duration;
import java.time.Instant;

/** So many queries a minute, spent at once or evenly. For one thread. */
final class QueryBudget {

    private final int perMinute;
    private double left;
    private Instant counted;

    QueryBudget(int perMinute, Instant now) {
        this.perMinute = perMinute;
        this.left = perMinute;
        this.counted = now;
    }

    /** Takes one query; zero if it may be sent at once, else how long to wait and ask again. */
    Duration take(Instant now) {
        if (now.isAfter(counted)) {
            double earned = Duration.between(counted, now).toMillis() * perMinute / 60_000.0;
            left = Math.min(perMinute, left + earned);
            counted = now;
        }
        if (left >= 1) {
            left--;
            return Duration.ZERO;
        }
        return Duration.ofMillis((long) Math.ceil((1 - left) * 60_000.0 / perMinute));
    }
}
