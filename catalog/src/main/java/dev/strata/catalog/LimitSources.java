package dev.strata.catalog;

import java.util.Map;
import java.util.Optional;

/** Where the numbers of conditions come from: rules that the field uses, or our own choice and why. */
public final class LimitSources {

    private static final Map<String, String> BY_SIGNAL = Map.ofEntries(
            Map.entry(
                    "node_cpu_saturated",
                    "ours: use is the goal, waiting is the fault; load per core where the kernel reports no pressure"),
            Map.entry("node_memory_saturated", "ours: stalls and major faults rather than use, which caches fill"),
            Map.entry(
                    "node_filesystem_filling",
                    "ours: below the 15 % free at which the kubelet begins to collect images; the trend as in the node mixin, over a shorter time"),
            Map.entry("node_disk_saturated", "node mixin (NodeDiskIOSaturation)"),
            Map.entry(
                    "node_conntrack_high",
                    "node mixin (NodeHighNumberConntrackEntriesUsed, 75 %); node-problem-detector for the critical 90 %"),
            Map.entry("node_clock_skew", "node mixin (NodeClockSkewDetected)"),
            Map.entry("kubelet_pleg_slow", "Kubernetes mixin (KubeletPlegDurationHigh)"),
            Map.entry(
                    "apiserver_slow",
                    "scalability objectives of Kubernetes: one second for calls, thirty for lists; the shares are ours"),
            Map.entry(
                    "apiserver_errors",
                    "ours for the shares of errors; Kubernetes mixin (KubeAPITerminatedRequests) for calls given up"),
            Map.entry("apiserver_flow_rejected", "ours: any lasting rejection, with a floor for bursts"),
            Map.entry("etcd_no_leader", "etcd mixin (etcdHighNumberOfLeaderChanges)"),
            Map.entry(
                    "etcd_fsync_slow",
                    "hardware guide of etcd for 0.1 s; etcd mixin for elections and commits that make it critical"),
            Map.entry("etcd_commit_slow", "etcd mixin (etcdHighCommitDurations, etcdMemberCommunicationSlow)"),
            Map.entry(
                    "etcd_space_low",
                    "etcd mixin (etcdDatabaseQuotaLowSpace, etcdDatabaseHighFragmentationRatio); the trend is ours"),
            Map.entry("scheduler_backlog", "ours: growth, not size, is the fault"),
            Map.entry("control_plane_certificate_expiring", "Kubernetes mixin (KubeClientCertificateExpiration)"),
            Map.entry("node_network_errors", "node mixin (NodeNetworkReceiveErrs, NodeNetworkTransmitErrs)"),
            Map.entry("dns_errors", "CoreDNS mixin (CoreDNSErrorsHigh)"),
            Map.entry("dns_slow", "CoreDNS mixin (CoreDNSLatencyHigh, four seconds) for critical; a second is ours"),
            Map.entry("ingress_errors", "ours, as for services"),
            Map.entry("kube_proxy_unhealthy", "ours: several times the longest usual sync"),
            Map.entry(
                    "admission_webhook_failing", "ours: a tenth of the usual time-out of a webhook; any lasting error"),
            Map.entry(
                    "volume_filling",
                    "Kubernetes mixin (KubePersistentVolumeFillingUp) for 97 % and 15 % free; two trends because logs and compaction draw saw-teeth"),
            Map.entry("monitoring_blind", "ours: half of the targets of a job"),
            Map.entry("ingress_connections_near_limit", "ours"),
            Map.entry("service_unreachable_with_pods", "ours"),
            Map.entry(
                    "hpa_scaling_without_effect",
                    "ours: replicas rose by thirty percent and latency by less than five went away"),
            Map.entry("app_errors", "ours: with an objective its burn decides"),
            Map.entry("app_slow", "ours: growth against half an hour ago, and never below what users notice"),
            Map.entry("app_traffic_anomaly", "ours"),
            Map.entry("cpu_throttled", "Kubernetes mixin (CPUThrottlingHigh)"),
            Map.entry("pool_saturated", "ours: callers wait, which use alone does not show"),
            Map.entry("gc_pressure", "ours: a tenth of the time"),
            Map.entry("consumer_lag_growing", "ours: growth, not size, is the fault"),
            Map.entry(
                    "certificate_expiring",
                    "ours: shares of the validity and the planned renewal, since fixed days raise false alarms for short certificates"),
            Map.entry("endpoints_flapping", "ours: more than a change every two and a half minutes"),
            Map.entry("abandoned_objects", "ours"),
            Map.entry("slow_start", "ours: what is left of the budget is less than a slow day takes"),
            Map.entry("manual_change", "ours: a working day"),
            Map.entry("business_conversion_drop", "ours: what chance gives less than once in a thousand, and matters"),
            Map.entry("business_volume_drop", "ours: half of what is usual at this hour"),
            Map.entry("error_budget_exhausted", "ours: a tenth left, while it goes faster than it may"),
            Map.entry("journey_step_degraded", "ours, as for conversions"));

    private LimitSources() {}

    /** Of the limits of a signal; empty for a signal without any. */
    public static Optional<String> of(Signal signal) {
        return Optional.ofNullable(BY_SIGNAL.get(signal.id()));
    }
}
