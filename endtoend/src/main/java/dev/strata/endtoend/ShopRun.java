package dev.strata.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.monitoring.ControlPlaneJobs;
import dev.strata.testbed.monitoring.KubeStateMetrics;
import dev.strata.testbed.monitoring.PrometheusBuilder;
import dev.strata.testbed.monitoring.RealAlertmanager;
import dev.strata.testbed.monitoring.RealPrometheus;
import dev.strata.testbed.monitoring.ScrapeJob;
import dev.strata.testbed.monitoring.WebhookReceiver;
import dev.strata.testbed.part.Await;
import dev.strata.testbed.part.Ports;
import dev.strata.testbed.part.RealPart;
import dev.strata.testbed.part.WorkFolder;
import dev.strata.testbed.shop.Scenario;
import dev.strata.testbed.shop.Shop;
import dev.strata.testbed.target.ClusterTargets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * The order service on a real control plane, watched by the real monitoring stack and by our exporter, with the rules
 * of this repository loaded. One run per incident; everything is stopped on close, last started first.
 */
public final class ShopRun implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final WorkFolder folder = WorkFolder.create("shop");
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Incident incident;
    private final Tempo tempo;
    private final RealCluster cluster;
    private final WebhookReceiver webhook = WebhookReceiver.create();
    private final int exporterPort = Ports.free();
    private final Shop shop;
    private final RealPrometheus prometheus;
    private final List<String> sources;
    private Optional<ClusterTargets> targets = Optional.empty();

    private ShopRun(Incident incident, Tempo tempo, boolean surrounded) {
        this.incident = incident;
        this.tempo = tempo;
        var plan = RealCluster.builder()
                .nodes(incident.nodes().count())
                .flakyNodes(incident.nodes().flaky())
                .nodeSize(incident.nodes().cpu(), incident.nodes().memory())
                .hpa()
                .crds("servicemonitors");
        // At a hurried tempo nobody can tell a slow disk from a busy one.
        cluster = surrounded && tempo.factor() == 1 ? plan.etcdFsync().build() : plan.build();
        start(cluster);
        cluster.api().apply(resource("shop/objects.yaml"));
        var interval = surrounded && tempo.factor() == 1 ? Duration.ofSeconds(5) : Duration.ofSeconds(1);
        shop = Shop.on(cluster, "shop", "orders");
        shop.change(incident.baseline()::on);
        start(shop);
        cluster.customMetrics()
                .serve("http_requests_inflight", (namespace, pod) -> OptionalDouble.of(shop.inFlightPerReplica()));
        var stateMetrics = KubeStateMetrics.of(cluster);
        start(stateMetrics);
        start(webhook);
        var alertmanager = RealAlertmanager.routing(
                webhook, tempo.rewrite(read(Program.root().resolve("rules/generated/alertmanager-route.yaml"))));
        start(alertmanager);
        var builder = RealPrometheus.builder()
                .intervals(interval, interval)
                .scrape(ScrapeJob.named("strata-exporter")
                        .target(() -> "127.0.0.1:" + exporterPort, Map.of())
                        .honorLabels())
                .scrape(ScrapeJob.named("orders")
                        .target(shop::ordersAddress, Map.of("namespace", "shop", "service", "orders")))
                .scrape(ScrapeJob.named("payments")
                        .target(shop::paymentsAddress, Map.of("namespace", "shop", "service", "payments")))
                .scrape(ScrapeJob.named("kube-state-metrics")
                        .target(stateMetrics::address, Map.of())
                        .honorLabels())
                .rules(rules())
                .alertmanager(alertmanager);
        if (surrounded) {
            surround(builder, stateMetrics, alertmanager, interval);
        }
        prometheus = builder.build();
        start(prometheus);
        sources = newSources();
        var arguments = new ArrayList<String>();
        arguments.add("serve");
        arguments.addAll(sources);
        arguments.addAll(List.of("--web.listen-address", "127.0.0.1:" + exporterPort));
        var exporter = Program.start("strata-exporter", folder.resolve("exporter.log"), arguments);
        started.push(exporter);
        Await.until("the exporter to be ready", Duration.ofMinutes(3), () -> {
            if (!exporter.isAlive()) {
                throw new IllegalStateException("the exporter ended:\n" + exporter.log());
            }
            return get("/-/ready").status() == 200;
        });
    }

    /** Starts everything and returns when the exporter is ready, the order service under its baseline. */
    public static ShopRun start(Incident incident, Tempo tempo) {
        return new ShopRun(incident, tempo, false);
    }

    /**
     * As {@link #start}, with all that a cluster has beside its workloads: nodes, kubelets, DNS, ingress, certificates and
     * volumes as synthetic targets, and the real control plane and monitoring scraped too.
     */
    public static ShopRun startSurrounded(Incident incident, Tempo tempo) {
        return new ShopRun(incident, tempo, true);
    }

    public void begin() {
        shop.change(incident.incident()::on);
    }

    public void recover() {
        shop.change(incident.recovery()::on);
    }

    /** Changes what happens to the shop beside what the incident says. */
    public void change(UnaryOperator<Scenario> edit) {
        shop.change(edit);
    }

    /** The synthetic targets of a run that was started with its surroundings. */
    public ClusterTargets targets() {
        return targets.orElseThrow(() -> new IllegalStateException("started without its surroundings"));
    }

    public WebhookReceiver webhook() {
        return webhook;
    }

    public RealCluster cluster() {
        return cluster;
    }

    public RealPrometheus prometheus() {
        return prometheus;
    }

    /** A page of the exporter. */
    public Program.Answer get(String path) {
        return Program.get("http://127.0.0.1:" + exporterPort + path);
    }

    /** The diagnosis as the exporter's API gives it. */
    public JsonNode health() {
        var answer = get("/api/v1/health");
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("status " + answer.status() + ": " + answer.body(), e);
        }
    }

    /** What the exporter printed. */
    public String exporterLog() {
        return read(folder.resolve("exporter.log"));
    }

    private void surround(
            PrometheusBuilder builder, KubeStateMetrics stateMetrics, RealAlertmanager receiver, Duration interval) {
        var made = ClusterTargets.of(cluster, tempo.factor());
        targets = Optional.of(made);
        start(made);
        cluster.api().apply(resource("shop/surroundings.yaml"));
        made.certificate("shop", "orders-tls");
        builder.scrape(made.jobs(interval))
                .scrape(ControlPlaneJobs.of(cluster, Duration.ofSeconds(5)))
                .scrape(ScrapeJob.named("prometheus")
                        .target(() -> this.prometheus.url().getAuthority(), Map.of()))
                .scrape(ScrapeJob.named("alertmanager")
                        .target(() -> receiver.url().getAuthority(), Map.of()))
                .scrape(ScrapeJob.named("kube-state-metrics-self")
                        .target(stateMetrics::telemetryAddress, Map.of("job", "kube-state-metrics")));
    }

    private void start(RealPart part) {
        started.push(part);
        part.start();
    }

    private String rules() {
        try (var files = Files.list(Program.root().resolve("rules/generated"))) {
            var texts = new ArrayList<String>();
            for (var file : files.filter(f -> f.toString().endsWith(".rules.yaml"))
                    .sorted()
                    .toList()) {
                texts.add(tempo.rewrite(read(file)).replaceFirst("(?ms)\\A.*?^groups:\\n", ""));
            }
            return "groups:\n" + String.join("", texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts {@code record} beside the exporter; it writes the folder when it is stopped. */
    public Program record(Path target, Path log) {
        var arguments = new ArrayList<String>();
        arguments.add("record");
        arguments.addAll(sources);
        arguments.addAll(List.of("--output", target.toString(), "--duration", "2h"));
        return Program.start("strata-exporter", log, arguments);
    }

    private List<String> newSources() {
        return List.of(
                "--kubeconfig",
                cluster.kubeconfig(Deployed.token(cluster.api())).toString(),
                "--prometheus.url",
                prometheus.url().toString(),
                "--config.file",
                folder.write("exporter.yaml", ExporterSettings.at(tempo)).toString());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (var stream = ShopRun.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("could not stop: " + e);
            }
        }
        folder.close();
    }
}
