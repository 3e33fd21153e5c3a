package dev.strata.exporter.kube;

import com.fasterxml.jackson.core.JsonParser;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.kube.ApiText.Bookmark;
import dev.strata.exporter.kube.ApiText.Page;
import dev.strata.exporter.kube.ApiTrouble.Reason;
import dev.strata.exporter.kube.Approach.Way;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one feed on one thread until it is closed: gets the complete picture by a watch-list, or by pages where the
 * server does not serve that, and watches on from there. A watch that breaks goes on from the last version seen; the
 * picture is made anew only when the server no longer knows that version, or when the same text cannot be read again and
 * again.
 */
final class Reflector implements Runnable {

    private static final Logger logger = LoggerFactory.getLogger(Reflector.class);

    /** Failures in a row on the same text after which it is read anew from a list. */
    private static final int HOPELESS = 3;

    private final Feed feed;
    private final FeedRequests requests;
    private final FeedOutput output;
    private final FeedReport report;
    private final SourceHealth health;
    private final KubeTimings timings;
    private final InstantSource clock;
    private final Pauses pauses;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Approach approach = new Approach();

    /** A picture that is not complete; null while a version is known. */
    private @Nullable Listing listing;

    private boolean held;
    private volatile boolean distrusted;
    private @Nullable String version;
    private int hopeless;
    private int refusals;

    Reflector(
            Feed feed,
            ApiConnection api,
            FeedOutput output,
            FeedReport report,
            SourceHealth health,
            KubeTimings timings,
            InstantSource clock,
            RandomGenerator random) {
        this.feed = feed;
        this.requests = new FeedRequests(feed, api);
        this.output = output;
        this.report = report;
        this.health = health;
        this.timings = timings;
        this.clock = clock;
        this.pauses = new Pauses(timings, random);
    }

    Feed feed() {
        return feed;
    }

    FeedReport report() {
        return report;
    }

    @Override
    public void run() {
        while (closed.getCount() > 0) {
            Duration pause = attempt();
            try {
                if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Ends the thread's work soon; may be called from any thread. */
    void close() {
        closed.countDown();
        requests.close();
    }

    /** What is held is not what the server holds: gets the complete picture anew. May be called from any thread. */
    void distrust() {
        distrusted = true;
        requests.interrupt();
    }

    /** Called several times a second by the watchdog. */
    void tick(Instant now) {
        report.tick(now);
        requests.tick(now);
    }

    /** Lists or watches once; says how long to wait before the next attempt. */
    private Duration attempt() {
        if (distrusted) {
            distrusted = false;
            forget();
            report.reopened("inconsistent");
        }
        try {
            if (version == null) {
                fill();
            } else {
                watch(version, null);
            }
            hopeless = 0;
            refusals = 0;
            return Duration.ZERO;
        } catch (IOException e) {
            return closed.getCount() == 0 || distrusted ? Duration.ZERO : failed(requests.trouble(e));
        } catch (RuntimeException e) {
            logger.error("following {} failed by a defect; it goes on", feed.label(), e);
            return failed(new ApiTrouble(Reason.INTERNAL, "a defect: " + e, Duration.ZERO, e));
        } finally {
            requests.expectNothing();
        }
    }

    private Duration failed(ApiTrouble trouble) {
        Instant now = clock.instant();
        Listing current = listing;
        if (current != null) {
            approach.failed(current.way(), trouble, requests.wasAnswered());
            if (current.way() == Way.WATCH_LIST && isWithoutWatchList(trouble)) {
                return Duration.ZERO;
            }
        }
        if (trouble.reason() == Reason.NOT_FOUND && feed.optional()) {
            return absent(now, trouble);
        }
        if (trouble.reason() == Reason.EXPIRED) {
            forget();
        } else if (isHopeless(trouble) && ++hopeless >= HOPELESS) {
            hopeless = 0;
            forget();
        }
        report.failed(now, trouble);
        health.heard(now, trouble);
        refusals = trouble.isRefusal() ? refusals + 1 : 0;
        return pauses.after(trouble, refusals > 0 ? refusals : report.failures());
    }

    /** An API that can be taken away takes its objects with it; it may be brought again. */
    private Duration absent(Instant now, ApiTrouble trouble) {
        forget();
        output.retain(Set.of());
        held = false;
        report.absent(now, trouble);
        health.answered(now);
        return pauses.absent();
    }

    /** Whether the server refuses to begin with all objects, or takes too long to say that these were all. */
    private boolean isWithoutWatchList(ApiTrouble trouble) {
        if (trouble.reason() == Reason.REFUSED) {
            approach.refused();
        } else if (requests.wasAnswered() && (trouble.reason() == Reason.TIMEOUT || trouble.reason() == Reason.ENDED)) {
            approach.endless();
        } else {
            return false;
        }
        listing = null;
        report.reopened("no_watch_list");
        return true;
    }

    /** Troubles that going on from the same version may never end. */
    private static boolean isHopeless(ApiTrouble trouble) {
        return switch (trouble.reason()) {
            case DECODE, INTERNAL -> true;
            case SERVER_ERROR, REFUSED -> trouble.text().contains("resource version");
            default -> false;
        };
    }

    private void forget() {
        listing = null;
        version = null;
    }

    /** Gets the complete picture; pages that came before a trouble are not asked for again. */
    private void fill() throws IOException {
        Listing current = listing;
        Way way = approach.next(held);
        if (current == null || current.way() == Way.WATCH_LIST || current.way() != way) {
            current = new Listing(way, held);
            listing = current;
        }
        if (way == Way.WATCH_LIST) {
            watch(null, current);
        } else {
            list(current);
        }
    }

    private void list(Listing current) throws IOException {
        do {
            current.turn(page(current));
            report.page();
            health.answered(clock.instant());
        } while (!current.next().isEmpty() && closed.getCount() > 0);
        if (closed.getCount() > 0) {
            complete(current, current.version());
        }
    }

    private void complete(Listing current, String at) {
        current.complete(output);
        listing = null;
        held = true;
        version = at;
        approach.worked(current.way());
        report.listed(clock.instant());
    }

    private Page page(Listing current) throws IOException {
        Map<String, String> parameters = FeedRequests.list(current, timings.pageSize());
        try (Response response = requests.ask(parameters, timings.answer());
                JsonParser parser = requests.parser(response)) {
            return ApiText.page(
                    parser,
                    item -> output.upsert(item).ifPresent(facts -> {
                        held = true;
                        current.mention(facts);
                    }));
        }
    }

    /**
     * Watches until the server ends the stream or is silent for too long.
     *
     * @param from the version to go on from, null to begin with all objects
     * @param initial what is told of these, null where a version is known
     */
    private void watch(@Nullable String from, @Nullable Listing initial) throws IOException {
        requests.expectBy(clock.instant().plus(timings.answer()));
        Response response = requests.ask(FeedRequests.watch(from, pauses.watch()), timings.idleAfter());
        try (response) {
            requests.expectNothing();
            var following = new Following(initial, clock.instant());
            following.opened();
            following.toTheEnd(response);
            report.reopened("ended");
        } catch (SocketTimeoutException e) {
            if (closed.getCount() > 0) {
                question();
            }
        }
    }

    /** The watch has been silent for long: one cheap request tells whether the server still lives. */
    private void question() throws IOException {
        requests.ask(Map.of("limit", "1"), timings.answer()).close();
        health.answered(clock.instant());
        report.reopened("idle");
    }

    /** One open watch. */
    private final class Following implements WatchEvents.Handler {

        /** Objects between two looks at the clock while there are many at once. */
        private static final int TICK = 64;

        private final Instant begun;
        private @Nullable Listing initial;
        private boolean any;

        Following(@Nullable Listing initial, Instant begun) {
            this.initial = initial;
            this.begun = begun;
        }

        void opened() {
            health.answered(begun);
            if (initial == null) {
                report.opened(begun);
            } else {
                report.page();
                expectMore(initial, begun);
            }
        }

        void toTheEnd(Response response) throws IOException {
            var events = new WatchEvents(this);
            // Making the parser waits for the first bytes, which may take as long as nothing happens.
            try (JsonParser parser = requests.parser(response)) {
                while (parser.nextToken() != null) {
                    events.read(parser);
                    any = true;
                    hopeless = 0;
                    if (initial == null) {
                        Instant now = clock.instant();
                        report.progressed(now);
                        health.answered(now);
                    }
                }
            }
            Instant now = clock.instant();
            if (initial != null) {
                throw new ApiTrouble(Reason.ENDED, "the API server ends the watch before it told of all objects");
            }
            if (!any && now.isBefore(begun.plus(timings.settled()))) {
                throw new ApiTrouble(Reason.ENDED, "the API server ends the watch at once");
            }
            report.progressed(now);
        }

        @Override
        public void changed(boolean isAdded, JsonParser object) throws IOException {
            Optional<ObjectFacts> facts = output.upsert(object);
            held |= facts.isPresent();
            Listing telling = initial;
            if (telling == null) {
                advance(facts);
                return;
            }
            facts.ifPresent(telling::mention);
            if (isAdded && telling.mentioned() % TICK == 1) {
                expectMore(telling, clock.instant());
            }
        }

        @Override
        public void deleted(JsonParser object) throws IOException {
            Optional<ObjectFacts> facts = output.remove(object);
            if (initial == null) {
                advance(facts);
            } else {
                facts.ifPresent(initial::withdraw);
            }
        }

        @Override
        public void bookmark(Bookmark bookmark) {
            Listing telling = initial;
            if (telling == null) {
                version = bookmark.version().isEmpty() ? version : bookmark.version();
            } else if (bookmark.complete() && !bookmark.version().isEmpty()) {
                requests.expectNothing();
                initial = null;
                complete(telling, bookmark.version());
                report.opened(clock.instant());
            }
        }

        @Override
        public void malformed() {
            report.malformed();
        }

        /** Initial objects keep coming, and come to an end: what happens meanwhile must not be taken for them for ever. */
        private void expectMore(Listing telling, Instant now) {
            Instant next = now.plus(timings.answer());
            Instant end = begun.plus(timings.initialEvents()).plusMillis(telling.mentioned());
            requests.expectBy(next.isBefore(end) ? next : end);
        }

        private void advance(Optional<ObjectFacts> seen) {
            seen.map(facts -> facts.meta().resourceVersion())
                    .filter(v -> !v.isEmpty())
                    .ifPresent(v -> version = v);
        }
    }
}
