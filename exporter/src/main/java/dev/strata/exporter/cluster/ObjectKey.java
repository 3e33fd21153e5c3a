package dev.strata.exporter.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Names one object of the cluster. Ordered by namespace, kind, name.
 *
 * @param namespace empty for cluster-scoped objects
 */
public record ObjectKey(String kind, String namespace, String name) implements Comparable<ObjectKey> {

    /** A cluster-scoped object. */
    public static ObjectKey of(String kind, String name) {
        return new ObjectKey(kind, "", name);
    }

    @Override
    public int compareTo(ObjectKey other) {
        int order = namespace.compareTo(other.namespace);
        if (order == 0) {
            order = kind.compareTo(other.kind);
        }
        return order == 0 ? name.compareTo(other.name) : order;
    }

    /** Written out, as is the hash: the record's own are several times as slow, and there is no place that asks more often. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectKey that
                && name.equals(that.name)
                && namespace.equals(that.namespace)
                && kind.equals(that.kind);
    }

    @Override
    public int hashCode() {
        return (kind.hashCode() * 31 + namespace.hashCode()) * 31 + name.hashCode();
    }

    /** {@code kind namespace/name}, for people. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + " " + name : kind + " " + namespace + "/" + name;
    }
}
