package dev.strata.exporter.cluster;

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

    /** {@code kind namespace/name}, for people. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + " " + name : kind + " " + namespace + "/" + name;
    }
}
