package dev.strata.exporter.cluster;

import java.util.List;

/**
 * An HTTPRoute or a GRPCRoute.
 *
 * @param gateways that it asks to be attached to
 * @param parents what they say of it
 * @param backends Services that it leads to, without repetition
 */
public record RouteFacts(
        KubeMeta meta, KubeResource resource, List<ObjectKey> gateways, List<Parent> parents, List<Backend> backends)
        implements ObjectFacts {

    /** A Gateway's word about the route. */
    public record Parent(ObjectKey gateway, List<KubeCondition> conditions) {

        public Parent {
            conditions = List.copyOf(conditions);
        }
    }

    /** A Service; {@code port} is 0 where none is named. */
    public record Backend(ObjectKey service, int port) {}

    public RouteFacts {
        gateways = List.copyOf(gateways);
        parents = List.copyOf(parents);
        backends = List.copyOf(backends);
    }
}
