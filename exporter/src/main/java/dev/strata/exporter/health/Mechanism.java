package dev.strata.exporter.health;

import static dev.strata.catalog.Signals.BUSINESS_SUCCESS_LOW;
import static dev.strata.catalog.Signals.COREDNS_DEGRADED;
import static dev.strata.catalog.Signals.DEPENDENCY_SLOW;
import static dev.strata.catalog.Signals.HPA_AT_MAX;
import static dev.strata.catalog.Signals.HPA_MAXED_LATENCY_RISING;
import static dev.strata.catalog.Signals.NODE_NOT_READY;
import static dev.strata.catalog.Signals.POD_CRASHLOOP;
import static dev.strata.catalog.Signals.POD_PENDING_UNSCHEDULED;
import static dev.strata.catalog.Signals.ROLLOUT_STUCK;
import static dev.strata.catalog.Signals.SERVICE_NO_READY_ENDPOINTS;
import static dev.strata.catalog.Signals.SLO_BURN;
import static dev.strata.catalog.Signals.WORKLOAD_DEGRADED;
import static dev.strata.exporter.health.Relation.BACKING_PODS;
import static dev.strata.exporter.health.Relation.CALLS;
import static dev.strata.exporter.health.Relation.FAILING_PODS;
import static dev.strata.exporter.health.Relation.HIGHER_LAYER;
import static dev.strata.exporter.health.Relation.LOST_CAPACITY;
import static dev.strata.exporter.health.Relation.SAME_SUBJECT;
import static dev.strata.exporter.health.Relation.SCALED_UP;
import static dev.strata.exporter.health.Relation.SHORTAGE;
import static dev.strata.exporter.health.Relation.TOUCHES;
import static dev.strata.exporter.health.Relation.UNIVERSAL;

import dev.strata.catalog.Signal;
import java.util.List;

/**
 * One way in which one signal leads to others.
 *
 * @param confidence of the explanation when everything about the connection and the times speaks for it
 * @param sentence how it comes about, for people
 */
record Mechanism(Signal cause, List<Signal> effects, Relation relation, double confidence, String sentence) {

    /** Signals that cannot be a cause of those before them, causes first; the depth of a finding is its place here. */
    static final List<Signal> DEPTH = List.of(
            NODE_NOT_READY,
            POD_PENDING_UNSCHEDULED,
            POD_CRASHLOOP,
            COREDNS_DEGRADED,
            ROLLOUT_STUCK,
            WORKLOAD_DEGRADED,
            SERVICE_NO_READY_ENDPOINTS,
            DEPENDENCY_SLOW,
            HPA_MAXED_LATENCY_RISING,
            HPA_AT_MAX,
            SLO_BURN,
            BUSINESS_SUCCESS_LOW);

    /** Every way that is known. */
    static final List<Mechanism> ALL = List.of(
            new Mechanism(
                    NODE_NOT_READY,
                    List.of(WORKLOAD_DEGRADED, SERVICE_NO_READY_ENDPOINTS, COREDNS_DEGRADED, ROLLOUT_STUCK),
                    FAILING_PODS,
                    0.9,
                    "the pods that are missing ran on the lost node"),
            new Mechanism(
                    NODE_NOT_READY,
                    List.of(HPA_MAXED_LATENCY_RISING, DEPENDENCY_SLOW, SLO_BURN, BUSINESS_SUCCESS_LOW),
                    BACKING_PODS,
                    0.8,
                    "pods that serve it ran on the lost node"),
            new Mechanism(
                    NODE_NOT_READY,
                    List.of(POD_PENDING_UNSCHEDULED),
                    LOST_CAPACITY,
                    0.7,
                    "the capacity of the lost node is missing to the scheduler"),
            new Mechanism(
                    POD_PENDING_UNSCHEDULED,
                    List.of(WORKLOAD_DEGRADED, ROLLOUT_STUCK, COREDNS_DEGRADED, SERVICE_NO_READY_ENDPOINTS),
                    FAILING_PODS,
                    0.9,
                    "the pods that are missing find no node"),
            new Mechanism(
                    POD_PENDING_UNSCHEDULED,
                    List.of(HPA_MAXED_LATENCY_RISING, HPA_AT_MAX, DEPENDENCY_SLOW, SLO_BURN, BUSINESS_SUCCESS_LOW),
                    SHORTAGE,
                    0.9,
                    "the replicas that should carry the load find no node"),
            new Mechanism(
                    POD_CRASHLOOP,
                    List.of(WORKLOAD_DEGRADED, ROLLOUT_STUCK, COREDNS_DEGRADED, SERVICE_NO_READY_ENDPOINTS),
                    FAILING_PODS,
                    0.9,
                    "the pods that are missing crash"),
            new Mechanism(
                    POD_CRASHLOOP,
                    List.of(DEPENDENCY_SLOW, HPA_MAXED_LATENCY_RISING, SLO_BURN, BUSINESS_SUCCESS_LOW),
                    TOUCHES,
                    0.75,
                    "pods that serve it crash"),
            new Mechanism(
                    COREDNS_DEGRADED,
                    List.of(WORKLOAD_DEGRADED),
                    SAME_SUBJECT,
                    0.95,
                    "the workload is the cluster's DNS"),
            new Mechanism(
                    COREDNS_DEGRADED,
                    List.of(DEPENDENCY_SLOW, SLO_BURN, BUSINESS_SUCCESS_LOW),
                    UNIVERSAL,
                    0.65,
                    "names are resolved slowly or not at all"),
            new Mechanism(
                    ROLLOUT_STUCK,
                    List.of(WORKLOAD_DEGRADED),
                    SAME_SUBJECT,
                    0.7,
                    "the pods of the new revision do not become available"),
            new Mechanism(
                    WORKLOAD_DEGRADED,
                    List.of(HPA_MAXED_LATENCY_RISING, DEPENDENCY_SLOW, SLO_BURN, BUSINESS_SUCCESS_LOW),
                    SHORTAGE,
                    0.7,
                    "too few replicas carry the load"),
            new Mechanism(
                    SERVICE_NO_READY_ENDPOINTS,
                    List.of(DEPENDENCY_SLOW, SLO_BURN, BUSINESS_SUCCESS_LOW),
                    TOUCHES,
                    0.95,
                    "nobody answers behind the service"),
            new Mechanism(
                    DEPENDENCY_SLOW,
                    List.of(HPA_MAXED_LATENCY_RISING, SLO_BURN, BUSINESS_SUCCESS_LOW, DEPENDENCY_SLOW),
                    CALLS,
                    0.85,
                    "requests wait for the called service"),
            new Mechanism(
                    DEPENDENCY_SLOW,
                    List.of(HPA_AT_MAX),
                    CALLS,
                    0.75,
                    "requests that wait for the called service pile up, and the autoscaler counts them as load"),
            new Mechanism(
                    DEPENDENCY_SLOW,
                    List.of(POD_PENDING_UNSCHEDULED),
                    SCALED_UP,
                    0.75,
                    "the autoscaler answered the slow calls with more replicas than fit on the nodes"),
            new Mechanism(
                    HPA_MAXED_LATENCY_RISING,
                    List.of(HPA_AT_MAX),
                    SAME_SUBJECT,
                    0.95,
                    "it is the same ceiling, and users already feel it"),
            new Mechanism(
                    HPA_MAXED_LATENCY_RISING,
                    List.of(SLO_BURN, BUSINESS_SUCCESS_LOW),
                    TOUCHES,
                    0.8,
                    "load that the replicas can no longer carry"),
            new Mechanism(
                    SLO_BURN,
                    List.of(BUSINESS_SUCCESS_LOW, SLO_BURN),
                    HIGHER_LAYER,
                    0.6,
                    "the service behind it misses its own objective"),
            new Mechanism(
                    BUSINESS_SUCCESS_LOW,
                    List.of(SLO_BURN),
                    SAME_SUBJECT,
                    0.95,
                    "it is the same objective, seen over a longer time"));

    static int depth(FindingId id) {
        for (int i = 0; i < DEPTH.size(); i++) {
            if (DEPTH.get(i).id().equals(id.signal())) {
                return i;
            }
        }
        return DEPTH.size();
    }

    boolean joins(FindingId from, FindingId to) {
        return cause.id().equals(from.signal())
                && effects.stream().anyMatch(effect -> effect.id().equals(to.signal()));
    }
}
