package dev.strata.exporter.cluster;

import java.util.Comparator;

/**
 * Names one object of the cluster. Ordered by namespace, kind, name.
 *
 * @param namespace empty for cluster-scoped objects
 */
public record ObjectKey(String kind, String namespace, String name) implements Comparable<ObjectKey> {

    private static final Comparator<ObjectKey> ORDER = Comparator.comparing(ObjectKey::namespace)
            .thenComparing(ObjectKey::kind)
            .thenComparing(ObjectKey::name);

    /** A cluster-scoped object. */
    public static ObjectKey of(String kind, String name) {
        return new ObjectKey(kind, "", name);
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }

    /** {@code kind namespace/name}, for people. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + " " + name : kind + " " + namespace + "/" + name;
    }
}
