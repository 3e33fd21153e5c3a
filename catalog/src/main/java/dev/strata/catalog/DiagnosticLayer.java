package dev.strata.catalog;

import java.util.Locale;

/** The five places to look, in the order in which a diagnosis presents its evidence. */
public enum DiagnosticLayer {
    /** Spec and status of the object itself. */
    OBJECT,
    /** What Kubernetes events tell. */
    EVENT,
    /** Processor, memory, disk, capacity. */
    RESOURCE,
    /** Network, DNS, called services. */
    LINK,
    /** Autoscaling, scheduling, metrics pipeline, API server. */
    CONTROL;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
