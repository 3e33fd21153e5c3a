package dev.strata.testbed.fake;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the server holds of one object, to be compared with what a client holds.
 *
 * @param namespace empty for a cluster-scoped kind
 * @param fields the values that set the object apart, by the names of its template: of a pod among others {@code phase},
 *     {@code node}, {@code owner}; of a workload {@code replicas}, {@code ready}; of a node {@code ready}
 */
public record ExpectedObject(
        String namespace, String name, String uid, String resourceVersion, SortedMap<String, String> fields) {

    public ExpectedObject {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /** {@code namespace/name}, or the name alone. */
    public String key() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
