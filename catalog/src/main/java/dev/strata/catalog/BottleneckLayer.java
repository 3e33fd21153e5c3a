package dev.strata.catalog;

import java.util.Locale;

/** The classes of causes for slowness. */
public enum BottleneckLayer {
    /** Load balancer, TLS, connection limits. */
    ENTRY,
    /** Thread and connection pools, garbage collection, cold start. */
    SERVICE,
    /** Placement of pods. */
    SCHEDULER,
    /** Processor, memory, network, conntrack of a machine. */
    NODE,
    /** HPA, metrics pipeline, API server. */
    CONTROL;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
