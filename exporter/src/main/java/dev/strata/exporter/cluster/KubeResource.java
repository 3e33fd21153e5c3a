package dev.strata.exporter.cluster;

import java.util.Locale;

/** The API resources that facts are made of. A signal names those it needs; without them it is unknown. */
public enum KubeResource {
    NAMESPACES,
    NODES,
    PODS,
    DEPLOYMENTS,
    REPLICASETS,
    STATEFULSETS,
    DAEMONSETS,
    HORIZONTALPODAUTOSCALERS,
    SERVICES,
    ENDPOINTSLICES,
    PODDISRUPTIONBUDGETS,
    EVENTS;

    /** The plural of the API, the value of the {@code resource} label. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
