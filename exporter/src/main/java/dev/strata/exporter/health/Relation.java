package dev.strata.exporter.health;

/** How the objects of a cause and of an effect must be connected for the one to lead to the other. */
enum Relation {
    /** The effect's failing pods are among the cause's pods. The more of them, the surer. */
    FAILING_PODS,
    /** Pods that serve the effect's workloads run on the cause's node. The more of them, the surer. */
    BACKING_PODS,
    /** Pods of a Service that the effect's Service calls run on the cause's node. The more of them, the surer. */
    CALLED_PODS,
    /** The scheduler names lost nodes among its reasons. */
    LOST_CAPACITY,
    /** Both are about the same object; the cause says it more plainly. Which began first does not matter. */
    SAME_SUBJECT,
    /** The cause's subject is the effect's, stands behind it or is served by it. */
    TOUCHES,
    /** As {@link #TOUCHES}, and the larger the share of replicas that the cause takes away, the surer. */
    SHORTAGE,
    /** As {@link #TOUCHES}; a small share of the replicas makes it less sure, none does not rule it out. */
    IMPAIRS,
    /** A volume of the effect's workload is still attached to the cause's node. */
    STRANDED,
    /** The cause's whole cluster works for the effect; nothing more is asked. */
    ANYWHERE,
    /** The effect's Service or workload calls the cause's subject. */
    CALLS,
    /** As {@link #CALLS}, and an autoscaler has answered with more replicas since. */
    SCALED_UP,
    /** The effect is about an SLO of a higher layer on the same Service or workload. */
    HIGHER_LAYER,
    /** Everything depends on the cause; enough of everything must be affected. */
    UNIVERSAL;

    /** Whether every finding of the cause's signal comes into question, whatever objects it is about. */
    boolean isOfTheCluster() {
        return this == LOST_CAPACITY || this == UNIVERSAL || this == ANYWHERE || this == STRANDED;
    }

    /** Whether depth decides between two findings of which each could be the cause; other relations have a direction. */
    boolean followsDepth() {
        return switch (this) {
            case CALLED_PODS, CALLS, SCALED_UP, HIGHER_LAYER, UNIVERSAL, LOST_CAPACITY -> false;
            default -> true;
        };
    }
}
