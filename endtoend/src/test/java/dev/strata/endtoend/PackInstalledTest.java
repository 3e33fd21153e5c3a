package dev.strata.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.strata.endtoend.real.StockStack;
import dev.strata.testbed.cluster.KubeApi;
import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.monitoring.ControlPlaneJobs;
import dev.strata.testbed.monitoring.KubeStateMetrics;
import dev.strata.testbed.monitoring.PrometheusBuilder;
import dev.strata.testbed.monitoring.RealAlertmanager;
import dev.strata.testbed.monitoring.RealPrometheus;
import dev.strata.testbed.monitoring.ScrapeJob;
import dev.strata.testbed.monitoring.WebhookReceiver;
import dev.strata.testbed.monitoring.WebhookReceiver.Notification;
import dev.strata.testbed.part.Await;
import dev.strata.testbed.part.PartException;
import dev.strata.testbed.part.WorkFolder;
import dev.strata.testbed.target.ClusterTargets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The whole pack on real control planes and real monitoring, ten times faster, in the three layouts that people run: a
 * pair of servers with external labels before one Alertmanager and before two, and a ruler over two clusters that receives
 * both by remote write. Series come as the usual stack keeps them, after its relabelings. Quiet while all is well and while
 * workloads roll; one group for an incident, in each layout and with the stack's own Alertmanager configuration.
 */
@Tag("real")
class PackInstalledTest {
    private static final Tempo TEMPO = new Tempo(10, Duration.ofSeconds(1));
    /** Two servers ask the same targets, which a busy machine answers late. */
    private static final Duration EACH = Duration.ofSeconds(2);

    private static final Duration SOON = Duration.ofMinutes(2);
    /** Fifteen minutes of the pack's time, more than the waits of most alerts. */
    private static final Duration QUIET = Duration.ofSeconds(90);

    /** Names of jobs as an installation of its own may have them. */
    private static final Map<String, String> OWN_NAMES =
            Map.of("coredns", "dns", "kube-state-metrics", "ksm", "node-exporter", "machines");

    private static final String NORTH = "north";
    private static final String SOUTH = "south";

    @Order(1)
    @RegisterExtension
    static final RealCluster CLUSTER = RealCluster.builder().nodes(3).build();

    @Order(1)
    @RegisterExtension
    static final RealCluster OTHER = RealCluster.builder().nodes(3).build();

    @Order(2)
    @RegisterExtension
    static final ClusterTargets TARGETS = ClusterTargets.of(CLUSTER);

    @Order(2)
    @RegisterExtension
    static final ClusterTargets OTHER_TARGETS = ClusterTargets.of(OTHER);

    @Order(2)
    @RegisterExtension
    static final KubeStateMetrics STATE = KubeStateMetrics.of(CLUSTER);

    @Order(2)
    @RegisterExtension
    static final KubeStateMetrics OTHER_STATE = KubeStateMetrics.of(OTHER);

    @RegisterExtension
    static final WebhookReceiver ROUTED = WebhookReceiver.create();

    @RegisterExtension
    static final WebhookReceiver PAIRED = WebhookReceiver.create();

    @RegisterExtension
    static final WebhookReceiver RULED = WebhookReceiver.create();

    @RegisterExtension
    static final WebhookReceiver MUTED = WebhookReceiver.create();

    private static final String ROUTES =
            TEMPO.rewrite(read(Program.root().resolve("rules/generated/alertmanager-route.yaml")));

    @RegisterExtension
    static final RealAlertmanager ALERTMANAGER = RealAlertmanager.routing(ROUTED, ROUTES);

    private static final List<RealAlertmanager> PAIR = RealAlertmanager.pair(PAIRED, ROUTES);

    @RegisterExtension
    static final RealAlertmanager ONE_OF_TWO = PAIR.get(0);

    @RegisterExtension
    static final RealAlertmanager OTHER_OF_TWO = PAIR.get(1);

    @RegisterExtension
    static final RealAlertmanager STOCK = RealAlertmanager.configured(TEMPO.rewrite(StockStack.silent()));

    @RegisterExtension
    static final RealAlertmanager WATCHDOG_MUTED =
            RealAlertmanager.configured(TEMPO.rewrite(StockStack.receiving(MUTED.url("everything"))));

    @RegisterExtension
    static final RealAlertmanager OF_RULER = RealAlertmanager.routing(RULED, ROUTES);

    @RegisterExtension
    static final RealPrometheus RULER = RealPrometheus.builder()
            .intervals(EACH, EACH)
            .flags("--web.enable-remote-write-receiver")
            .rules(rules())
            .alertmanager(OF_RULER)
            .build();

    @RegisterExtension
    static final RealPrometheus FIRST = server("0").settings(remoteWrite()).build();

    @RegisterExtension
    static final RealPrometheus SECOND = server("1").build();

    @RegisterExtension
    static final WebhookReceiver RENAMED = WebhookReceiver.create();

    @RegisterExtension
    static final RealAlertmanager SOUTHERN_ALERTMANAGER = RealAlertmanager.routing(RENAMED, ROUTES);

    /** Its jobs have names of its own, and its rules are made for them; behind the wire they have the usual ones. */
    @RegisterExtension
    static final RealPrometheus SOUTHERN = scraping(OTHER, OTHER_TARGETS, OTHER_STATE, OWN_NAMES)
            .externalLabel("cluster", SOUTH)
            .settings(remoteWrite())
            .rules(southern())
            .alertmanager(SOUTHERN_ALERTMANAGER)
            .build();

    @Test
    @Timeout(900)
    void wholePack_inEachLayout_isQuietWhileWorkloadsRoll_andTellsOfAnIncidentOnce() {
        FIRST.awaitQuery("count(kube_node_info) == 3", SOON, nodes -> !nodes.isEmpty());
        for (RealPrometheus ruling : List.of(FIRST, SECOND, RULER, SOUTHERN)) {
            ruling.awaitQuery("slo:info", SOON, slos -> !slos.isEmpty());
        }
        RULER.awaitQuery("count by (cluster) (kube_node_info)", SOON, clusters -> clusters.size() == 2);
        roll(CLUSTER.api());
        Await.pause(QUIET);
        for (RealPrometheus ruling : List.of(FIRST, SECOND, RULER, SOUTHERN)) {
            assertThat(ruling.query("ALERTS{alertstate=\"firing\", alertname=\"Watchdog\"}"))
                    .isNotEmpty();
            assertThat(fired(ruling)).as("fired while all was well").isEmpty();
            assertThat(ruling.query("sum(prometheus_rule_evaluation_failures_total) > 0"))
                    .isEmpty();
        }
        assertThat(FIRST.query("slo:bad_per_total:ratio_rate5m{slo=~\"apiserver.*\"}"))
                .as("the API server's objectives can be judged from the buckets that the stack keeps")
                .isNotEmpty();
        for (WebhookReceiver told : List.of(ROUTED, PAIRED, RULED, MUTED, RENAMED)) {
            assertThat(groups(told, Instant.EPOCH))
                    .as("told while all was well")
                    .isEmpty();
        }

        Instant gone = InstantSource.system().instant();
        TARGETS.dns().down(true);
        awaitPage("one Alertmanager", ROUTED, NORTH);
        awaitPage("two Alertmanagers", PAIRED, NORTH);
        awaitPage("the ruler", RULED, NORTH);
        MUTED.await(SOON, n -> n.fires("ClusterDnsDown"));
        Await.pause(Duration.ofSeconds(20));
        assertThat(groups(ROUTED, gone)).as("one group from two servers").hasSize(1);
        assertThat(groups(PAIRED, gone)).as("one group from two Alertmanagers").hasSize(1);
        assertThat(firstPages(PAIRED)).as("one of the two sends it").isEqualTo(1);
        assertThat(groups(MUTED, gone)).as("one group without our routes").hasSize(1);
        assertThat(clusters(RULED)).as("the ruler's page says where").containsExactly(NORTH);

        OTHER_TARGETS.dns().down(true);
        awaitPage("the ruler", RULED, SOUTH);
        assertThat(clusters(ROUTED))
                .as("the servers of one cluster do not see the other")
                .containsExactly(NORTH);
    }

    /** What a rollout restart changes. */
    private static void roll(KubeApi api) {
        for (String deployment :
                List.of("kube-system/deployments/coredns", "ingress-nginx/deployments/ingress-nginx-controller")) {
            api.patch("/apis/apps/v1/namespaces/" + deployment, """
                    {spec: {template: {metadata: {annotations: {kubectl.kubernetes.io/restartedAt: "now"}}}}}
                    """);
        }
    }

    private static void awaitPage(String layout, WebhookReceiver webhook, String cluster) {
        try {
            webhook.await(
                    SOON,
                    n -> n.receiver().equals("strata-page")
                            && label(n, "cluster").equals(cluster)
                            && n.fires("ClusterDnsDown"));
        } catch (PartException e) {
            throw new AssertionError(
                    layout + " did not page for " + cluster + ", but said " + groups(webhook, Instant.EPOCH), e);
        }
    }

    private static Set<String> fired(RealPrometheus server) {
        return server
                .query(
                        "group by (alertname) (count_over_time(ALERTS{alertstate=\"firing\", alertname!=\"Watchdog\"}[2m]))")
                .stream()
                .map(sample -> sample.label("alertname"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Notification> told(WebhookReceiver webhook, Instant since) {
        return webhook.notifications().stream()
                .filter(n -> n.at().isAfter(since) && !n.receiver().equals("strata-heartbeat"));
    }

    private static Set<String> groups(WebhookReceiver webhook, Instant since) {
        return told(webhook, since)
                .map(n -> n.receiver() + " " + n.payload().path("groupKey").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> clusters(WebhookReceiver webhook) {
        return told(webhook, Instant.EPOCH)
                .map(n -> label(n, "cluster"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String label(Notification notification, String name) {
        return notification.payload().path("commonLabels").path(name).asText();
    }

    /** How often the beginning of the incident was told. */
    private static long firstPages(WebhookReceiver webhook) {
        return told(webhook, Instant.EPOCH)
                .filter(n -> n.fires("ClusterDnsDown"))
                .map(n -> names(n.payload()))
                .filter(names -> names.size() == 1)
                .count();
    }

    private static Set<String> names(JsonNode payload) {
        Set<String> names = new TreeSet<>();
        payload.path("alerts")
                .forEach(alert ->
                        names.add(alert.path("labels").path("alertname").asText()));
        return names;
    }

    private static PrometheusBuilder server(String replica) {
        return scraping(CLUSTER, TARGETS, STATE, Map.of())
                .externalLabel("cluster", NORTH)
                .externalLabel("prometheus_replica", replica)
                .settings("""
                        alerting: {alert_relabel_configs: [{action: labeldrop, regex: prometheus_replica}]}
                        """)
                .rules(rules())
                .alertmanager(ALERTMANAGER)
                .alertmanager(ONE_OF_TWO)
                .alertmanager(OTHER_OF_TWO)
                .alertmanager(STOCK)
                .alertmanager(WATCHDOG_MUTED);
    }

    private static PrometheusBuilder scraping(
            RealCluster cluster, ClusterTargets targets, KubeStateMetrics state, Map<String, String> names) {
        var jobs = new ArrayList<ScrapeJob>(targets.jobs(EACH));
        jobs.addAll(ControlPlaneJobs.of(cluster, Duration.ofSeconds(3)));
        jobs.add(ScrapeJob.named("kube-state-metrics")
                .target(state::address, Map.of())
                .honorLabels());
        return RealPrometheus.builder()
                .intervals(EACH, EACH)
                .scrape(StockStack.relabelled(jobs).stream()
                        .map(job -> names.containsKey(job.name())
                                ? new ScrapeJob(names.get(job.name()), job.targets(), job.settings())
                                : job)
                        .toList());
    }

    /**
     * What was scraped and nothing that was recorded here: the ruler records for itself. The replica is of no interest behind
     * the wire, and jobs have the names there that the rules there ask for.
     */
    private static String remoteWrite() {
        var text = new StringBuilder("""
                remote_write:
                  - url: %s/api/v1/write
                    queue_config: {batch_send_deadline: 500ms, max_shards: 2}
                    write_relabel_configs:
                      - {action: labeldrop, regex: prometheus_replica}
                      - {action: drop, source_labels: [__name__], regex: 'ALERTS|ALERTS_FOR_STATE|.+:.+'}
                """.formatted(RULER.url()));
        OWN_NAMES.forEach((usual, own) -> text.append("      - {source_labels: [job], regex: ")
                .append(own)
                .append(", target_label: job, replacement: ")
                .append(usual)
                .append("}\n"));
        return text.toString();
    }

    /** The pack as it is generated for an installation whose jobs have names of their own. */
    private static String southern() {
        try (var folder = WorkFolder.create("southern")) {
            Path definitions = Program.root().resolve("rules/definitions");
            for (Path file : files(definitions)) {
                folder.write("definitions/" + file.getFileName(), read(file));
            }
            var exporters = new StringBuilder("exporters:\n");
            OWN_NAMES.forEach((usual, own) -> exporters
                    .append("  ")
                    .append(usual)
                    .append(": {job: ")
                    .append(own)
                    .append("}\n"));
            folder.write("definitions/targets.yaml", read(definitions.resolve("targets.yaml")) + exporters);
            var said = Program.run(
                    "rulegen",
                    Map.of(),
                    "generate",
                    "-d",
                    folder.resolve("definitions").toString(),
                    "-o",
                    folder.path().toString());
            assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
            said.out()
                    .lines()
                    .filter(line -> line.startsWith("left out"))
                    .forEach(line -> System.out.println("[real] " + line));
            return rules(folder.resolve("rules/generated"));
        }
    }

    private static String rules() {
        return rules(Program.root().resolve("rules/generated"));
    }

    private static String rules(Path folder) {
        return "groups:\n"
                + files(folder).stream()
                        .filter(file -> file.toString().endsWith(".rules.yaml"))
                        .map(file -> TEMPO.rewrite(read(file)).replaceFirst("(?ms)\\A.*?^groups:\\n", ""))
                        .collect(Collectors.joining());
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
