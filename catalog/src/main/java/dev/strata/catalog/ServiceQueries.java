package dev.strata.catalog;

import static dev.strata.catalog.FamilyQueries.OFTEN;
import static dev.strata.catalog.MeasurementQuery.family;

/**
 * Presets: what common instrumentation says of a Service. Micrometer and Spring Boot, OpenTelemetry's HTTP server and
 * Istio at the destination, in this order where a Service has several. A Service is named by the {@code namespace} and
 * {@code service} labels that a ServiceMonitor attaches, or by Istio's destination. Probes, management and streaming
 * routes are left out: their latency says nothing about users.
 */
final class ServiceQueries {

    private static final String SKIP =
            "/actuator.*|.*/(health|healthz|livez|readyz|ready|live|metrics)(/.*)?|.*(/ws|/sse|/stream|/events|websocket).*";
    private static final String SPRING = "http_server_requests_seconds_";
    private static final String OTEL = "http_server_request_duration_seconds_";
    private static final String ISTIO = "istio_request_duration_milliseconds_";
    private static final String SPRING_ROUTES = "uri!~\"" + SKIP + "\",$m}";
    private static final String OTEL_ROUTES = "http_route!~\"" + SKIP + "\",$m}";
    private static final String MESH = "reporter=\"destination\",$m}";
    private static final String OWN = "namespace, service";
    private static final String DESTINATION = "destination_service_namespace, destination_service_name";

    /** Labels: namespace, service. What is known beside the three questions about p99 and rate. */
    static final MeasurementQuery SERVICES = family(
            "services",
            OFTEN,
            "count({__name__=~\"" + SPRING + "count|" + OTEL + "count|istio_requests_total\",$m} offset 1h)",
            "error_ratio",
            ratio(SPRING + "count{status=~\"5..\"," + SPRING_ROUTES, SPRING + "count{" + SPRING_ROUTES, OWN) + " or "
                    + ratio(
                            OTEL + "count{http_response_status_code=~\"5..\"," + OTEL_ROUTES,
                            OTEL + "count{" + OTEL_ROUTES,
                            OWN)
                    + " or "
                    + renamed(ratio(
                            "istio_requests_total{response_code=~\"5..|0\"," + MESH,
                            "istio_requests_total{" + MESH,
                            DESTINATION)),
            "mean_seconds",
            mean(""),
            "mean_before_seconds",
            mean(" offset $before"),
            "requests_hour_ago",
            rates(" offset 1h"),
            "requests_week_ago",
            rates(" offset 1w"));

    private ServiceQueries() {}

    /** Seconds, as they are now or at an offset. */
    static String p99(String offset) {
        return quantile(SPRING + "bucket{" + SPRING_ROUTES, OWN, offset) + " or "
                + quantile(OTEL + "bucket{" + OTEL_ROUTES, OWN, offset) + " or "
                + renamed(quantile(ISTIO + "bucket{" + MESH, DESTINATION, offset) + " / 1000");
    }

    /** Requests per second. */
    static String rates(String offset) {
        return sum(SPRING + "count{" + SPRING_ROUTES, OWN, offset) + " or "
                + sum(OTEL + "count{" + OTEL_ROUTES, OWN, offset) + " or "
                + renamed(sum("istio_requests_total{" + MESH, DESTINATION, offset));
    }

    private static String mean(String offset) {
        return sum(SPRING + "sum{" + SPRING_ROUTES, OWN, offset) + " / "
                + sum(SPRING + "count{" + SPRING_ROUTES, OWN, offset)
                + " or " + sum(OTEL + "sum{" + OTEL_ROUTES, OWN, offset) + " / "
                + sum(OTEL + "count{" + OTEL_ROUTES, OWN, offset) + " or "
                + renamed(sum(ISTIO + "sum{" + MESH, DESTINATION, offset) + " / "
                        + sum(ISTIO + "count{" + MESH, DESTINATION, offset) + " / 1000");
    }

    private static String quantile(String series, String by, String offset) {
        return "histogram_quantile(0.99, sum by (" + by + ", le) (rate(" + series + "[$window]" + offset + ")))";
    }

    private static String ratio(String part, String all, String by) {
        return sum(part, by, "") + " / " + sum(all, by, "");
    }

    private static String sum(String series, String by, String offset) {
        return "sum by (" + by + ") (rate(" + series + "[$window]" + offset + "))";
    }

    /** Istio's labels by the names that the others have. */
    private static String renamed(String expression) {
        return "max by (namespace, service) (label_replace(label_replace(" + expression
                + ", \"namespace\", \"$1\", \"destination_service_namespace\", \"(.+)\"),"
                + " \"service\", \"$1\", \"destination_service_name\", \"(.+)\"))";
    }
}
