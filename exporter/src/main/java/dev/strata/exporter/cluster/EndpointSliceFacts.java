package dev.strata.exporter.cluster;

import java.util.HashMap;
import java.util.List;

/** A slice of a Service's endpoints; {@code service} is empty where no label names one. */
public record EndpointSliceFacts(KubeMeta meta, String service, List<Endpoint> endpoints) implements ObjectFacts {

    /**
     * One endpoint.
     *
     * @param pod name of the pod behind it, empty where none is named
     * @param ready null in the API counts as ready
     */
    public record Endpoint(String pod, String nodeName, boolean ready, boolean terminating) {}

    public EndpointSliceFacts {
        endpoints = List.copyOf(endpoints);
    }

    /** Whether one of its endpoints takes traffic. */
    public boolean hasReady() {
        for (Endpoint endpoint : endpoints) {
            if (endpoint.ready() && !endpoint.terminating()) {
                return true;
            }
        }
        return false;
    }

    /** The same, of the parts of an older state where these are equal. */
    EndpointSliceFacts sharing(EndpointSliceFacts older) {
        var known = new HashMap<Endpoint, Endpoint>();
        older.endpoints.forEach(endpoint -> known.put(endpoint, endpoint));
        return new EndpointSliceFacts(
                meta.sharing(older.meta),
                service.equals(older.service) ? older.service : service,
                endpoints.stream()
                        .map(endpoint -> known.getOrDefault(endpoint, endpoint))
                        .toList());
    }

    @Override
    public KubeResource resource() {
        return KubeResource.ENDPOINTSLICES;
    }
}
