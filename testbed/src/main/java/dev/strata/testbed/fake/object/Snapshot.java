package dev.strata.testbed.fake.object;

import java.util.Collections;
import java.util.List;

/**
 * All objects of a kind at one resource version.
 *
 * @param objects sorted by key; not copied, because a hundred thousand references would be copied for each list
 */
public record Snapshot(long resourceVersion, List<FakeObject> objects) {

    public Snapshot {
        objects = Collections.unmodifiableList(objects);
    }
}
