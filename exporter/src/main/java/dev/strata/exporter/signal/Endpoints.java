package dev.strata.exporter.signal;

import dev.strata.exporter.cluster.ClusterView;
import dev.strata.exporter.cluster.EndpointSliceFacts.Endpoint;
import dev.strata.exporter.cluster.ObjectKey;

/** Counts endpoints. */
final class Endpoints {

    private Endpoints() {}

    /** Distinct endpoints that take traffic: a pod with two address families has two slices and counts once. */
    static int ready(ClusterView cluster, ObjectKey service) {
        return (int) cluster.slicesOf(service).stream()
                .flatMap(slice -> slice.endpoints().stream()
                        .filter(endpoint -> endpoint.ready() && !endpoint.terminating())
                        .map(endpoint -> name(slice.key().name(), endpoint)))
                .distinct()
                .count();
    }

    private static String name(String slice, Endpoint endpoint) {
        return endpoint.pod().isEmpty() ? slice + "/" + endpoint.nodeName() : endpoint.pod();
    }
}
