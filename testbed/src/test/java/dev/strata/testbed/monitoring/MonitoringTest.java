package dev.strata.testbed.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strata.testbed.part.HttpCall;
import dev.strata.testbed.part.Parts;
import dev.strata.testbed.part.ToolRun;
import dev.strata.testbed.shop.Replicas;
import dev.strata.testbed.shop.Shop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class MonitoringTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String RULES = """
            groups:
            - name: shop
              rules:
              - record: shop:orders:rate10s
                expr: sum by (namespace) (rate(shop_orders_total{outcome="placed"}[10s]))
              - alert: OrdersFlow
                expr: shop:orders:rate10s > 0
                for: 1s
                labels: {severity: information}
                annotations: {summary: "{{ $labels.namespace }} sells"}
            """;

    @RegisterExtension
    static final Shop SHOP = Shop.with(Replicas.fixed(8));

    @RegisterExtension
    static final WebhookReceiver WEBHOOK = WebhookReceiver.create();

    @RegisterExtension
    static final RealAlertmanager ALERTMANAGER = RealAlertmanager.notifying(WEBHOOK);

    @RegisterExtension
    static final RealPrometheus PROMETHEUS = RealPrometheus.builder()
            .scrape(ScrapeJob.named("order")
                    .target(SHOP::ordersAddress, Map.of("namespace", "shop", "service", "order", "pod", "order-1")))
            .rules(RULES)
            .externalLabel("cluster", "trial")
            .alertmanager(ALERTMANAGER)
            .build();

    @Test
    void alert_onScrapedMetrics_reachesTheWebhook() {
        WebhookReceiver.Notification first = WEBHOOK.await(LIMIT, it -> it.fires("OrdersFlow"));

        assertThat(first.receiver()).isEqualTo("all");
        assertThat(first.payload().path("commonLabels").path("cluster").asText())
                .isEqualTo("trial");
        assertThat(first.payload().path("commonAnnotations").path("summary").asText())
                .isEqualTo("shop sells");
        assertThat(ALERTMANAGER.alerts()).isNotEmpty();
    }

    @Test
    void query_scrapedSeries_carriesTheTargetsLabels() {
        var samples =
                PROMETHEUS.awaitQuery("shop_orders_total{outcome=\"placed\"} > 0", LIMIT, answer -> !answer.isEmpty());

        assertThat(samples).singleElement().satisfies(sample -> {
            assertThat(sample.label("namespace")).isEqualTo("shop");
            assertThat(sample.label("pod")).isEqualTo("order-1");
            assertThat(sample.label("job")).isEqualTo("order");
        });
        assertThat(PROMETHEUS.query("scalar(vector(2))")).containsExactly(Sample.of(Map.of(), 2));
        assertThat(PROMETHEUS.query("-vector(Inf)").get(0).value()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void snapshot_isADataFolderOfItsOwn() {
        PROMETHEUS.awaitQuery("up", LIMIT, answer -> !answer.isEmpty());

        Path snapshot = PROMETHEUS.snapshot();

        assertThat(snapshot).isDirectory().startsWith(PROMETHEUS.dataFolder());
    }

    @Test
    void prometheus_withDataFolder_stoppedAndStarted_remembers(@TempDir Path data) {
        try (RealPrometheus other = RealPrometheus.builder()
                .scrape(ScrapeJob.named("order").target(SHOP::ordersAddress, Map.of()))
                .dataFolder(data)
                .build()) {
            other.start();
            other.awaitQuery("up == 1", LIMIT, answer -> !answer.isEmpty());

            other.stop();
            assertThat(HttpCall.plain().isOk(other.url())).isFalse();
            other.start();

            assertThat(other.query("count_over_time(up[1h])")).isNotEmpty();
        }
        assertThat(data).isNotEmptyDirectory();
    }

    @Test
    void alertmanager_routing_sendsToTheNamedReceiver() {
        String routes = """
                route:
                  receiver: tickets
                  group_wait: 0s
                  routes:
                  - {matchers: ['severity="critical"'], receiver: pages, group_wait: 0s}
                """;
        try (WebhookReceiver webhook = WebhookReceiver.create();
                RealAlertmanager alertmanager = RealAlertmanager.routing(webhook, routes)) {
            alertmanager.start();

            alertmanager.post("[{\"labels\": {\"alertname\": \"A\", \"severity\": \"critical\"}},"
                    + "{\"labels\": {\"alertname\": \"B\", \"severity\": \"warning\"}}]");

            assertThat(webhook.await(LIMIT, it -> it.fires("A")).receiver()).isEqualTo("pages");
            assertThat(webhook.await(LIMIT, it -> it.fires("B")).receiver()).isEqualTo("tickets");
        }
    }

    @Test
    void tools_onGoodAndBadFiles_sayWhich(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("good.yml"), RULES);
        Files.writeString(folder.resolve("bad.yml"), RULES.replace("sum by", "sum bye"));
        Files.writeString(folder.resolve("alertmanager.yml"), ALERTMANAGER.config());

        assertThat(ToolRun.of("promtool", folder, "check", "rules", "good.yml").exit())
                .isZero();
        ToolRun bad = ToolRun.of("promtool", folder, "check", "rules", "bad.yml");
        assertThat(bad.exit()).isEqualTo(1);
        assertThat(bad.err()).contains("bye");
        assertThat(ToolRun.of("amtool", folder, "check-config", "alertmanager.yml")
                        .exit())
                .isZero();
    }

    @Test
    void shopPages_promtool_findsNothingToSay(@TempDir Path folder) throws IOException, InterruptedException {
        Path page = folder.resolve("page.prom");
        Files.writeString(
                page,
                HttpCall.plain()
                        .get(URI.create("http://" + SHOP.ordersAddress() + "/metrics"))
                        .body());

        Process check = new ProcessBuilder(Parts.built().program("promtool").toString(), "check", "metrics")
                .redirectInput(page.toFile())
                .redirectErrorStream(true)
                .start();

        String said = new String(check.getInputStream().readAllBytes(), UTF_8);
        assertThat(check.waitFor()).as(said).isZero();
    }
}
