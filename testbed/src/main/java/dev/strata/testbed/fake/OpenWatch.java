package dev.strata.testbed.fake;

import dev.strata.testbed.fake.Fault.Stage;
import dev.strata.testbed.fake.object.Change;
import dev.strata.testbed.fake.object.FakeObject;
import dev.strata.testbed.fake.object.ObjectStore;
import dev.strata.testbed.fake.object.Snapshot;
import dev.strata.testbed.fake.template.Bound;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One watch while it is open. */
final class OpenWatch {

    private static final long TICK_MILLIS = 100;
    private static final long LOOK_FOR_CLIENT = Duration.ofSeconds(1).toNanos();
    private static final long USUAL_SECONDS = 1800;

    private final Call call;
    private final OutputStream out;
    private final FakeCluster cluster;
    private final ObjectStore store;
    private final Faults faults;
    private final FakePlan plan;
    private boolean bookmarks;
    private long version;
    private long nextBookmark;
    private long nextLook;
    /** The fault that waits for the object that was touched for it. */
    private @Nullable Fault spoiling;

    private String spoiltKey = "";

    OpenWatch(Call call, OutputStream out, FakeCluster cluster, Faults faults, FakePlan plan) {
        this.call = call;
        this.out = out;
        this.cluster = cluster;
        this.store = cluster.store();
        this.faults = faults;
        this.plan = plan;
        this.bookmarks = call.isTrue("allowWatchBookmarks");
    }

    void run() throws IOException, InterruptedException {
        long now = System.nanoTime();
        long end = now + Duration.ofSeconds(seconds()).toNanos();
        nextBookmark = now + plan.bookmarkEvery().toNanos();
        nextLook = now + LOOK_FOR_CLIENT;
        start();
        while (System.nanoTime() < end) {
            if (faults.pending() && call.exchange().clientGone()) {
                return;
            }
            Fault fault = spoiling == null ? faults.take(call.kind(), Stage.WATCH, this::canStrike) : null;
            if (fault != null && strike(fault)) {
                return;
            }
            if (!deliver() || clientGone()) {
                return;
            }
        }
        if (bookmarks) {
            call.codec().bookmark(out, call.kind(), version, false);
        }
    }

    private void start() throws IOException {
        String asked = call.param("resourceVersion");
        boolean fromNow = asked.isEmpty() || asked.equals("0");
        if (!call.wantsInitialEvents() && !fromNow) {
            version = Long.parseLong(asked);
            out.flush();
            return;
        }
        if (!call.wantsInitialEvents() && call.request().hasParam("sendInitialEvents")) {
            version = store.version();
            out.flush();
            return;
        }
        Snapshot snapshot = store.snapshot(call.kind());
        for (FakeObject object : snapshot.objects()) {
            if (call.accepts(object)) {
                call.codec().event(out, "ADDED", call.kind(), object.body());
            }
        }
        version = snapshot.resourceVersion();
        if (call.wantsInitialEvents() && bookmarks) {
            if (faults.take(call.kind(), Stage.WATCH_LIST, any -> true) == null) {
                call.codec().bookmark(out, call.kind(), version, true);
            } else {
                bookmarks = false;
            }
        }
        out.flush();
    }

    /** Waits a tick for changes and writes them; false when the watch has to end. */
    private boolean deliver() throws IOException, InterruptedException {
        ObjectStore.Progress progress = store.await(call.kind(), version, TICK_MILLIS);
        if (progress.gone()) {
            call.codec().error(out, Answer.expired("too old resource version: " + version));
            return false;
        }
        for (Change change : progress.changes()) {
            write(change);
        }
        version = Math.max(version, progress.upTo());
        if (bookmarks && System.nanoTime() >= nextBookmark) {
            nextBookmark = System.nanoTime() + plan.bookmarkEvery().toNanos();
            call.codec().bookmark(out, call.kind(), version, false);
        }
        out.flush();
        return true;
    }

    /** An object that begins to match is ADDED for this client, one that ceases to is DELETED. */
    private void write(Change change) throws IOException {
        FakeObject object = change.object();
        FakeObject previous = change.previous();
        boolean matched = previous != null && call.accepts(previous);
        boolean matches = change.type() != Change.Type.DELETED && call.accepts(object);
        if (!matched && !matches) {
            return;
        }
        Change.Type type = !matches ? Change.Type.DELETED : matched ? Change.Type.MODIFIED : Change.Type.ADDED;
        Bound body = object.body();
        Fault fault = spoiling;
        boolean spoilt = fault != null && object.key().equals(spoiltKey);
        if (fault != null && spoilt) {
            body = Spoiler.spoil(fault, body);
            spoiling = null;
        }
        call.codec().event(out, type.name(), call.kind(), body);
        if (spoilt) {
            store.touch(object);
        }
    }

    private boolean canStrike(Fault fault) {
        return fault == Fault.NO_BOOKMARKS ? bookmarks : fault == Fault.GONE_EVENT || store.size(call.kind()) > 0;
    }

    /** Lets a fault happen; true when the watch is over. */
    private boolean strike(Fault fault) throws IOException {
        if (fault.spoilsObject()) {
            cluster.touchAny(call.kind(), faults.below(Integer.MAX_VALUE)).ifPresent(touched -> {
                spoiling = fault;
                spoiltKey = touched.key();
            });
            return false;
        }
        if (fault == Fault.NO_BOOKMARKS) {
            bookmarks = false;
            return false;
        }
        if (fault == Fault.GONE_EVENT) {
            call.codec().error(out, Answer.expired("The resourceVersion for the provided watch is too old."));
            return true;
        }
        half();
        Cuts.end(call.exchange(), fault, plan.stall());
        return true;
    }

    /** The first half of a bookmark or of an event that says nothing new. */
    private void half() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Snapshot snapshot = store.snapshot(call.kind());
        if (snapshot.objects().isEmpty()) {
            call.codec().bookmark(whole, call.kind(), version, false);
        } else {
            call.codec()
                    .event(
                            whole,
                            "MODIFIED",
                            call.kind(),
                            snapshot.objects().get(0).body());
        }
        out.write(whole.toByteArray(), 0, whole.size() / 2);
        out.flush();
    }

    private boolean clientGone() throws IOException {
        if (System.nanoTime() < nextLook) {
            return false;
        }
        nextLook = System.nanoTime() + LOOK_FOR_CLIENT;
        return call.exchange().clientGone();
    }

    private long seconds() {
        try {
            long asked = Long.parseLong(call.param("timeoutSeconds"));
            return asked > 0 ? asked : USUAL_SECONDS;
        } catch (NumberFormatException absent) {
            return USUAL_SECONDS;
        }
    }
}
