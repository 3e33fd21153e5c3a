package dev.strata.catalog;

import java.util.List;

/** Signals of the application layer that are measured: traffic, runtimes, consumers. */
public final class TrafficSignals {

    public static final Signal SERVICE_UNREACHABLE_WITH_PODS = SignalRow.of(
                    69, "service_unreachable_with_pods", Layer.APPLICATION, Severity.CRITICAL, "Service")
            .reads(Input.BOTH)
            .waits(3, 3)
            .at(DiagnosticLayer.LINK, BottleneckLayer.ENTRY)
            .limit("unreachable_ratio", 0.05, "share of the calls of clients that get no answer at all")
            .limit("calls_per_second", 1, "calls below which clients are not judged")
            .proven()
            .says(
                    "the service cannot be reached though its pods are ready",
                    "Compare target port and container port; then network policies, proxy and DNS.");

    public static final Signal HPA_SCALING_WITHOUT_EFFECT = SignalRow.of(
                    73, "hpa_scaling_without_effect", Layer.APPLICATION, Severity.CRITICAL, "HorizontalPodAutoscaler")
            .reads(Input.BOTH)
            .waits(3, 5)
            .at(DiagnosticLayer.CONTROL, BottleneckLayer.CONTROL)
            .limit("growth_ratio", 1.3, "replicas by those of a quarter of an hour ago")
            .limit("latency_ratio", 0.95, "p99 by that before")
            .says(
                    "more replicas do not make it faster",
                    "Look at what the service calls and shares: a database, a lock, a slow dependency.");

    public static final Signal APP_ERRORS = SignalRow.of(
                    76, "app_errors", Layer.APPLICATION, Severity.CRITICAL, "Service")
            .reads(Input.PROMETHEUS)
            .waits(3, 5)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.SERVICE)
            .limit("error_ratio", 0.01, "share of requests that fail")
            .limit("error_critical_ratio", 0.05, "the same, critical where an objective exists")
            .limit("requests_per_second", 1, "requests below which nothing is judged")
            .proven()
            .says(
                    "the service answers with errors",
                    "Roll back if a release started it; otherwise follow the cause below.");

    public static final Signal APP_SLOW = SignalRow.of(77, "app_slow", Layer.APPLICATION, Severity.CRITICAL, "Service")
            .reads(Input.PROMETHEUS)
            .waits(5, 5)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.SERVICE)
            .limit("burn_ratio", 6, "burn of a latency objective that makes it critical")
            .limit("growth_ratio", 1.3, "p99 by that of half an hour ago, where no objective exists")
            .limit("p99_seconds", 0.25, "p99 below which nothing is slow")
            .proven()
            .says("the service answers slowly", "Follow the cause below; shed load if there is none.");

    public static final Signal APP_TRAFFIC_ANOMALY = SignalRow.of(
                    78, "app_traffic_anomaly", Layer.APPLICATION, Severity.WARNING, "Service")
            .reads(Input.PROMETHEUS)
            .waits(5, 5)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.ENTRY)
            .limit("drop_ratio", 0.5, "requests by those of an hour and of a week ago")
            .limit("spike_ratio", 3, "the same, upwards")
            .limit("requests_per_second", 5, "usual requests below which nothing is judged")
            .says(
                    "the service gets far less or far more requests than usual",
                    "Look before the service: entry, DNS, a client that retries or has gone.");

    public static final Signal CPU_THROTTLED = SignalRow.workload(
                    79, "cpu_throttled", Layer.APPLICATION, Severity.WARNING)
            .reads(Input.PROMETHEUS)
            .waits(15, 10)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.SERVICE)
            .limit("throttled_ratio", 0.25, "share of the periods in which a container was held back")
            .proven()
            .says(
                    "containers are held back by their processor limit",
                    "Raise or remove the limit; look at the number of threads.");

    public static final Signal POOL_SATURATED = SignalRow.workload(
                    97, "pool_saturated", Layer.APPLICATION, Severity.WARNING)
            .reads(Input.PROMETHEUS)
            .waits(2, 5)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.SERVICE)
            .limit("busy_ratio", 0.9, "busy connections or threads by their maximum")
            .limit("pending", 0, "callers that wait for one all the time")
            .proven()
            .says(
                    "a pool of connections or threads is used up",
                    "Look at what its members wait for before you make it larger.");

    public static final Signal GC_PRESSURE = SignalRow.workload(98, "gc_pressure", Layer.APPLICATION, Severity.WARNING)
            .reads(Input.PROMETHEUS)
            .waits(5, 5)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.SERVICE)
            .limit("gc_time_ratio", 0.1, "share of time spent collecting garbage")
            .proven()
            .says(
                    "garbage collection takes too much time",
                    "Give the runtime more memory; look for a leak if the need keeps growing.");

    public static final Signal CONSUMER_LAG_GROWING = SignalRow.of(
                    101,
                    "consumer_lag_growing",
                    Layer.APPLICATION,
                    Severity.WARNING,
                    "Deployment",
                    "StatefulSet",
                    "DaemonSet",
                    "ReplicaSet",
                    "Job",
                    "CronJob",
                    "ConsumerGroup")
            .reads(Input.PROMETHEUS)
            .waits(10, 5)
            .at(DiagnosticLayer.RESOURCE, BottleneckLayer.SERVICE)
            .limit("lag", 1000, "messages that wait")
            .limit("growth_ratio", 1.2, "their number by that of ten minutes ago")
            .says(
                    "messages pile up before a consumer",
                    "Look at whether its replicas run and what they wait for; add replicas up to the number of partitions.");

    /** All of them, by number. */
    static final List<Signal> ALL = List.of(
            SERVICE_UNREACHABLE_WITH_PODS,
            HPA_SCALING_WITHOUT_EFFECT,
            APP_ERRORS,
            APP_SLOW,
            APP_TRAFFIC_ANOMALY,
            CPU_THROTTLED,
            POOL_SATURATED,
            GC_PRESSURE,
            CONSUMER_LAG_GROWING);

    private TrafficSignals() {}
}
