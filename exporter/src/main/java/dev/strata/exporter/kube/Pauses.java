package dev.strata.exporter.kube;

import dev.strata.exporter.kube.ApiTrouble.Reason;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to stay away after a failure: a random share of a bound that doubles with each failure. */
final class Pauses {

    private static final int MOST_DOUBLINGS = 20;

    private final KubeTimings timings;
    private final RandomGenerator random;

    Pauses(KubeTimings timings, RandomGenerator random) {
        this.timings = timings;
        this.random = random;
    }

    /**
     * A refusal (403, 404) is asked about soon at first: a server that has just started refuses everybody until it has
     * read its own roles. Then it is taken at its word.
     *
     * @param failures since something last worked, this one included; of refusals only those in a row
     */
    Duration after(ApiTrouble trouble, int failures) {
        Duration bound = bound(failures);
        Duration random = between(Duration.ZERO, bound);
        if (trouble.reason() == Reason.EXPIRED && failures <= 1) {
            return Duration.ZERO;
        }
        if (trouble.isRefusal() && bound.compareTo(timings.longestPause()) >= 0) {
            return between(timings.refusedPause(), timings.refusedPause().plus(timings.firstPause()));
        }
        return trouble.retryAfter().isZero() ? random : trouble.retryAfter().plus(random);
    }

    /** Before an API that is not installed is looked for again. */
    Duration absent() {
        return between(
                timings.absentPause(), timings.absentPause().multipliedBy(3).dividedBy(2));
    }

    /** Before what is held is compared with a list again. */
    Duration check() {
        Duration half = timings.checkEvery().dividedBy(2);
        return between(half, half.multipliedBy(3));
    }

    /** How long the server shall keep the next watch open. */
    Duration watch() {
        return between(timings.shortestWatch(), timings.longestWatch());
    }

    private Duration bound(int failures) {
        int doublings = Math.max(0, Math.min(MOST_DOUBLINGS, failures - 1));
        Duration doubled = timings.firstPause().multipliedBy(1L << doublings);
        return doubled.compareTo(timings.longestPause()) > 0 ? timings.longestPause() : doubled;
    }

    private Duration between(Duration least, Duration most) {
        long span = most.minus(least).toMillis();
        return span <= 0 ? least : least.plusMillis(random.nextLong(span + 1));
    }
}
