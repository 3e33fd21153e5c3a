package dev.strata.rulegen.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.rulegen.promql.infer.LabelFact;
import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.monitoring.KubeStateMetrics;
import dev.strata.testbed.monitoring.RealAlertmanager;
import dev.strata.testbed.monitoring.RealPrometheus;
import dev.strata.testbed.monitoring.ScrapeJob;
import dev.strata.testbed.part.HttpCall;
import dev.strata.testbed.part.PartProcess;
import dev.strata.testbed.part.Parts;
import dev.strata.testbed.part.Ports;
import dev.strata.testbed.part.WorkFolder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tables beside what real components expose: each series of theirs is known and carries what is promised. */
@Tag("real")
class RealScrapeTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** One for each switch of the Go release that a program was built with. */
    private static final String OF_THE_GO_RELEASE = "go_godebug_";

    private static final MetricIndex INDEX = MetricIndex.standard();
    private static final Map<String, Set<SeriesType>> TYPES = Map.of(
            "counter", Set.of(SeriesType.COUNTER),
            "gauge", Set.of(SeriesType.GAUGE, SeriesType.TIMESTAMP, SeriesType.INFO),
            "info", Set.of(SeriesType.INFO),
            "stateset", Set.of(SeriesType.GAUGE),
            "histogram_bucket", Set.of(SeriesType.BUCKET),
            "histogram_count", Set.of(SeriesType.COUNTER),
            "histogram_sum", Set.of(SeriesType.COUNTER),
            "summary", Set.of(SeriesType.QUANTILE),
            "summary_count", Set.of(SeriesType.COUNTER),
            "summary_sum", Set.of(SeriesType.COUNTER));

    @RegisterExtension
    static final RealCluster CLUSTER = RealCluster.builder().nodes(2).build();

    @RegisterExtension
    static final KubeStateMetrics STATE = KubeStateMetrics.of(CLUSTER);

    @RegisterExtension
    static final RealAlertmanager ALERTMANAGER = RealAlertmanager.configured("""
            route: {receiver: nobody}
            receivers: [{name: nobody}]
            """);

    @RegisterExtension
    static final RealPrometheus PROMETHEUS = RealPrometheus.builder()
            .scrape(ScrapeJob.named("state").target(STATE::address, Map.of()))
            .alertmanager(ALERTMANAGER)
            .build();

    @Test
    void scrape_kubeApiserver_isAsTheTablesSay() {
        CLUSTER.api().await("/api/v1/nodes/node-0", LIMIT, node -> true);
        HttpCall.Answer answer = CLUSTER.api().raw("GET", "/metrics", null, null);
        compare(answer, "apiserver_", "go_", "process_", "rest_client_", "workqueue_", "etcd_");
    }

    @Test
    void scrape_kubeStateMetrics_isAsTheTablesSay() {
        PROMETHEUS.awaitQuery("kube_node_info", LIMIT, nodes -> nodes.size() == 2);
        compare(get("http://" + STATE.address() + "/metrics"), "kube_");
    }

    @Test
    void scrape_prometheus_isAsTheTablesSay() {
        PROMETHEUS.awaitQuery("up", LIMIT, targets -> !targets.isEmpty());
        compare(get(PROMETHEUS.url() + "/metrics"), "prometheus_", "go_", "process_", "promhttp_", "net_conntrack_");
    }

    @Test
    void scrape_alertmanager_isAsTheTablesSay() {
        compare(get(ALERTMANAGER.url() + "/metrics"), "alertmanager_", "go_", "process_", "promhttp_");
    }

    @Test
    void scrape_etcd_isAsTheTablesSay() {
        String client = "http://127.0.0.1:" + Ports.free();
        String peer = "http://127.0.0.1:" + Ports.free();
        try (WorkFolder folder = WorkFolder.create("etcd");
                PartProcess etcd = PartProcess.start(
                        "etcd",
                        folder,
                        List.of(
                                Parts.built().program("etcd").toString(),
                                "--data-dir=" + folder.resolve("data"),
                                "--listen-client-urls=" + client,
                                "--advertise-client-urls=" + client,
                                "--listen-peer-urls=" + peer,
                                "--initial-advertise-peer-urls=" + peer,
                                "--initial-cluster=default=" + peer))) {
            etcd.awaitReady(LIMIT, () -> HttpCall.plain().isOk(URI.create(client + "/health")));
            compare(get(client + "/metrics"), "etcd_", "go_", "process_", "grpc_server_", "os_fd_");
        }
    }

    private static HttpCall.Answer get(String url) {
        return HttpCall.plain().get(URI.create(url));
    }

    private static void compare(HttpCall.Answer answer, String... beginnings) {
        assertThat(answer.status()).isEqualTo(200);
        List<Exposition.Series> claimed = Exposition.parse(answer.body()).series().stream()
                .filter(series -> List.of(beginnings).stream().anyMatch(series.name()::startsWith))
                .filter(series -> !series.name().startsWith(OF_THE_GO_RELEASE))
                .toList();
        assertThat(claimed).hasSizeGreaterThan(50);
        var wrong = new TreeSet<String>();
        claimed.forEach(series -> INDEX.byName(series.name())
                .ifPresentOrElse(
                        metric -> compare(series, metric, wrong), () -> wrong.add("not known: " + series.name())));
        assertThat(wrong).isEmpty();
    }

    private static void compare(Exposition.Series series, KnownMetric metric, Set<String> wrong) {
        boolean unsaid = metric.type() == SeriesType.UNKNOWN || series.type().equals("untyped");
        if (!unsaid && !TYPES.getOrDefault(series.type(), Set.of()).contains(metric.type())) {
            wrong.add(series.name() + " is a " + series.type() + ", not a " + metric.type());
        }
        if (!metric.values().contains(series.value())) {
            wrong.add(series.name() + " has the value " + series.value());
        }
        metric.carried().forEach((label, fact) -> compare(series, label, fact, wrong));
        if (!metric.open()) {
            series.labels().keySet().stream()
                    .filter(label -> !metric.labels().contains(label))
                    .forEach(label -> wrong.add(series.name() + " also has the label " + label));
        }
    }

    private static void compare(Exposition.Series series, String label, LabelFact fact, Set<String> wrong) {
        String value = series.labels().getOrDefault(label, "");
        if (value.isEmpty() && fact.isAlways()) {
            wrong.add(series.name() + " lacks the label " + label);
        } else if (!value.isEmpty() && !fact.values().contains(value)) {
            wrong.add(series.name() + " has the label " + label + "=" + value);
        }
    }
}
