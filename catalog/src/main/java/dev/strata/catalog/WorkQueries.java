package dev.strata.catalog;

import static dev.strata.catalog.FamilyQueries.OFTEN;
import static dev.strata.catalog.FamilyQueries.SLOWLY;
import static dev.strata.catalog.MeasurementQuery.family;

import java.time.Duration;
import java.util.List;

/**
 * Questions about what runs on the cluster: volumes, containers, runtimes, entries, services and their past. Where a
 * figure exists for each pod, only pods beyond a bound are in the answer, so that its size follows problems.
 */
public final class WorkQueries {

    private static final Duration RARELY = Duration.ofMinutes(2);
    private static final Duration HISTORY = Duration.ofMinutes(5);

    private static final String CLAIM = " by (namespace, persistentvolumeclaim) ";
    private static final String AVAILABLE = "kubelet_volume_stats_available_bytes{$m}";
    private static final String CAPACITY = "kubelet_volume_stats_capacity_bytes{$m}";
    private static final String USED = "(1 - min" + CLAIM + "(" + AVAILABLE + ") / max" + CLAIM + "(" + CAPACITY + "))";
    private static final String POD = "max by (namespace, pod) ";
    private static final String ENTRY = "sum by (exported_namespace, namespace, ingress) ";
    private static final String ROUTE = "sum by (envoy_cluster_name) ";
    private static final String ROUTES = "envoy_cluster_name=~\"(http|grpc)route/.+\"";

    /** Labels: namespace, persistentvolumeclaim. Times to full are only given above 80 %. */
    public static final MeasurementQuery VOLUMES = family(
            "volumes",
            RARELY,
            "count(" + CAPACITY + " offset 1h)",
            "used_ratio",
            USED,
            "capacity_bytes",
            "max" + CLAIM + "(" + CAPACITY + ")",
            "available_bytes",
            "min" + CLAIM + "(" + AVAILABLE + ")",
            "inodes_used_ratio",
            "max" + CLAIM + "(kubelet_volume_stats_inodes_used{$m}) / (max" + CLAIM
                    + "(kubelet_volume_stats_inodes{$m}) > 0)",
            "full_by_6h_seconds",
            untilFull("6h"),
            "full_by_24h_seconds",
            untilFull("24h"));

    /** Labels: namespace, pod. Pods that were throttled in more than a quarter of their periods. */
    public static final MeasurementQuery CONTAINERS = family(
            "containers",
            SLOWLY,
            "count(container_cpu_cfs_periods_total{container!=\"\",$m} offset 1h)",
            "throttle_seen",
            "count(container_cpu_cfs_periods_total{container!=\"\",$m})",
            "throttled_ratio",
            POD + "(rate(container_cpu_cfs_throttled_periods_total{container!=\"\",$m}[$window])"
                    + " / rate(container_cpu_cfs_periods_total{container!=\"\",$m}[$window])) > 0.25");

    /** Labels: namespace, pod, and pool, group or topic. Runtimes beyond their bounds, and consumers that lag. */
    public static final MeasurementQuery RUNTIMES = family(
            "runtimes",
            OFTEN,
            "count({__name__=~\"jvm_info|jvm_memory_max_bytes|hikaricp_connections_max|kafka_consumergroup_lag|db_client_connection_max\",$m} offset 1h)",
            "pools_seen",
            "count({__name__=~\"hikaricp_connections_max|tomcat_threads_config_max_threads|jetty_threads_config_max|executor_pool_max_threads|db_client_connection_max\",$m})",
            "pool_busy_ratio",
            "max by (namespace, pod, pool) ("
                    + pool("hikaricp_connections_active", "hikaricp_connections_max")
                    + " or label_replace("
                    + pool("tomcat_threads_busy_threads", "tomcat_threads_config_max_threads")
                    + ", \"pool\", \"tomcat\", \"\", \"\")"
                    + " or label_replace("
                    + pool("jetty_threads_busy", "jetty_threads_config_max")
                    + ", \"pool\", \"jetty\", \"\", \"\")"
                    + " or label_replace("
                    + pool("executor_active_threads", "executor_pool_max_threads")
                    + ", \"pool\", \"$1\", \"name\", \"(.+)\")"
                    + ") > 0.9",
            "pool_pending",
            "max by (namespace, pod, pool) (min_over_time(hikaricp_connections_pending{$m}[2m])"
                    + " or label_replace(min_over_time(db_client_connection_pending_requests{$m}[2m]),"
                    + " \"pool\", \"$1\", \"db_client_connection_pool_name\", \"(.+)\")) > 0",
            "gc_seen",
            "count({__name__=~\"jvm_gc_pause_seconds_count|jvm_gc_collection_seconds_count|jvm_gc_duration_seconds_count\",$m})",
            "gc_time_ratio",
            "sum by (namespace, pod) (rate(jvm_gc_pause_seconds_sum{$m}[$window])"
                    + " or rate(jvm_gc_collection_seconds_sum{$m}[$window])"
                    + " or rate(jvm_gc_duration_seconds_sum{$m}[$window])) > 0.1",
            "lag_seen",
            "count({__name__=~\"kafka_consumergroup_lag|kafka_consumer_fetch_manager_records_lag_max\",$m})",
            "lag",
            "sum by (consumergroup) (kafka_consumergroup_lag{$m}) > 1000 or " + POD
                    + "(kafka_consumer_fetch_manager_records_lag_max{$m}) > 1000",
            "lag_before",
            "sum by (consumergroup) (kafka_consumergroup_lag{$m} offset 10m) or " + POD
                    + "(kafka_consumer_fetch_manager_records_lag_max{$m} offset 10m)",
            "lag_slope_per_second",
            "sum by (consumergroup) (deriv(kafka_consumergroup_lag{$m}[10m])) > 0 or " + POD
                    + "(deriv(kafka_consumer_fetch_manager_records_lag_max{$m}[10m])) > 0");

    /** Labels: exported_namespace or namespace and ingress; envoy_cluster_name; class of the controller or pod. */
    public static final MeasurementQuery INGRESS = family(
            "ingress",
            OFTEN,
            "count({__name__=~\"nginx_ingress_controller_build_info|haproxy_process_max_connections|envoy_server_live\",$m} offset 1h)",
            "requests_per_second",
            ENTRY + "(rate(nginx_ingress_controller_requests{$m}[$window])) or " + ROUTE
                    + "(rate(envoy_cluster_upstream_rq_total{" + ROUTES + ",$m}[$window]))",
            "error_ratio",
            ENTRY + "(rate(nginx_ingress_controller_requests{status=~\"5..\",$m}[$window])) / " + ENTRY
                    + "(rate(nginx_ingress_controller_requests{$m}[$window])) or " + ROUTE
                    + "(rate(envoy_cluster_upstream_rq_xx{envoy_response_code_class=\"5\"," + ROUTES
                    + ",$m}[$window])) / " + ROUTE + "(rate(envoy_cluster_upstream_rq_total{" + ROUTES
                    + ",$m}[$window]))",
            "connections_ratio",
            "max by (namespace, pod, instance) (haproxy_process_current_connections{$m} / (haproxy_process_max_connections{$m} > 0))",
            "connections_refused_per_second",
            "sum by (controller_class, pod, instance) (rate(nginx_ingress_controller_nginx_process_connections_total{state=\"accepted\",$m}[$window]))"
                    + " - sum by (controller_class, pod, instance) (rate(nginx_ingress_controller_nginx_process_connections_total{state=\"handled\",$m}[$window]))"
                    + " or sum by (namespace, pod, instance) (rate(envoy_listener_downstream_cx_overflow{$m}[$window]))");

    /** Labels: job. */
    public static final MeasurementQuery TARGETS = family(
            "targets",
            SLOWLY,
            "count(last_over_time(up{$m}[6h]))",
            "up",
            "sum by (job) (up{$m})",
            "targets",
            "count by (job) (up{$m})",
            "targets_before",
            "count by (job) (up{$m} offset 1h)");

    /** Labels: instance as probed (the URL). From the black-box exporter. */
    public static final MeasurementQuery PROBES = family(
            "probes",
            SLOWLY,
            "count(last_over_time(probe_success{$m}[6h]))",
            "success",
            "max by (namespace, instance, target) (probe_success{$m})",
            "certificate_ttl_seconds",
            "min by (namespace, instance, target) (probe_ssl_earliest_cert_expiry{$m}) - time()",
            "unreachable_ratio",
            "sum by (namespace, service, client_name) (rate(http_client_requests_seconds_count{outcome=\"UNKNOWN\",$m}[$window]))"
                    + " / sum by (namespace, service, client_name) (rate(http_client_requests_seconds_count{$m}[$window])) > 0.05",
            "client_calls_per_second",
            "sum by (namespace, service, client_name) (rate(http_client_requests_seconds_count{$m}[$window]))");

    /** Labels: slo. What business figures were at this hour one, two and three weeks ago. */
    public static final MeasurementQuery SLO_PAST = family(
            "slo_past",
            HISTORY,
            "count(slo:info{$m} offset 1w)",
            "events_week_1",
            past("slo:events:rate30m", 1),
            "events_week_2",
            past("slo:events:rate30m", 2),
            "events_week_3",
            past("slo:events:rate30m", 3),
            "bad_week_1",
            past("slo:bad_per_total:ratio_rate30m", 1),
            "bad_week_2",
            past("slo:bad_per_total:ratio_rate30m", 2),
            "bad_week_3",
            past("slo:bad_per_total:ratio_rate30m", 3));

    /** All of them. */
    static final List<MeasurementQuery> ALL =
            List.of(VOLUMES, CONTAINERS, RUNTIMES, INGRESS, TARGETS, PROBES, SLO_PAST);

    private WorkQueries() {}

    /** Seconds until nothing is left at the slope of that window, for volumes that are well filled and lose room. */
    private static String untilFull(String window) {
        return "min" + CLAIM + "(" + AVAILABLE + " / -(deriv(kubelet_volume_stats_available_bytes{$m}[" + window
                + "]) < 0)) and (" + USED + " > 0.8)";
    }

    private static String pool(String busy, String max) {
        return busy + "{$m} / (" + max + "{$m} > 0)";
    }

    /** The mean over two hours, this hour in their middle. */
    private static String past(String series, int weeks) {
        return "avg by (slo) (avg_over_time(" + series + "{$m}[2h] offset " + (weeks * 7 * 24 - 1) + "h))";
    }
}
