package dev.strata.catalog;

import static dev.strata.catalog.BottleneckLayer.NODE;
import static dev.strata.catalog.BottleneckLayer.SCHEDULER;
import static dev.strata.catalog.BottleneckLayer.SERVICE;
import static dev.strata.catalog.DiagnosticLayer.CONTROL;
import static dev.strata.catalog.DiagnosticLayer.LINK;
import static dev.strata.catalog.DiagnosticLayer.OBJECT;
import static dev.strata.catalog.DiagnosticLayer.RESOURCE;
import static dev.strata.catalog.Input.BOTH;
import static dev.strata.catalog.Input.KUBERNETES;
import static dev.strata.catalog.Input.PROMETHEUS;
import static dev.strata.catalog.Layer.APPLICATION;
import static dev.strata.catalog.Layer.BUSINESS;
import static dev.strata.catalog.Layer.CLUSTER;
import static dev.strata.catalog.Layer.PLATFORM;
import static dev.strata.catalog.Severity.CRITICAL;
import static dev.strata.catalog.Severity.WARNING;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All signals the exporter knows, in the order of the public list; the first ones here, the others by layer in
 * {@link ClusterSignals}, {@link PlatformSignals}, {@link ApplicationSignals}, {@link MachineSignals}, {@link TrafficSignals}
 * {@link BusinessSignals} and {@link PreparednessSignals}. Waits are defaults; where the condition itself
 * already contains a time (a progress deadline, a restart count over ten minutes) the wait is zero or short, so that
 * hysteresis is never stacked twice. Signals that page reach firing within three minutes.
 */
public final class Signals {

    public static final Signal NODE_NOT_READY = new Signal(
            1,
            "node_not_ready",
            CLUSTER,
            WARNING,
            List.of("Node"),
            KUBERNETES,
            minutes(2),
            minutes(2),
            OBJECT,
            NODE,
            "node is not ready",
            "Look at the kubelet and the machine; cordon and drain the node if it stays away.");

    public static final Signal COREDNS_DEGRADED = new Signal(
            32,
            "coredns_degraded",
            PLATFORM,
            WARNING,
            List.of("Deployment"),
            KUBERNETES,
            minutes(2),
            minutes(2),
            LINK,
            BottleneckLayer.ENTRY,
            "cluster DNS has lost more than half of its endpoints",
            "Bring the CoreDNS pods back: look at their events, then at the nodes they run on.");

    public static final Signal WORKLOAD_DEGRADED = new Signal(
            57,
            "workload_degraded",
            APPLICATION,
            WARNING,
            Kinds.WORKLOADS,
            KUBERNETES,
            minutes(10),
            minutes(2),
            OBJECT,
            SERVICE,
            "fewer replicas are available than wanted",
            "Look at the pods that are not available; roll back if a release started it.");

    public static final Signal ROLLOUT_STUCK = new Signal(
            58,
            "rollout_stuck",
            APPLICATION,
            WARNING,
            Kinds.WORKLOADS,
            KUBERNETES,
            Duration.ZERO,
            minutes(2),
            OBJECT,
            null,
            "rollout does not get on",
            "Roll back to the previous revision, then look at the pods of the new one.");

    public static final Signal POD_CRASHLOOP = new Signal(
            59,
            "pod_crashloop",
            APPLICATION,
            CRITICAL,
            Kinds.WORKLOADS,
            KUBERNETES,
            Duration.ZERO,
            minutes(5),
            OBJECT,
            SERVICE,
            "containers crash again and again",
            "Read the last lines of the previous container; roll back if a release started it.");

    public static final Signal POD_PENDING_UNSCHEDULED = new Signal(
            63,
            "pod_pending_unscheduled",
            APPLICATION,
            CRITICAL,
            Kinds.WORKLOADS,
            KUBERNETES,
            minutes(3),
            minutes(1),
            DiagnosticLayer.CONTROL,
            SCHEDULER,
            "pods find no node to run on",
            "Add capacity or lower the requests named in the evidence.");

    public static final Signal SERVICE_NO_READY_ENDPOINTS = new Signal(
            68,
            "service_no_ready_endpoints",
            APPLICATION,
            CRITICAL,
            List.of("Service"),
            KUBERNETES,
            minutes(1),
            minutes(1),
            LINK,
            BottleneckLayer.ENTRY,
            "service has no ready endpoint",
            "Compare the selector with the pods' labels, then look at why they are not ready.");

    public static final Signal HPA_AT_MAX = new Signal(
            71,
            "hpa_at_max",
            APPLICATION,
            WARNING,
            List.of("HorizontalPodAutoscaler"),
            KUBERNETES,
            minutes(10),
            minutes(5),
            CONTROL,
            BottleneckLayer.CONTROL,
            "autoscaler is at its replica ceiling and wants more",
            "Raise maxReplicas if the nodes can carry it, or shed load.");

    public static final Signal HPA_MAXED_LATENCY_RISING = new Signal(
            72,
            "hpa_maxed_latency_rising",
            APPLICATION,
            CRITICAL,
            List.of("HorizontalPodAutoscaler"),
            BOTH,
            minutes(2),
            minutes(5),
            CONTROL,
            BottleneckLayer.CONTROL,
            "autoscaler is at its replica ceiling and latency keeps rising",
            "Treat the named cause first; raising maxReplicas helps only when the replicas themselves are short.");

    public static final Signal SLO_BURN = new Signal(
            84,
            "slo_burn",
            null,
            CRITICAL,
            List.of("Slo"),
            PROMETHEUS,
            minutes(1),
            minutes(2),
            RESOURCE,
            null,
            "error budget burns too fast",
            "Follow the cause below; stop running releases.");

    public static final Signal BUSINESS_SUCCESS_LOW = new Signal(
            85,
            "business_success_low",
            BUSINESS,
            CRITICAL,
            List.of("Slo"),
            PROMETHEUS,
            minutes(2),
            minutes(2),
            RESOURCE,
            null,
            "business success ratio is below its objective",
            "Tell the business owner; follow the cause below.");

    public static final Signal DEPENDENCY_SLOW = new Signal(
            100,
            "dependency_slow",
            APPLICATION,
            WARNING,
            List.of("Service", "ExternalHost"),
            PROMETHEUS,
            minutes(1),
            minutes(2),
            LINK,
            SERVICE,
            "called service answers slowly or with errors",
            "Look at the called service and its owner; shorten time-outs or open the circuit breaker meanwhile.");

    private static final List<Signal> OWN = List.of(
            NODE_NOT_READY,
            COREDNS_DEGRADED,
            WORKLOAD_DEGRADED,
            ROLLOUT_STUCK,
            POD_CRASHLOOP,
            POD_PENDING_UNSCHEDULED,
            SERVICE_NO_READY_ENDPOINTS,
            HPA_AT_MAX,
            HPA_MAXED_LATENCY_RISING,
            SLO_BURN,
            BUSINESS_SUCCESS_LOW,
            DEPENDENCY_SLOW);

    /** Every signal, by number. */
    public static final List<Signal> ALL = Stream.of(
                    OWN,
                    ClusterSignals.ALL,
                    PlatformSignals.ALL,
                    ApplicationSignals.ALL,
                    MachineSignals.ALL,
                    TrafficSignals.ALL,
                    BusinessSignals.ALL,
                    PreparednessSignals.ALL)
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(Signal::number))
            .toList();

    /** Ids of the signals that are off until the configuration switches them on. */
    public static final Set<String> EXPERIMENTAL =
            ALL.stream().filter(Signal::experimental).map(Signal::id).collect(Collectors.toUnmodifiableSet());

    private Signals() {}

    /** The signal with this id, empty for any other text. */
    public static Optional<Signal> byId(String id) {
        return ALL.stream().filter(signal -> signal.id().equals(id)).findFirst();
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
