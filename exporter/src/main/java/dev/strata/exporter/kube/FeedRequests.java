package dev.strata.exporter.kube;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one feed, one at a time. Each may be given a time by which something must have happened; the watchdog
 * cancels it when it has not.
 */
final class FeedRequests {

    private final Feed feed;
    private final ApiConnection api;
    private final AtomicBoolean closed = new AtomicBoolean();

    private volatile @Nullable Call call;
    private volatile @Nullable Instant expectedBy;
    private boolean answered;

    FeedRequests(Feed feed, ApiConnection api) {
        this.feed = feed;
        this.api = api;
    }

    /**
     * Asks for the feed's objects; the answer is a success, and the caller closes it.
     *
     * @param more parameters beside those that select the feed
     * @param silence how long the answer's body may go without another byte
     */
    Response ask(Map<String, String> more, Duration silence) throws IOException {
        answered = false;
        var parameters = new LinkedHashMap<String, String>();
        if (!feed.fieldSelector().isEmpty()) {
            parameters.put("fieldSelector", feed.fieldSelector());
        }
        parameters.putAll(more);
        Consumer<Call> begins = started -> {
            call = started;
            if (closed.get()) {
                started.cancel();
            }
        };
        Response response = feed.metadataOnly()
                ? api.metadata(feed.path(), parameters, silence, begins)
                : api.get(feed.path(), parameters, silence, begins);
        answered = true;
        return response;
    }

    /** What a list asks for, from its beginning or from its next page. */
    static Map<String, String> list(Listing listing, int pageSize) {
        var parameters = new LinkedHashMap<String, String>();
        switch (listing.way()) {
            case PAGES -> parameters.put("limit", Integer.toString(pageSize));
            case CACHED -> parameters.put("resourceVersion", "0");
            case WHOLE, WATCH_LIST -> {}
        }
        if (!listing.next().isEmpty()) {
            parameters.put("continue", listing.next());
        }
        return parameters;
    }

    /**
     * What a watch asks for.
     *
     * @param from the version to go on from, null to begin with all objects
     * @param longest after which the server ends it
     */
    static Map<String, String> watch(@Nullable String from, Duration longest) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("watch", "true");
        parameters.put("allowWatchBookmarks", "true");
        if (from == null) {
            parameters.put("sendInitialEvents", "true");
            parameters.put("resourceVersionMatch", "NotOlderThan");
        } else {
            parameters.put("resourceVersion", from);
        }
        parameters.put("timeoutSeconds", Long.toString(Math.max(1, longest.toSeconds())));
        return parameters;
    }

    JsonParser parser(Response response) throws IOException {
        return api.json().createParser(response.body().byteStream());
    }

    /** Whether the last request was answered by a success, whatever became of the body. */
    boolean wasAnswered() {
        return answered;
    }

    /** From now on the request is cancelled unless told otherwise before then. */
    void expectBy(Instant limit) {
        expectedBy = limit;
    }

    /** It may take as long as it takes. */
    void expectNothing() {
        expectedBy = null;
    }

    /** Called by the watchdog. */
    void tick(Instant now) {
        Instant limit = expectedBy;
        if (limit != null && now.isAfter(limit)) {
            cancel();
        }
    }

    /** Cancels the running request and all later ones; may be called from any thread. */
    void close() {
        closed.set(true);
        cancel();
    }

    /** Cancels the running request only; may be called from any thread. */
    void interrupt() {
        cancel();
    }

    private void cancel() {
        Call running = call;
        if (running != null) {
            running.cancel();
        }
    }

    /** A call that was cancelled while nobody closes us was cancelled by the watchdog. */
    ApiTrouble trouble(IOException e) {
        Call running = call;
        return running != null && running.isCanceled() && !(e instanceof ApiTrouble)
                ? ApiTrouble.unanswered(api.server(), e)
                : ApiTrouble.of(e, api.server());
    }
}
