package dev.strata.catalog;

import static dev.strata.catalog.MeasurementQuery.family;

import java.time.Duration;
import java.util.List;

/**
 * Questions about machines and the control plane, one for each family of exporters. Each answer holds the family's
 * figures for all subjects at once; where two servers scrape the same target its series count once.
 */
public final class FamilyQueries {

    static final Duration OFTEN = Duration.ofSeconds(30);
    static final Duration SLOWLY = Duration.ofSeconds(60);

    private static final String MACHINE = "max by (instance, node) ";
    private static final String FILES =
            "{fstype!~\"tmpfs|ramfs|overlay|squashfs|iso9660|erofs|nsfs|autofs|fuse.lxcfs\","
                    + "mountpoint!~\"/boot/efi|/run/.*|/var/lib/kubelet/pods/.*\",$m}";
    private static final String API_JOBS = "{job=~\"apiserver|kube-apiserver|kubernetes-apiservers?\",$m}";
    private static final String CALLS = "verb=~\"GET|LIST\",subresource!~\"log|exec|attach|proxy|portforward\"";
    private static final String WRITES =
            "verb=~\"POST|PUT|PATCH|DELETE|APPLY\",subresource!~\"exec|attach|proxy|portforward\"";

    /** Labels: instance and node as scraped. What node_exporter says of a machine. */
    public static final MeasurementQuery NODE_USE = family(
            "node_use",
            OFTEN,
            "count(last_over_time(node_uname_info{$m}[6h]))",
            "machine",
            "max by (instance, node, nodename) (node_uname_info{$m})",
            "cpu_busy_ratio",
            "1 - avg by (instance, node) (rate(node_cpu_seconds_total{mode=\"idle\",$m}[$window]))",
            "cpu_pressure_ratio",
            MACHINE + "(rate(node_pressure_cpu_waiting_seconds_total{$m}[$window]))",
            "load_per_core",
            MACHINE + "(node_load5{$m}) / count by (instance, node)"
                    + " (max by (instance, node, cpu) (node_cpu_seconds_total{mode=\"idle\",$m}))",
            "memory_available_ratio",
            "min by (instance, node) (node_memory_MemAvailable_bytes{$m}) / " + MACHINE
                    + "(node_memory_MemTotal_bytes{$m})",
            "memory_stalled_ratio",
            MACHINE + "(rate(node_pressure_memory_stalled_seconds_total{$m}[$window]))",
            "major_faults_per_second",
            MACHINE + "(rate(node_vmstat_pgmajfault{$m}[$window]))",
            "conntrack_ratio",
            MACHINE + "(node_nf_conntrack_entries{$m}) / " + MACHINE + "(node_nf_conntrack_entries_limit{$m})",
            "clock_offset_seconds",
            MACHINE + "(abs(node_timex_offset_seconds{$m}))",
            "clock_offset_before_seconds",
            MACHINE + "(abs(node_timex_offset_seconds{$m} offset 10m))",
            "clock_synced",
            "min by (instance, node) (node_timex_sync_status{$m})");

    /** Labels: instance, node, and mountpoint or device. File systems, disks and network devices of machines. */
    public static final MeasurementQuery NODE_DEVICES = family(
            "node_devices",
            SLOWLY,
            "count(last_over_time(node_uname_info{$m}[6h]))",
            "machine",
            "max by (instance, node, nodename) (node_uname_info{$m})",
            "filesystem_free_ratio",
            "min by (instance, node, mountpoint) (node_filesystem_avail_bytes" + FILES + " / node_filesystem_size_bytes"
                    + FILES + ")",
            "filesystem_free_in_4h_ratio",
            "min by (instance, node, mountpoint) (predict_linear(node_filesystem_avail_bytes" + FILES
                    + "[1h], 14400) / node_filesystem_size_bytes" + FILES + ")",
            "inodes_free_ratio",
            "min by (instance, node, mountpoint) (node_filesystem_files_free" + FILES + " / (node_filesystem_files"
                    + FILES + " > 0))",
            "disk_queue",
            "max by (instance, node, device) (rate(node_disk_io_time_weighted_seconds_total{device!~\"loop.*|ram.*|sr.*\",$m}[$window]))",
            "network_error_ratio",
            "max by (instance, node, device) ((rate(node_network_receive_errs_total{$m}[$window])"
                    + " + rate(node_network_transmit_errs_total{$m}[$window]))"
                    + " / (rate(node_network_receive_packets_total{$m}[$window])"
                    + " + rate(node_network_transmit_packets_total{$m}[$window]) > 0))",
            "network_errors_per_second",
            "max by (instance, node, device) (rate(node_network_receive_errs_total{$m}[$window])"
                    + " + rate(node_network_transmit_errs_total{$m}[$window]))");

    /** Labels: instance and node as scraped. What kubelets and service proxies say of themselves. */
    public static final MeasurementQuery KUBELET = family(
            "kubelet",
            SLOWLY,
            "count(last_over_time(kubelet_node_name{$m}[6h]))",
            "machine",
            "max by (instance, node, nodename) (label_replace(kubelet_node_name{$m}, \"nodename\", \"$1\", \"node\", \"(.+)\"))",
            "pleg_p99_seconds",
            "histogram_quantile(0.99, sum by (instance, node, le)"
                    + " (rate(kubelet_pleg_relist_duration_seconds_bucket{$m}[$window])))",
            "certificate_ttl_seconds",
            "min by (instance, node) (kubelet_certificate_manager_client_ttl_seconds{$m} or"
                    + " label_replace(kubelet_certificate_manager_server_ttl_seconds{$m}, \"of\", \"server\", \"\", \"\"))",
            "certificate_ttl_week_ago_seconds",
            "min by (instance, node) (kubelet_certificate_manager_client_ttl_seconds{$m} offset 1w or"
                    + " label_replace(kubelet_certificate_manager_server_ttl_seconds{$m} offset 1w, \"of\", \"server\", \"\", \"\"))",
            "certificate_renew_errors",
            MACHINE + "(increase(kubelet_certificate_manager_client_expiration_renew_errors{$m}[1h]))",
            "proxy_synced_seconds",
            "time() - " + MACHINE + "(kubeproxy_sync_proxy_rules_last_timestamp_seconds{$m})",
            "proxy_queued_seconds",
            "time() - " + MACHINE + "(kubeproxy_sync_proxy_rules_last_queued_timestamp_seconds{$m})");

    /** Labels: none, or what a figure is about (flow schema and reason; group, version, resource). */
    public static final MeasurementQuery APISERVER = family(
            "apiserver",
            OFTEN,
            "count(last_over_time(up" + API_JOBS + "[6h]))",
            "up",
            "sum(up" + API_JOBS + ")",
            "targets",
            "count(up" + API_JOBS + ")",
            "requests_per_second",
            "sum(rate(apiserver_request_total{$m}[$window]))",
            "error_ratio",
            "sum(rate(apiserver_request_total{code=~\"5..\",$m}[$window])) / sum(rate(apiserver_request_total{$m}[$window]))",
            "terminated_ratio",
            "sum(rate(apiserver_request_terminations_total{$m}[$window]))"
                    + " / (sum(rate(apiserver_request_total{$m}[$window]))"
                    + " + sum(rate(apiserver_request_terminations_total{$m}[$window])))",
            "writes_per_second",
            "sum(rate(apiserver_request_sli_duration_seconds_count{" + WRITES + ",$m}[$window]))",
            "write_slow_ratio",
            slow(WRITES, "1(.0)?"),
            "reads_per_second",
            "sum(rate(apiserver_request_sli_duration_seconds_count{" + CALLS + ",scope=\"resource\",$m}[$window]))",
            "read_slow_ratio",
            slow(CALLS + ",scope=\"resource\"", "1(.0)?"),
            "lists_per_second",
            "sum(rate(apiserver_request_sli_duration_seconds_count{" + CALLS + ",scope=\"cluster\",$m}[$window]))",
            "list_slow_ratio",
            slow(CALLS + ",scope=\"cluster\"", "30(.0)?"),
            "client_certificate_ttl_seconds",
            "histogram_quantile(0.01, sum by (le) (rate(apiserver_client_certificate_expiration_seconds_bucket{$m}[$window])))",
            "rejected_per_second",
            "sum by (flow_schema, reason) (rate(apiserver_flowcontrol_rejected_requests_total{$m}[$window])) > 0",
            "deprecated_api",
            "max by (group, version, resource, removed_release) (apiserver_requested_deprecated_apis{$m})");

    /** Labels: name of the webhook and type. As the API server sees those that it asks. */
    public static final MeasurementQuery WEBHOOKS = family(
            "webhooks",
            SLOWLY,
            "count(last_over_time(apiserver_admission_webhook_admission_duration_seconds_count{$m}[1h]))",
            "p99_seconds",
            "histogram_quantile(0.99, sum by (name, type, le)"
                    + " (rate(apiserver_admission_webhook_admission_duration_seconds_bucket{$m}[$window])))",
            "calls_per_second",
            "sum by (name, type) (rate(apiserver_admission_webhook_admission_duration_seconds_count{$m}[$window]))",
            "errors_per_second",
            "sum by (name, type) (rate(apiserver_admission_webhook_rejection_count{error_type=~\"calling_webhook_error|apiserver_internal_error\",$m}[$window]))",
            "fail_open_per_second",
            "sum by (name, type) (rate(apiserver_admission_webhook_fail_open_count{$m}[$window]))");

    /** Labels: instance where a figure is about one member. */
    public static final MeasurementQuery ETCD = family(
            "etcd",
            OFTEN,
            "count(last_over_time(etcd_server_has_leader{$m}[6h]))",
            "has_leader",
            "min by (instance) (etcd_server_has_leader{$m})",
            "members_up",
            "sum(max by (instance) (up{job=~\"(kube-)?etcd.*\",$m}))",
            "members",
            // A member counts itself among its peers or not, depending on its version; one that left stays with 0.
            "max(count by (instance) (max by (instance, Local, Remote) (etcd_network_known_peers{$m} == 1)"
                    + " or label_replace(max by (instance, Local) (etcd_network_known_peers{$m}), \"Remote\", \"$1\", \"Local\", \"(.+)\")))"
                    + " or count(max by (instance) (up{job=~\"(kube-)?etcd.*\",$m}))",
            "leader_changes",
            "max(increase(etcd_server_leader_changes_seen_total{$m}[15m]))",
            "fsync_p99_seconds",
            "histogram_quantile(0.99, sum by (instance, le) (rate(etcd_disk_wal_fsync_duration_seconds_bucket{$m}[$window])))",
            "commit_p99_seconds",
            "histogram_quantile(0.99, sum by (instance, le) (rate(etcd_disk_backend_commit_duration_seconds_bucket{$m}[$window])))",
            "peer_p99_seconds",
            "histogram_quantile(0.99, sum by (instance, le) (rate(etcd_network_peer_round_trip_time_seconds_bucket{$m}[$window])))",
            "slow_applies_per_second",
            "sum(rate(etcd_server_slow_apply_total{$m}[$window]))",
            "proposals_pending",
            "max(etcd_server_proposals_pending{$m})",
            "space_ratio",
            "max by (instance) (etcd_mvcc_db_total_size_in_bytes{$m}) / max by (instance) (etcd_server_quota_backend_bytes{$m})",
            "space_in_use_ratio",
            "max by (instance) (etcd_mvcc_db_total_size_in_use_in_bytes{$m})"
                    + " / max by (instance) (etcd_mvcc_db_total_size_in_bytes{$m})",
            "space_in_4h_ratio",
            "max by (instance) (predict_linear(etcd_mvcc_db_total_size_in_bytes{$m}[1h], 14400))"
                    + " / max by (instance) (etcd_server_quota_backend_bytes{$m})");

    /** Labels: queue of the scheduler. */
    public static final MeasurementQuery SCHEDULER = family(
            "scheduler",
            OFTEN,
            "count(last_over_time(scheduler_pending_pods{$m}[6h]))",
            "pending_pods",
            "sum by (queue) (scheduler_pending_pods{queue!=\"gated\",$m})",
            "pending_pods_before",
            "sum by (queue) (scheduler_pending_pods{queue!=\"gated\",$m} offset 10m)",
            "scheduled_per_second",
            "sum(rate(scheduler_schedule_attempts_total{result=\"scheduled\",$m}[$window]))");

    /** Without labels. What CoreDNS says of its answers. */
    public static final MeasurementQuery DNS = family(
            "dns",
            OFTEN,
            "count(last_over_time(coredns_build_info{$m}[6h]))",
            "requests_per_second",
            "sum(rate(coredns_dns_requests_total{$m}[$window]))",
            "error_ratio",
            "sum(rate(coredns_dns_responses_total{rcode=\"SERVFAIL\",$m}[$window]))"
                    + " / sum(rate(coredns_dns_responses_total{$m}[$window]))",
            "p99_seconds",
            "histogram_quantile(0.99, sum by (le) (rate(coredns_dns_request_duration_seconds_bucket{$m}[$window])))",
            "forward_p99_seconds",
            "histogram_quantile(0.99, sum by (le) (rate(coredns_proxy_request_duration_seconds_bucket{$m}[$window])"
                    + " or rate(coredns_forward_request_duration_seconds_bucket{$m}[$window])))",
            "forward_error_ratio",
            "sum(rate(coredns_proxy_request_duration_seconds_count{rcode=\"SERVFAIL\",$m}[$window])"
                    + " or rate(coredns_forward_request_duration_seconds_count{rcode=\"SERVFAIL\",$m}[$window]))"
                    + " / sum(rate(coredns_proxy_request_duration_seconds_count{$m}[$window])"
                    + " or rate(coredns_forward_request_duration_seconds_count{$m}[$window]))",
            "cache_hit_ratio",
            "sum(rate(coredns_cache_hits_total{$m}[$window])) / sum(rate(coredns_cache_requests_total{$m}[$window]))");

    /** All of them. */
    static final List<MeasurementQuery> ALL =
            List.of(NODE_USE, NODE_DEVICES, KUBELET, APISERVER, WEBHOOKS, ETCD, SCHEDULER, DNS);

    private FamilyQueries() {}

    /** The share of calls that took longer than the bucket; zero where all were faster. */
    private static String slow(String calls, String bucket) {
        String series = "apiserver_request_sli_duration_seconds_";
        return "1 - sum(rate(" + series + "bucket{" + calls + ",le=~\"" + bucket + "\",$m}[$window])) / sum(rate("
                + series + "count{" + calls + ",$m}[$window]))";
    }
}
