package dev.strata.exporter.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.strata.exporter.cluster.ObjectFacts;
import dev.strata.exporter.cluster.ObjectKey;
import dev.strata.exporter.kube.ApiText.Page;
import dev.strata.exporter.kube.ApiTrouble.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one feed on one thread until it is closed: lists it page by page, then watches on from the list's version. A
 * watch that breaks goes on from the last version seen; the list is made again only when the server no longer knows that
 * version, or when the same text cannot be read again and again.
 */
final class Reflector implements Runnable {

    private static final Logger logger = LoggerFactory.getLogger(Reflector.class);

    /** Failures in a row on the same text after which it is read anew from a list. */
    private static final int HOPELESS = 3;

    private final Feed feed;
    private final ApiConnection api;
    private final FeedOutput output;
    private final FeedReport report;
    private final SourceHealth health;
    private final KubeTimings timings;
    private final InstantSource clock;
    private final Pauses pauses;
    private final CountDownLatch closed = new CountDownLatch(1);

    private @Nullable Listing listing;
    /** Set where a list was not answered to its end before its continuation expired: then it is asked for whole. */
    private boolean unpaged;

    private @Nullable String version;
    private int hopeless;

    private volatile @Nullable Call call;
    private volatile @Nullable Instant unansweredSince;

    /** A list that is not complete. */
    private static final class Listing {
        private String version = "";
        private String next = "";
        private final Set<ObjectKey> keys = new HashSet<>();
    }

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
        this.api = api;
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
        cancel();
    }

    /** Called once a second by the watchdog. */
    void tick(Instant now) {
        report.tick(now);
        Instant asked = unansweredSince;
        if (asked != null && now.isAfter(asked.plus(timings.answer()))) {
            cancel();
        }
    }

    private void cancel() {
        Call running = call;
        if (running != null) {
            running.cancel();
        }
    }

    /** Lists or watches once; says how long to wait before the next attempt. */
    private Duration attempt() {
        try {
            if (version == null) {
                list();
            } else {
                watch(version);
            }
            hopeless = 0;
            return Duration.ZERO;
        } catch (IOException e) {
            return closed.getCount() == 0 ? Duration.ZERO : failed(trouble(e));
        } catch (RuntimeException e) {
            logger.error("following {} failed by a defect; it goes on", feed.label(), e);
            return failed(new ApiTrouble(Reason.INTERNAL, "a defect: " + e, Duration.ZERO, e));
        } finally {
            unansweredSince = null;
        }
    }

    /** A call that was cancelled while nobody closes us was cancelled by the watchdog. */
    private ApiTrouble trouble(IOException e) {
        Call running = call;
        return running != null && running.isCanceled()
                ? ApiTrouble.unanswered(api.server(), e)
                : ApiTrouble.of(e, api.server());
    }

    private Duration failed(ApiTrouble trouble) {
        Instant now = clock.instant();
        if (trouble.reason() == Reason.EXPIRED) {
            unpaged = listing != null;
            forget();
        } else if (isHopeless(trouble) && ++hopeless >= HOPELESS) {
            hopeless = 0;
            forget();
        }
        report.failed(now, trouble);
        health.heard(now, trouble);
        return pauses.after(trouble, report.failures());
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

    private void list() throws IOException {
        Listing current = listing;
        if (current == null) {
            current = new Listing();
            listing = current;
        }
        do {
            Page page = page(current);
            current.version = current.version.isEmpty() ? page.version() : current.version;
            current.next = page.next();
            report.page();
            health.answered(clock.instant());
        } while (!current.next.isEmpty() && closed.getCount() > 0);
        if (closed.getCount() > 0) {
            output.retain(current.keys);
            version = current.version;
            listing = null;
            unpaged = false;
            report.listed(clock.instant());
        }
    }

    private Page page(Listing current) throws IOException {
        Map<String, String> parameters = selection();
        if (!unpaged) {
            parameters.put("limit", Integer.toString(timings.pageSize()));
        }
        if (!current.next.isEmpty()) {
            parameters.put("continue", current.next);
        }
        try (Response response = ask(parameters, timings.answer());
                JsonParser parser = parser(response)) {
            return ApiText.page(
                    parser, item -> output.upsert(item).map(ObjectFacts::key).ifPresent(current.keys::add));
        }
    }

    private void watch(String from) throws IOException {
        Map<String, String> parameters = selection();
        parameters.put("watch", "true");
        parameters.put("allowWatchBookmarks", "true");
        parameters.put("resourceVersion", from);
        parameters.put(
                "timeoutSeconds", Long.toString(Math.max(1, pauses.watch().toSeconds())));
        unansweredSince = clock.instant();
        try (Response response = ask(parameters, timings.idleAfter())) {
            unansweredSince = null;
            Instant opened = clock.instant();
            report.opened(opened);
            health.answered(opened);
            boolean any = follow(response);
            Instant now = clock.instant();
            if (!any && now.isBefore(opened.plus(timings.settled()))) {
                throw new ApiTrouble(Reason.ENDED, "the API server ends the watch at once");
            }
            report.progressed(now);
            report.reopened("ended");
        } catch (SocketTimeoutException e) {
            if (closed.getCount() > 0) {
                question();
            }
        }
    }

    /** Reads events until the server ends the stream; says whether there were any. */
    private boolean follow(Response response) throws IOException {
        boolean any = false;
        // Making the parser waits for the first bytes, which may take as long as nothing happens.
        try (JsonParser parser = parser(response)) {
            while (parser.nextToken() != null) {
                event(parser);
                any = true;
                hopeless = 0;
                Instant now = clock.instant();
                report.progressed(now);
                health.answered(now);
            }
        }
        return any;
    }

    /** The watch has been silent for long: one cheap request tells whether the server still lives. */
    private void question() throws IOException {
        Map<String, String> parameters = selection();
        parameters.put("limit", "1");
        ask(parameters, timings.answer()).close();
        health.answered(clock.instant());
        report.reopened("idle");
    }

    private void event(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            report.malformed();
            return;
        }
        String type = "";
        for (String name = ApiText.name(parser); name != null; name = ApiText.name(parser)) {
            parser.nextToken();
            if (name.equals("type")) {
                type = ApiText.text(parser);
            } else if (name.equals("object")) {
                object(type, parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void object(String type, JsonParser parser) throws IOException {
        switch (type) {
            case "ADDED", "MODIFIED" ->
                advance(output.upsert(parser).map(facts -> facts.meta().resourceVersion()));
            case "DELETED" ->
                advance(output.remove(parser).map(facts -> facts.meta().resourceVersion()));
            case "BOOKMARK" -> advance(Optional.of(ApiText.bookmark(parser)));
            case "ERROR" -> throw ApiText.error(parser);
            default -> {
                report.malformed();
                parser.skipChildren();
            }
        }
    }

    private void advance(Optional<String> seen) {
        seen.filter(v -> !v.isEmpty()).ifPresent(v -> version = v);
    }

    private Map<String, String> selection() {
        var parameters = new LinkedHashMap<String, String>();
        if (!feed.fieldSelector().isEmpty()) {
            parameters.put("fieldSelector", feed.fieldSelector());
        }
        return parameters;
    }

    private Response ask(Map<String, String> parameters, Duration silence) throws IOException {
        return api.get(feed.path(), parameters, silence, started -> {
            call = started;
            if (closed.getCount() == 0) {
                started.cancel();
            }
        });
    }

    private JsonParser parser(Response response) throws IOException {
        InputStream body = response.body().byteStream();
        return api.json().createParser(body);
    }
}
