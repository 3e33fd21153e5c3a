package dev.strata.testbed.fake;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the server behaves when nothing is wrong.
 *
 * @param port 0 for any free one
 * @param bookmarkEvery how often a quiet watch gets a bookmark
 * @param stall how long a stalled body stays open before it is reset
 * @param pageLife how long a continue token is good for
 * @param watchList whether {@code sendInitialEvents} is served
 * @param gzip whether larger lists are compressed for those who accept it
 * @param token the bearer token that is required, null for none
 */
public record FakePlan(
        int port,
        Duration bookmarkEvery,
        Duration stall,
        Duration pageLife,
        boolean watchList,
        boolean gzip,
        @Nullable String token) {

    /** As a real server does it, on any free port. */
    public static FakePlan usual() {
        return new FakePlan(
                0, Duration.ofSeconds(60), Duration.ofSeconds(300), Duration.ofMinutes(5), true, true, null);
    }

    public FakePlan withPort(int other) {
        return new FakePlan(other, bookmarkEvery, stall, pageLife, watchList, gzip, token);
    }

    public FakePlan withBookmarkEvery(Duration other) {
        return new FakePlan(port, other, stall, pageLife, watchList, gzip, token);
    }

    public FakePlan withStall(Duration other) {
        return new FakePlan(port, bookmarkEvery, other, pageLife, watchList, gzip, token);
    }

    public FakePlan withPageLife(Duration other) {
        return new FakePlan(port, bookmarkEvery, stall, other, watchList, gzip, token);
    }

    public FakePlan withWatchList(boolean other) {
        return new FakePlan(port, bookmarkEvery, stall, pageLife, other, gzip, token);
    }

    public FakePlan withGzip(boolean other) {
        return new FakePlan(port, bookmarkEvery, stall, pageLife, watchList, other, token);
    }

    public FakePlan withToken(@Nullable String other) {
        return new FakePlan(port, bookmarkEvery, stall, pageLife, watchList, gzip, other);
    }
}
