package dev.strata.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The questions that the exporter asks Prometheus. SLO figures come from the series that rulegen records; the presets
 * read common instrumentation (see {@link ServiceQueries}); machines, the control plane and what runs on the cluster have
 * one family of figures each in {@link FamilyQueries} and {@link WorkQueries}.
 */
public final class MeasurementQueries {

    private static final Duration OFTEN = FamilyQueries.OFTEN;
    private static final Duration SLO_REFRESH = Duration.ofSeconds(60);

    /** Labels: those of {@link RecordedSeries#INFO_LABELS}. Value 1. */
    public static final MeasurementQuery SLO_INFO =
            new MeasurementQuery("slo_info", RecordedSeries.INFO + "{$m}", SLO_REFRESH);

    /** Labels: slo. Value: the objective as a ratio. */
    public static final MeasurementQuery SLO_OBJECTIVE =
            new MeasurementQuery("slo_objective", RecordedSeries.OBJECTIVE + "{$m}", SLO_REFRESH);

    /** Labels: slo, namespace, kind, workload. Value 1. */
    public static final MeasurementQuery SLO_DEPENDS_ON =
            new MeasurementQuery("slo_depends_on", RecordedSeries.DEPENDS_ON + "{$m}", SLO_REFRESH);

    /**
     * Labels: slo, and {@code __name__} {@code slo:bad_per_total:ratio_rate<window>}. One answer for all windows and
     * the whole period.
     */
    public static final MeasurementQuery SLO_BAD_RATIO =
            new MeasurementQuery("slo_bad_ratio", "{__name__=~\"slo:bad_per_total:ratio_rate.+\",$m}", SLO_REFRESH);

    /** Labels: slo, and {@code __name__} {@code slo:events:rate<window>}. Events per second. */
    public static final MeasurementQuery SLO_EVENTS =
            new MeasurementQuery("slo_events", "{__name__=~\"slo:events:rate.+\",$m}", SLO_REFRESH);

    /** Labels: namespace, service. Seconds. */
    public static final MeasurementQuery SERVICE_P99 =
            new MeasurementQuery("service_p99", ServiceQueries.p99(""), OFTEN);

    /** Labels: namespace, service. Seconds, as {@link #SERVICE_P99} was the comparison distance ago. */
    public static final MeasurementQuery SERVICE_P99_BEFORE =
            new MeasurementQuery("service_p99_before", ServiceQueries.p99(" offset $before"), OFTEN);

    /** Labels: namespace, service. Requests per second. */
    public static final MeasurementQuery SERVICE_REQUEST_RATE =
            new MeasurementQuery("service_request_rate", ServiceQueries.rates(""), OFTEN);

    /** Labels: namespace, service. A family: errors, means, rates an hour and a week ago. */
    public static final MeasurementQuery SERVICES = ServiceQueries.SERVICES;

    /** Labels: namespace and service of the caller, client_name (the called host). Mean seconds per call. */
    public static final MeasurementQuery CLIENT_LATENCY = new MeasurementQuery(
            "client_latency",
            "sum by (namespace, service, client_name) (rate(http_client_requests_seconds_sum{$m}[$window]))"
                    + " / sum by (namespace, service, client_name)"
                    + " (rate(http_client_requests_seconds_count{$m}[$window]))",
            OFTEN);

    /** As {@link #CLIENT_LATENCY}, the comparison distance ago. */
    public static final MeasurementQuery CLIENT_LATENCY_BEFORE = new MeasurementQuery(
            "client_latency_before",
            "sum by (namespace, service, client_name)"
                    + " (rate(http_client_requests_seconds_sum{$m}[$window] offset $before))"
                    + " / sum by (namespace, service, client_name)"
                    + " (rate(http_client_requests_seconds_count{$m}[$window] offset $before))",
            OFTEN);

    /** Labels: namespace and service of the caller, client_name. Calls per second. */
    public static final MeasurementQuery CLIENT_RATE = new MeasurementQuery(
            "client_rate",
            "sum by (namespace, service, client_name) (rate(http_client_requests_seconds_count{$m}[$window]))",
            OFTEN);

    /** Labels: namespace and service of the caller, client_name. Share of calls that fail on the server's side. */
    public static final MeasurementQuery CLIENT_ERROR_RATIO = new MeasurementQuery(
            "client_error_ratio",
            "sum by (namespace, service, client_name)"
                    + " (rate(http_client_requests_seconds_count{outcome=~\"SERVER_ERROR|UNKNOWN\",$m}[$window]))"
                    + " / sum by (namespace, service, client_name)"
                    + " (rate(http_client_requests_seconds_count{$m}[$window]))",
            OFTEN);

    /**
     * The exporter's own findings as an earlier run published them. Labels: the identity. Unix time since when.
     * Asked once at start, so that an upgrade neither resolves nor re-fires an alert.
     */
    public static final MeasurementQuery OWN_ACTIVE = new MeasurementQuery(
            "own_active",
            "min by (layer, signal, namespace, kind, name)"
                    + " (last_over_time(strata_signal_active_timestamp_seconds{$m}[10m]))",
            Duration.ZERO);

    /** Every query that is asked again and again, {@link #OWN_ACTIVE} left out. */
    public static final List<MeasurementQuery> ALL = Stream.of(
                    List.of(
                            SLO_INFO,
                            SLO_OBJECTIVE,
                            SLO_DEPENDS_ON,
                            SLO_BAD_RATIO,
                            SLO_EVENTS,
                            SERVICE_P99,
                            SERVICE_P99_BEFORE,
                            SERVICE_REQUEST_RATE,
                            CLIENT_LATENCY,
                            CLIENT_LATENCY_BEFORE,
                            CLIENT_RATE,
                            CLIENT_ERROR_RATIO,
                            SERVICES),
                    FamilyQueries.ALL,
                    WorkQueries.ALL)
            .flatMap(List::stream)
            .toList();

    private MeasurementQueries() {}

    /** The query with this id, empty for any other text. */
    public static Optional<MeasurementQuery> byId(String id) {
        return ALL.stream().filter(query -> query.id().equals(id)).findFirst();
    }
}
