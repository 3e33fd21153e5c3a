package dev.strata.testbed.fake;

import dev.strata.testbed.fake.generate.ClusterLife;
import dev.strata.testbed.fake.generate.Tier;
import dev.strata.testbed.fake.object.ApiKind;
import dev.strata.testbed.fake.object.ApiKinds;
import dev.strata.testbed.fake.object.FakeObject;
import dev.strata.testbed.fake.object.ObjectStore;
import dev.strata.testbed.fake.object.Snapshot;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A synthetic cluster: the same tier, seed and clock give the same objects, and the same steps the same life. Steps may
 * be taken by hand, or by a thread at a set rate; everything else is safe from any thread.
 */
public final class FakeCluster implements AutoCloseable {

    /** Changes that are kept for each kind: at 500 a second about as long as a real server remembers. */
    public static final int WINDOW = 30_000;

    private final ObjectStore store;
    private final ClusterLife life;
    private volatile double perSecond;
    private @Nullable Thread churn;

    /** A cluster with the usual window of changes. */
    public FakeCluster(Tier tier, long seed, InstantSource clock) {
        this(tier, seed, clock, WINDOW);
    }

    /**
     * Makes the cluster, which takes a second for tier L.
     *
     * @param window how many changes of each kind are kept; a watch from before them is answered by 410
     */
    public FakeCluster(Tier tier, long seed, InstantSource clock, int window) {
        this.store = new ObjectStore(window);
        this.life = new ClusterLife(tier, seed, clock, store);
    }

    /** Lets so many things happen now; returns how many objects were changed. */
    public int step(int times) {
        synchronized (life) {
            int changes = 0;
            for (int i = 0; i < times; i++) {
                changes += life.step();
            }
            return changes;
        }
    }

    /** Lets things happen from now on at so many changed objects a second; 0 stops them, and none is under way then. */
    public synchronized void churn(double changesPerSecond) {
        perSecond = changesPerSecond;
        if (changesPerSecond <= 0) {
            // Whoever stops the churn wants to compare: wait for a step that is just being made.
            step(0);
        } else if (churn == null) {
            Thread thread = new Thread(this::live, "fake-cluster-churn");
            thread.setDaemon(true);
            thread.start();
            churn = thread;
        }
    }

    /** How many objects of a resource ({@code pods}, {@code deployments.apps} or {@code deployments}) there are. */
    public int size(String resource) {
        return store.size(ApiKinds.of(resource));
    }

    /** How many changes of a resource there were, its objects' creation included. */
    public long changes(String resource) {
        return store.changes(ApiKinds.of(resource));
    }

    /**
     * Lets a pod of a StatefulSet crash again and again from now on, each time of another set.
     *
     * @return namespace and name of the set, empty when there is none left
     */
    public Optional<String> breakOne() {
        synchronized (life) {
            return life.breakOne();
        }
    }

    /** Lets a claim appear that has lost its volume, each time another one; returns its namespace and name. */
    public String loseClaim() {
        synchronized (life) {
            return life.loseClaim();
        }
    }

    /** What the server holds of a resource now, sorted by key. */
    public List<ExpectedObject> expected(String resource) {
        return store.snapshot(ApiKinds.of(resource)).objects().stream()
                .map(FakeCluster::expectation)
                .toList();
    }

    /** The JSON of one object as a GET shows it, if it exists; the namespace of a cluster-scoped one is empty. */
    public Optional<byte[]> json(String resource, String namespace, String name) {
        return store.get(ApiKinds.of(resource), namespace, name)
                .map(object -> object.body().json());
    }

    /** Writes an object again as it is: only its resource version changes. */
    public void touch(String resource, String namespace, String name) {
        ApiKind kind = ApiKinds.of(resource);
        store.get(kind, namespace, name).ifPresent(store::touch);
    }

    public void delete(String resource, String namespace, String name) {
        store.delete(ApiKinds.of(resource), namespace, name);
    }

    /** Forgets all changes of a resource up to now, as etcd does when it compacts. */
    public void forget(String resource) {
        store.forget(ApiKinds.of(resource));
    }

    @Override
    public synchronized void close() {
        churn(0);
        Thread running = churn;
        churn = null;
        if (running != null) {
            running.interrupt();
        }
    }

    ObjectStore store() {
        return store;
    }

    /** Touches one object of a kind, chosen by a number; none where there is none. */
    Optional<FakeObject> touchAny(ApiKind kind, long choice) {
        Snapshot snapshot = store.snapshot(kind);
        if (snapshot.objects().isEmpty()) {
            return Optional.empty();
        }
        FakeObject chosen = snapshot.objects().get(Math.toIntExact(Math.floorMod(choice, (long)
                snapshot.objects().size())));
        return store.touch(chosen);
    }

    private void live() {
        double owed = 0;
        long last = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(5_000_000);
            long now = System.nanoTime();
            // What could not be done in a tenth of a second is not made up for.
            owed = Math.min(owed + perSecond * (now - last) / 1e9, 1 + perSecond / 10);
            last = now;
            while (owed > 0 && perSecond > 0) {
                owed -= Math.max(1, stepUnlessStopped());
            }
        }
    }

    /** Whoever has stopped the churn and got the lock since must see nothing happen any more. */
    private int stepUnlessStopped() {
        synchronized (life) {
            return perSecond > 0 ? life.step() : 0;
        }
    }

    private static ExpectedObject expectation(FakeObject object) {
        SortedMap<String, String> fields = new TreeMap<>();
        for (String name : object.body().names()) {
            object.body().text(name).ifPresent(value -> fields.put(name, value));
        }
        return new ExpectedObject(
                object.namespace(), object.name(), object.uid(), Long.toString(object.resourceVersion()), fields);
    }
}
