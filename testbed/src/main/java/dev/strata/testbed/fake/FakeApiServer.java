package dev.strata.testbed.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strata.testbed.fake.Fault.Stage;
import dev.strata.testbed.fake.http.HttpListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Serves a {@link FakeCluster} on loopback over plain HTTP: discovery, lists with pages, GET, watches and watch-lists, as
 * JSON, as metadata only, and pods, ReplicaSets and EndpointSlices as protobuf too. It is read-only and knows field
 * selectors but no label selectors.
 */
public final class FakeApiServer implements AutoCloseable {

    /** What happens while the server is down. */
    public interface Meanwhile {
        void pass() throws InterruptedException;
    }

    private final FakeCluster cluster;
    private final Faults faults = new Faults();
    private final Discovery discovery = new Discovery();
    private final Pages pages;
    private final Router router;
    private final HttpListener listener;
    private volatile boolean closed;

    /** Starts to serve; the cluster stays the caller's. */
    public FakeApiServer(FakeCluster cluster, FakePlan plan) {
        this.cluster = cluster;
        this.pages = new Pages(plan.pageLife().toNanos());
        ListCalls lists = new ListCalls(cluster.store(), faults, plan, pages);
        WatchCalls watches = new WatchCalls(cluster, faults, plan);
        this.router = new Router(lists, watches, discovery, faults, plan.token());
        try {
            this.listener = new HttpListener(plan.port(), router);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeCluster cluster() {
        return cluster;
    }

    public Faults faults() {
        return faults;
    }

    public int port() {
        return listener.port();
    }

    /** {@code http://127.0.0.1:PORT}. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Client connections that are open now. */
    public int connections() {
        return listener.connections();
    }

    /**
     * How many requests there were, by verb and resource: {@code list pods}, {@code watch nodes}, {@code watchlist
     * deployments.apps}, {@code get leases.coordination.k8s.io}. Those that a fault answered count.
     */
    public SortedMap<String, Long> requests() {
        return router.requests();
    }

    /** Takes an API away: 404, and discovery does not know it. Watches that are open go on. */
    public void withdraw(String resource) {
        discovery.withdraw(resource);
    }

    /** Brings an API back. */
    public void offer(String resource) {
        discovery.offer(resource);
    }

    /** Lets all continue tokens expire. */
    public void expirePages() {
        pages.expire();
    }

    /** From now on requests need this bearer token; null for none. Open watches go on. */
    public void requireToken(@Nullable String token) {
        router.requireToken(token);
    }

    /** Requires another token and then puts it where the client will find it, so that some requests come too early. */
    public void rotateToken(Path file, String token) {
        faults.count(Fault.TOKEN_ROTATED);
        router.requireToken(token);
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, token, UTF_8);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Is down for so long: refuses connections and resets those that are open; returns when it is up again. */
    public void goDown(Duration pause) throws InterruptedException {
        goDown(() -> Thread.sleep(pause.toMillis()));
    }

    /** As {@link #goDown(Duration)}, until something was done. */
    public void goDown(Meanwhile meanwhile) throws InterruptedException {
        faults.count(Fault.SERVER_DOWN);
        try {
            listener.down();
            try {
                meanwhile.pass();
            } finally {
                if (!closed) {
                    listener.up();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a fault is for {@link Faults#inject}, and not one of the whole server. */
    public static boolean isForRequests(Fault fault) {
        return !fault.strikes(Stage.SERVER);
    }

    @Override
    public void close() {
        closed = true;
        listener.close();
    }
}
