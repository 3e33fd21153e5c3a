package dev.strata.testbed.target;

import dev.strata.testbed.exposition.Labels;
import dev.strata.testbed.exposition.SeriesTable;
import dev.strata.testbed.target.NodeTarget.Knob;
import java.util.List;

/** What kube-proxy shows of one node. */
final class ProxyPage {
    private static final List<Double> BOUNDS =
            List.of(0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512, 1.024, 2.048, 4.096, 8.192);
    private static final Labels FAMILY = Labels.of("ip_family", "IPv4");

    private final SeriesTable series = new SeriesTable();
    private final double started;

    ProxyPage(double started) {
        this.started = started;
    }

    SeriesTable series() {
        return series;
    }

    void advance(NodeTarget state, double now, double seconds) {
        double sync = state.at(Knob.PROXY_SECONDS);
        double lag = state.at(Knob.PROXY_LAG_SECONDS);
        series.observe("kubeproxy_sync_proxy_rules_duration_seconds", FAMILY, BOUNDS, seconds / 5, sync);
        series.observe("kubeproxy_network_programming_duration_seconds", FAMILY, BOUNDS, seconds / 5, sync * 3 + lag);
        series.gauge("kubeproxy_sync_proxy_rules_last_timestamp_seconds", FAMILY, now - lag);
        series.gauge("kubeproxy_sync_proxy_rules_last_queued_timestamp_seconds", FAMILY, now - Math.min(lag, 1));
        series.gauge("kubeproxy_sync_proxy_rules_endpoint_changes_pending", Labels.NONE, lag > 0 ? 12 : 0);
        series.counter("kubeproxy_sync_proxy_rules_endpoint_changes_total", Labels.NONE, seconds / 10);
        Labels calls = Labels.of("code", "200", "host", "kubernetes.default.svc", "method", "GET");
        series.counter("rest_client_requests_total", calls, seconds / 10);
        SelfMetrics.write(series, started, now, 45 << 20);
    }
}
