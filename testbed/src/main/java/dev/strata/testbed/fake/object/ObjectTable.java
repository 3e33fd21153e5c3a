package dev.strata.testbed.fake.object;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** The objects of one kind and their latest changes; guarded by the lock of the store. */
final class ObjectTable {

    static final int MOST_AT_ONCE = 1000;

    private final int window;
    private final Condition changed;
    private final Map<String, FakeObject> objects = new TreeMap<>();
    private final ArrayDeque<Change> history = new ArrayDeque<>();
    private @Nullable List<FakeObject> sorted;
    private long lastChange;
    private long changes;
    private long forgotten = ObjectStore.FIRST_VERSION;

    ObjectTable(int window, Condition changed) {
        this.window = window;
        this.changed = changed;
    }

    Condition changed() {
        return changed;
    }

    long lastChange() {
        return lastChange;
    }

    /** How often something changed since the beginning. */
    long changes() {
        return changes;
    }

    /** The newest version whose change is not known any more. */
    long forgotten() {
        return forgotten;
    }

    int size() {
        return objects.size();
    }

    Optional<FakeObject> get(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    void put(FakeObject object) {
        FakeObject previous = objects.put(object.key(), object);
        record(new Change(previous == null ? Change.Type.ADDED : Change.Type.MODIFIED, object, previous));
    }

    void remove(FakeObject last) {
        FakeObject previous = objects.remove(last.key());
        record(new Change(Change.Type.DELETED, last, previous));
    }

    /** Made once for all who ask between two changes. */
    List<FakeObject> sorted() {
        List<FakeObject> known = sorted;
        if (known == null) {
            known = new ArrayList<>(objects.values());
            sorted = known;
        }
        return known;
    }

    /** Changes after a version, oldest first, at most {@link #MOST_AT_ONCE}. */
    List<Change> after(long version) {
        int newer = 0;
        for (Iterator<Change> back = history.descendingIterator(); back.hasNext(); newer++) {
            if (back.next().resourceVersion() <= version) {
                break;
            }
        }
        List<Change> found = new ArrayList<>(newer);
        Iterator<Change> back = history.descendingIterator();
        for (int i = 0; i < newer; i++) {
            found.add(back.next());
        }
        List<Change> forward = new ArrayList<>(Math.min(newer, MOST_AT_ONCE));
        for (int i = newer - 1; i >= 0 && forward.size() < MOST_AT_ONCE; i--) {
            forward.add(found.get(i));
        }
        return forward;
    }

    void forget(long version) {
        history.clear();
        forgotten = version;
    }

    private void record(Change change) {
        sorted = null;
        lastChange = change.resourceVersion();
        changes++;
        history.addLast(change);
        while (history.size() > window) {
            forgotten = history.removeFirst().resourceVersion();
        }
        changed.signalAll();
    }
}
