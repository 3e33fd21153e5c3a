package dev.strata.exporter.cluster;

import java.util.List;

/**
 * An Ingress.
 *
 * @param className empty where it names none
 * @param backends Services that it sends to, each once
 */
public record IngressFacts(KubeMeta meta, String className, List<Backend> backends) implements ObjectFacts {

    /** A Service with a port by name or number. */
    public record Backend(String service, String port) {}

    public IngressFacts {
        backends = List.copyOf(backends);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.INGRESSES;
    }
}
