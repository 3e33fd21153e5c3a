package dev.strata.testbed.target;

import static dev.strata.testbed.exposition.Labels.NONE;

import dev.strata.testbed.exposition.Labels;
import dev.strata.testbed.exposition.SeriesTable;
import dev.strata.testbed.target.Inventory.Pod;
import dev.strata.testbed.target.Inventory.Route;
import java.util.List;

/** What ingress-nginx does: its pods share the load of every Ingress of the cluster. */
public final class IngressTarget {
    private static final List<Double> BOUNDS = List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);
    private static final double DAY = 86_400;

    private double perSecond = 30;
    private double seconds = 0.06;
    private double failing = 0.0005;
    private double connections = 180;
    private double days = 62;
    private boolean reloaded = true;
    private double reloadedAt = Double.NaN;
    private boolean down;

    IngressTarget() {}

    /** Requests per second of each Ingress. */
    public synchronized IngressTarget load(double requestsPerSecond) {
        perSecond = requestsPerSecond;
        return this;
    }

    /** Mean time of a request. */
    public synchronized IngressTarget latency(double meanSeconds) {
        seconds = meanSeconds;
        return this;
    }

    /** Share of the requests that end in 502 or 503. */
    public synchronized IngressTarget errors(double share) {
        failing = share;
        return this;
    }

    /** Open connections of each pod; a worker takes 16384. */
    public synchronized IngressTarget connections(double open) {
        connections = open;
        return this;
    }

    /** Whether the last configuration was taken. */
    public synchronized IngressTarget configAccepted(boolean accepted) {
        reloaded = accepted;
        return this;
    }

    /** Days until the certificates of all hosts end. */
    public synchronized IngressTarget certificateDays(double left) {
        days = left;
        return this;
    }

    /** No pod of it answers a scrape. */
    public synchronized IngressTarget down(boolean gone) {
        down = gone;
        return this;
    }

    /** As it was before anything was said. */
    public synchronized IngressTarget recover() {
        perSecond = 30;
        seconds = 0.06;
        failing = 0.0005;
        connections = 180;
        days = 62;
        reloaded = true;
        down = false;
        return this;
    }

    synchronized boolean isDown() {
        return down;
    }

    synchronized void advance(
            SeriesTable series, Pod pod, int pods, List<Route> routes, double started, double now, double passed) {
        Labels own = Labels.of(
                "controller_class", "k8s.io/ingress-nginx",
                "controller_namespace", pod.namespace(),
                "controller_pod", pod.name());
        for (Route route : routes) {
            requests(series, own, route, perSecond / pods * passed);
            Labels host = Labels.of("class", "nginx", "host", route.host(), "namespace", route.namespace());
            series.gauge(
                    "nginx_ingress_controller_ssl_expire_time_seconds",
                    host.and("secret_name", route.name() + "-tls"),
                    now + days * DAY);
            series.gauge(
                    "nginx_ingress_controller_orphan_ingress",
                    own.and("ingress", route.name(), "namespace", route.namespace(), "type", "no-service"),
                    0);
        }
        process(series, own, started, passed);
        if (reloaded && !(reloadedAt > 0)) {
            reloadedAt = now;
        }
        series.gauge("nginx_ingress_controller_config_last_reload_successful", own, reloaded ? 1 : 0);
        series.gauge("nginx_ingress_controller_config_last_reload_successful_timestamp_seconds", own, reloadedAt);
        series.gauge("nginx_ingress_controller_config_hash", own, 1.4e19);
        series.counter("nginx_ingress_controller_success", own, reloaded ? passed / 60 : 0);
        series.counter("nginx_ingress_controller_errors", own, reloaded ? 0 : passed / 60);
        series.gauge("nginx_ingress_controller_build_info", own.and("build", "1", "release", "v1.15.0"), 1);
        SelfMetrics.write(series, started, now, 160 << 20);
    }

    private void requests(SeriesTable series, Labels own, Route route, double count) {
        Labels labels = own.and(
                "canary", "",
                "host", route.host(),
                "ingress", route.name(),
                "method", "GET",
                "namespace", route.namespace(),
                "path", route.path(),
                "service", route.service());
        answer(series, labels.and("status", "200"), count * (1 - failing) * 0.97);
        answer(series, labels.and("status", "404"), count * (1 - failing) * 0.03);
        answer(series, labels.and("status", "502"), count * failing * 0.4);
        answer(series, labels.and("status", "503"), count * failing * 0.6);
    }

    private void answer(SeriesTable series, Labels labels, double count) {
        series.counter("nginx_ingress_controller_requests", labels, count);
        series.observe("nginx_ingress_controller_request_duration_seconds", labels, BOUNDS, count, seconds);
        series.observe("nginx_ingress_controller_response_duration_seconds", labels, BOUNDS, count, seconds * 0.95);
        series.observe("nginx_ingress_controller_connect_duration_seconds", labels, BOUNDS, count, 0.001);
    }

    private void process(SeriesTable series, Labels own, double started, double passed) {
        String family = "nginx_ingress_controller_nginx_process_";
        series.gauge(family + "connections", own.and("state", "active"), connections);
        series.gauge(family + "connections", own.and("state", "reading"), Math.floor(connections * 0.02));
        series.gauge(family + "connections", own.and("state", "writing"), Math.floor(connections * 0.1));
        series.gauge(family + "connections", own.and("state", "waiting"), Math.floor(connections * 0.88));
        series.counter(family + "connections_total", own.and("state", "accepted"), perSecond / 10 * passed);
        series.counter(family + "connections_total", own.and("state", "handled"), perSecond / 10 * passed);
        series.counter(family + "requests_total", own, perSecond * passed);
        series.counter(family + "cpu_seconds_total", own, 0.08 * passed);
        series.gauge(family + "resident_memory_bytes", own, 140 << 20);
        series.gauge(family + "num_procs", own, 5);
        series.gauge(family + "oldest_start_time_seconds", own, started);
        series.gauge("nginx_ingress_controller_leader_election_status", own.and("name", "ingress-nginx-leader"), 1);
        series.gauge("process_start_time_seconds", NONE, started);
    }
}
