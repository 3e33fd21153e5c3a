package dev.strata.testbed.target;

import static dev.strata.testbed.exposition.Labels.NONE;

import dev.strata.testbed.exposition.Labels;
import dev.strata.testbed.exposition.SeriesTable;
import java.util.List;

/** What CoreDNS does: all its pods alike. */
public final class DnsTarget {
    private static final List<Double> BOUNDS = List.of(
            0.00025, 0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512, 1.024, 2.048, 4.096,
            8.192);
    private static final Labels SERVER = Labels.of("server", "dns://:53", "view", "", "zone", ".");

    private double perSecond = 120;
    private double seconds = 0.0008;
    private double failing = 0.0005;
    private double upstreamSeconds = 0.006;
    private double upstreamFailing;
    private double cacheHits = 0.85;
    private double panicsPerSecond;
    private boolean down;

    DnsTarget() {}

    /** Requests per second to each pod. */
    public synchronized DnsTarget load(double requestsPerSecond) {
        perSecond = requestsPerSecond;
        return this;
    }

    /** Mean time of an answer. */
    public synchronized DnsTarget latency(double meanSeconds) {
        seconds = meanSeconds;
        return this;
    }

    /** Share of the answers that are SERVFAIL. */
    public synchronized DnsTarget errors(double share) {
        failing = share;
        return this;
    }

    /** Mean time of the upstream servers, and the share of questions to them that fail. */
    public synchronized DnsTarget upstream(double meanSeconds, double failingShare) {
        upstreamSeconds = meanSeconds;
        upstreamFailing = failingShare;
        return this;
    }

    /** Share of the questions that the cache answers. */
    public synchronized DnsTarget cacheHits(double share) {
        cacheHits = share;
        return this;
    }

    public synchronized DnsTarget panics(double panicsEachSecond) {
        panicsPerSecond = panicsEachSecond;
        return this;
    }

    /** No pod of it answers a scrape. */
    public synchronized DnsTarget down(boolean gone) {
        down = gone;
        return this;
    }

    /** As it was before anything was said. */
    public synchronized DnsTarget recover() {
        perSecond = 120;
        seconds = 0.0008;
        failing = 0.0005;
        upstreamSeconds = 0.006;
        upstreamFailing = 0;
        cacheHits = 0.85;
        panicsPerSecond = 0;
        down = false;
        return this;
    }

    synchronized boolean isDown() {
        return down;
    }

    synchronized void advance(SeriesTable series, double started, double now, double passed) {
        double asked = perSecond * passed;
        question(series, "A", asked * 0.6);
        question(series, "AAAA", asked * 0.4);
        answers(series, "NOERROR", asked * (1 - failing) * 0.7, seconds);
        answers(series, "NXDOMAIN", asked * (1 - failing) * 0.3, seconds);
        answers(series, "SERVFAIL", asked * failing, seconds);
        Labels cache = Labels.of("server", "dns://:53", "view", "", "zones", ".");
        series.counter("coredns_cache_requests_total", cache, asked);
        series.counter("coredns_cache_hits_total", cache.and("type", "success"), asked * cacheHits * 0.7);
        series.counter("coredns_cache_hits_total", cache.and("type", "denial"), asked * cacheHits * 0.3);
        series.counter("coredns_cache_misses_total", cache, asked * (1 - cacheHits));
        series.gauge("coredns_cache_entries", cache.and("type", "success"), 420);
        series.gauge("coredns_cache_entries", cache.and("type", "denial"), 130);
        upstream(series, asked * (1 - cacheHits) / 2);
        series.counter("coredns_panics_total", NONE, panicsPerSecond * passed);
        series.counter("coredns_reload_failed_total", NONE, 0);
        series.gauge("coredns_build_info", Labels.of("goversion", "go1.26", "revision", "1", "version", "1.14.7"), 1);
        for (String plugin : List.of("cache", "errors", "forward", "health", "kubernetes", "prometheus", "ready")) {
            series.gauge("coredns_plugin_enabled", SERVER.and("name", plugin), 1);
        }
        SelfMetrics.write(series, started, now, 38 << 20);
    }

    private static void question(SeriesTable series, String type, double count) {
        Labels labels = SERVER.and("family", "1", "proto", "udp", "type", type);
        series.counter("coredns_dns_requests_total", labels, count);
    }

    private static void answers(SeriesTable series, String rcode, double count, double mean) {
        Labels labels = SERVER.and("plugin", rcode.equals("SERVFAIL") ? "forward" : "kubernetes", "rcode", rcode);
        series.counter("coredns_dns_responses_total", labels, count);
        series.observe("coredns_dns_request_duration_seconds", SERVER.and("type", "A"), BOUNDS, count, mean);
    }

    private void upstream(SeriesTable series, double count) {
        Labels to = Labels.of("proxy_name", "forward", "to", "10.96.0.2:53");
        Labels good = to.and("rcode", "NOERROR");
        Labels bad = to.and("rcode", "SERVFAIL");
        series.observe(
                "coredns_proxy_request_duration_seconds", good, BOUNDS, count * (1 - upstreamFailing), upstreamSeconds);
        series.observe("coredns_proxy_request_duration_seconds", bad, BOUNDS, count * upstreamFailing, upstreamSeconds);
        series.counter("coredns_proxy_healthcheck_failures_total", to, upstreamFailing >= 1 ? 1 : 0);
        series.counter("coredns_forward_healthcheck_broken_total", NONE, upstreamFailing >= 1 ? count : 0);
        series.counter("coredns_forward_max_concurrent_rejects_total", NONE, 0);
        series.counter("coredns_proxy_conn_cache_hits_total", to.and("proto", "udp"), count);
    }
}
