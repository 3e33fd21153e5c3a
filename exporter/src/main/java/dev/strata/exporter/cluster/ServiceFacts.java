package dev.strata.exporter.cluster;

import java.util.List;

/**
 * A Service. An empty selector selects nothing: its endpoints are somebody else's.
 *
 * @param published whether a load balancer has given it an address
 */
public record ServiceFacts(KubeMeta meta, String type, KubeSelector selector, List<Port> ports, boolean published)
        implements ObjectFacts {

    /** A port; {@code targetPort} is a number or a container port's name. */
    public record Port(String name, int port, String targetPort) {}

    public ServiceFacts {
        ports = List.copyOf(ports);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.SERVICES;
    }
}
