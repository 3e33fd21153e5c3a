package dev.strata.testbed.fake.object;

import dev.strata.testbed.fake.template.Bound;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** All objects. The one thing here that changes; safe for any number of threads. */
public final class ObjectStore {

    /** Where a real cluster that has lived for a while may be. */
    static final long FIRST_VERSION = 1_000_000;

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<String, ObjectTable> tables = new TreeMap<>();
    private long version = FIRST_VERSION;

    /**
     * Makes an empty store.
     *
     * @param window changes that are kept for each kind; an older version than the oldest of them is gone
     */
    public ObjectStore(int window) {
        ApiKinds.all().forEach(kind -> tables.put(kind.resource(), new ObjectTable(window, lock.newCondition())));
    }

    /** Creates or replaces; the body's value {@code rv} is set here. */
    public FakeObject put(ApiKind kind, String namespace, String name, Bound body) {
        lock.lock();
        try {
            version++;
            FakeObject object = new FakeObject(kind, namespace, name, version, body.with("rv", Long.toString(version)));
            table(kind).put(object);
            return object;
        } finally {
            lock.unlock();
        }
    }

    /** Writes the object that is held under the key of another again, if there is one: only its version changes. */
    public Optional<FakeObject> touch(FakeObject other) {
        lock.lock();
        try {
            return table(other.kind())
                    .get(other.key())
                    .map(held -> put(held.kind(), held.namespace(), held.name(), held.body()));
        } finally {
            lock.unlock();
        }
    }

    /** Deletes if it is there. */
    public Optional<FakeObject> delete(ApiKind kind, String namespace, String name) {
        lock.lock();
        try {
            Optional<FakeObject> found = table(kind).get(FakeObject.key(namespace, name));
            found.ifPresent(object -> {
                version++;
                Bound last = object.body().with("rv", Long.toString(version));
                table(kind).remove(new FakeObject(kind, namespace, name, version, last));
            });
            return found;
        } finally {
            lock.unlock();
        }
    }

    public Optional<FakeObject> get(ApiKind kind, String namespace, String name) {
        lock.lock();
        try {
            return table(kind).get(FakeObject.key(namespace, name));
        } finally {
            lock.unlock();
        }
    }

    /** The newest version of all kinds. */
    public long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }

    /** What is held now. */
    public Snapshot snapshot(ApiKind kind) {
        lock.lock();
        try {
            return new Snapshot(version, table(kind).sorted());
        } finally {
            lock.unlock();
        }
    }

    public int size(ApiKind kind) {
        lock.lock();
        try {
            return table(kind).size();
        } finally {
            lock.unlock();
        }
    }

    /** How many changes of a kind there were since the store is. */
    public long changes(ApiKind kind) {
        lock.lock();
        try {
            return table(kind).changes();
        } finally {
            lock.unlock();
        }
    }

    /** The version of the last change of a kind. */
    public long lastChange(ApiKind kind) {
        lock.lock();
        try {
            return table(kind).lastChange();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Changes and the version up to which they are complete.
     *
     * @param gone whether changes after the asked version have been forgotten, in which case the list is empty
     */
    public record Progress(boolean gone, List<Change> changes, long upTo) {
        public Progress {
            changes = List.copyOf(changes);
        }
    }

    /** Waits for changes of a kind after a version, at most so long; without any, says how far nothing happened. */
    public Progress await(ApiKind kind, long after, long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            ObjectTable table = table(kind);
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (table.lastChange() <= after && left > 0) {
                left = table.changed().awaitNanos(left);
            }
            if (table.forgotten() > after) {
                return new Progress(true, List.of(), version);
            }
            List<Change> changes = table.after(after);
            long upTo = changes.size() == ObjectTable.MOST_AT_ONCE
                    ? changes.get(changes.size() - 1).resourceVersion()
                    : version;
            return new Progress(false, changes, upTo);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the past of a kind: whoever resumes from before now is told that the version is gone. */
    public void forget(ApiKind kind) {
        lock.lock();
        try {
            version++;
            table(kind).forget(version);
        } finally {
            lock.unlock();
        }
    }

    private ObjectTable table(ApiKind kind) {
        ObjectTable table = tables.get(kind.resource());
        if (table == null) {
            throw new IllegalArgumentException("no resource " + kind.resource());
        }
        return table;
    }
}
