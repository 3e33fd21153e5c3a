package dev.strata.testbed.fake.object;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param object after the change; of a deletion the last state, at the version of the deletion
 * @param previous before the change, null for a creation
 */
public record Change(Type type, FakeObject object, @Nullable FakeObject previous) {

    /** The words of a watch. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }

    public long resourceVersion() {
        return object.resourceVersion();
    }
}
