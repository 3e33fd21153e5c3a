package dev.strata.exporter.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A Gateway.
 *
 * @param className its GatewayClass
 */
public record GatewayFacts(KubeMeta meta, String className, List<Listener> listeners, List<KubeCondition> conditions)
        implements ObjectFacts {

    /** What its status says of a listener. */
    public record Listener(String name, int attachedRoutes, List<KubeCondition> conditions) {

        public Listener {
            conditions = List.copyOf(conditions);
        }
    }

    public GatewayFacts {
        listeners = List.copyOf(listeners);
        conditions = List.copyOf(conditions);
    }

    @Override
    public KubeResource resource() {
        return KubeResource.GATEWAYS;
    }

    public Optional<KubeCondition> condition(String type) {
        return KubeCondition.find(conditions, type);
    }
}
