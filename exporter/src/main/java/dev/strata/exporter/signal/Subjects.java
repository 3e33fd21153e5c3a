package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ObjectKey;

/** Subjects that are no object of the API. */
final class Subjects {

    /** The cluster as a whole. */
    static final ObjectKey CLUSTER = ObjectKey.of("Cluster", "cluster");

    private Subjects() {}
}
