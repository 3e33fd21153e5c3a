package dev.strata.exporter.kube;

import dev.strata.exporter.cluster.Freshness;
import dev.strata.exporter.cluster.Freshness.State;
import dev.strata.exporter.cluster.WatchStatus;
import dev.strata.exporter.kube.ApiTrouble.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a feed knows of itself. Its thread tells what happens, the watchdog that time passes; it publishes every change
 * of the freshness, and progress at most once a second.
 */
final class FeedReport {

    private static final Duration PUBLISHED_EVERY = Duration.ofSeconds(1);

    private final KubeTimings timings;
    private final Consumer<Freshness> publish;
    private final Map<String, Long> restarts = new TreeMap<>();
    private State state = State.SYNCING;
    private Instant since;
    private String problem = "";
    private boolean complete;
    private @Nullable Instant lastProgress;
    private @Nullable Instant failingSince;
    private @Nullable Instant openSince;
    private Instant published = Instant.MIN;
    private int failures;
    private long malformed;

    FeedReport(KubeTimings timings, Instant now, Consumer<Freshness> publish) {
        this.timings = timings;
        this.since = now;
        this.publish = publish;
        publish(now);
    }

    /** A page of a list came. */
    synchronized void page() {
        failingSince = null;
        failures = 0;
    }

    /** A list is complete. */
    synchronized void listed(Instant now) {
        complete = true;
        progressed(now);
    }

    /** The server accepted a watch. */
    synchronized void opened(Instant now) {
        openSince = now;
    }

    /** An event or a bookmark came, or a list is complete, or a watch came to its proper end. */
    synchronized void progressed(Instant now) {
        lastProgress = now;
        recovered(now);
        if (!now.isBefore(published.equals(Instant.MIN) ? now : published.plus(PUBLISHED_EVERY))) {
            publish(now);
        }
    }

    /** A request failed or a stream broke off; what was held stays. */
    synchronized void failed(Instant now, ApiTrouble trouble) {
        openSince = null;
        failures++;
        restarts.merge(trouble.reason().slug(), 1L, Long::sum);
        if (trouble.reason() == Reason.EXPIRED) {
            return;
        }
        failingSince = failingSince == null ? now : failingSince;
        problem = trouble.text();
        switch (trouble.reason()) {
            case FORBIDDEN -> become(State.FORBIDDEN, now);
            case NOT_FOUND -> become(State.ABSENT, now);
            default -> tick(now);
        }
        if (state != State.FRESH) {
            publish(now);
        }
    }

    /** The API is not installed, or not any more: no trouble, and counted once. */
    synchronized void absent(Instant now, ApiTrouble trouble) {
        openSince = null;
        failingSince = null;
        problem = trouble.text();
        complete = false;
        if (state == State.FRESH || state == State.STALE) {
            restarts.merge(trouble.reason().slug(), 1L, Long::sum);
        }
        become(State.ABSENT, now);
    }

    /** The watch was opened again for a reason that is no failure. */
    synchronized void reopened(String reason) {
        openSince = null;
        restarts.merge(reason, 1L, Long::sum);
    }

    /** Time passed. */
    synchronized void tick(Instant now) {
        if (openSince != null && !now.isBefore(openSince.plus(timings.settled()))) {
            recovered(now);
        }
        if (state == State.FRESH && failingSince != null && !now.isBefore(failingSince.plus(timings.staleAfter()))) {
            become(State.STALE, now);
        }
    }

    synchronized void malformed() {
        malformed++;
    }

    /** Whether objects are on their way for the first time. */
    synchronized boolean isFilling() {
        return state == State.SYNCING;
    }

    /** Failures since something last worked. */
    synchronized int failures() {
        return failures;
    }

    synchronized long malformedObjects() {
        return malformed;
    }

    synchronized Map<String, Long> restarts() {
        return new TreeMap<>(restarts);
    }

    private void recovered(Instant now) {
        failingSince = null;
        failures = 0;
        if (complete && state != State.FRESH) {
            problem = "";
            become(State.FRESH, now);
        }
    }

    private void become(State next, Instant now) {
        if (state != next) {
            state = next;
            since = now;
            publish(now);
        }
    }

    private void publish(Instant now) {
        published = now;
        String detail = switch (state) {
            case FRESH -> "";
            case SYNCING -> problem.isEmpty() ? WatchStatus.FIRST_PICTURE : problem;
            case STALE, FORBIDDEN, ABSENT -> problem;
        };
        publish.accept(new Freshness(state, since, lastProgress, detail));
    }
}
