package dev.strata.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.monitoring.ControlPlaneJobs;
import dev.strata.testbed.monitoring.KubeStateMetrics;
import dev.strata.testbed.monitoring.RealAlertmanager;
import dev.strata.testbed.monitoring.RealPrometheus;
import dev.strata.testbed.monitoring.ScrapeJob;
import dev.strata.testbed.monitoring.WebhookReceiver;
import dev.strata.testbed.monitoring.WebhookReceiver.Notification;
import dev.strata.testbed.part.Await;
import dev.strata.testbed.target.ClusterTargets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole pack on a real control plane and real monitoring, twenty times faster: quiet while all is well, one page when not. */
@Tag("real")
class PackInstalledTest {
    private static final Tempo TEMPO = new Tempo(20, Duration.ofSeconds(1));
    private static final Duration EACH = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(90);
    /** Twenty minutes of the pack's time, more than the waits of all alerts but the slowest. */
    private static final Duration QUIET = Duration.ofSeconds(60);

    @RegisterExtension
    static final RealCluster CLUSTER = RealCluster.builder().nodes(3).build();

    @RegisterExtension
    static final ClusterTargets TARGETS = ClusterTargets.of(CLUSTER);

    @RegisterExtension
    static final KubeStateMetrics STATE = KubeStateMetrics.of(CLUSTER);

    @RegisterExtension
    static final WebhookReceiver WEBHOOK = WebhookReceiver.create();

    @RegisterExtension
    static final RealAlertmanager ALERTMANAGER = RealAlertmanager.routing(
            WEBHOOK, TEMPO.rewrite(read(Program.root().resolve("rules/generated/alertmanager-route.yaml"))));

    @RegisterExtension
    static final RealPrometheus PROMETHEUS = RealPrometheus.builder()
            .intervals(EACH, EACH)
            .scrape(TARGETS.jobs(EACH))
            .scrape(ControlPlaneJobs.of(CLUSTER, EACH))
            .scrape(ScrapeJob.named("kube-state-metrics")
                    .target(STATE::address, Map.of())
                    .honorLabels())
            .rules(rules())
            .alertmanager(ALERTMANAGER)
            .build();

    @Test
    @Timeout(600)
    void wholePack_isQuietOnAnIdleCluster_andPagesOnceWhenDnsIsGone() {
        PROMETHEUS.awaitQuery("count(kube_node_info) == 3", SOON, nodes -> !nodes.isEmpty());
        PROMETHEUS.awaitQuery("slo:info", SOON, slos -> !slos.isEmpty());
        Await.pause(QUIET);
        assertThat(PROMETHEUS.query("ALERTS{alertstate=\"firing\", alertname=\"Watchdog\"}"))
                .isNotEmpty();
        var fired = PROMETHEUS
                .query(
                        "group by (alertname) (count_over_time(ALERTS{alertstate=\"firing\", alertname!=\"Watchdog\"}[90s]))")
                .stream()
                .map(sample -> sample.label("alertname"))
                .toList();
        assertThat(fired).as("fired on an idle cluster").isEmpty();
        assertThat(PROMETHEUS.query("sum(prometheus_rule_evaluation_failures_total) > 0"))
                .isEmpty();

        TARGETS.dns().down(true);
        Notification page = WEBHOOK.await(SOON, n -> n.receiver().equals("strata-page"));
        assertThat(page.fires("ClusterDnsDown")).isTrue();
        Await.pause(Duration.ofSeconds(20));
        var groups = WEBHOOK.notifications().stream()
                .filter(n -> !n.receiver().equals("strata-heartbeat"))
                .map(n -> n.receiver() + " " + n.payload().path("groupKey").asText())
                .collect(Collectors.toSet());
        assertThat(groups).as("one group for one incident").hasSize(1);
    }

    private static String rules() {
        try (var files = Files.list(Program.root().resolve("rules/generated"))) {
            return "groups:\n"
                    + files.filter(file -> file.toString().endsWith(".rules.yaml"))
                            .sorted()
                            .map(file -> TEMPO.rewrite(read(file)).replaceFirst("(?ms)\\A.*?^groups:\\n", ""))
                            .collect(Collectors.joining());
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
