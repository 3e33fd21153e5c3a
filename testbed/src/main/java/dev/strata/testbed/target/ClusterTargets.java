package dev.strata.testbed.target;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.strata.testbed.cluster.KubeApi;
import dev.strata.testbed.cluster.KubeApiException;
import dev.strata.testbed.cluster.RealCluster;
import dev.strata.testbed.exposition.SeriesTable;
import dev.strata.testbed.junit.PartExtension;
import dev.strata.testbed.monitoring.ScrapeJob;
import dev.strata.testbed.part.PartException;
import dev.strata.testbed.part.Ports;
import dev.strata.testbed.target.Targets.Found;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The exporters that a real cluster's nodes and platform have, for a {@link RealCluster} whose nodes are simulated: give
 * {@link #jobs} to a Prometheus and use the handles to break things.
 *
 * <p>On start it creates what such a cluster runs beside its workloads (CoreDNS, ingress-nginx, kube-proxy, node_exporter),
 * so that targets belong to pods that exist. Nodes, pods, claims and Ingresses are read anew each second; a node whose
 * heartbeats are missed answers nothing.
 */
public final class ClusterTargets implements PartExtension {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration STEP = Duration.ofMillis(500);
    private static final List<String> JOBS = List.of(
            "node-exporter", "kubelet", "kubelet-cadvisor", "kube-proxy", "coredns", "ingress-nginx", "cert-manager");

    private final RealCluster cluster;
    private final InstantSource clock = InstantSource.system();
    private final int port = Ports.free();
    private final Targets targets;
    private volatile String trouble = "";
    private double last;
    private @Nullable HttpServer server;
    private @Nullable ScheduledExecutorService ticker;

    private ClusterTargets(RealCluster cluster, double pace) {
        this.cluster = cluster;
        this.targets = new Targets(pace, seconds());
    }

    /** Targets of the cluster, which is started first if it is not running. */
    public static ClusterTargets of(RealCluster cluster) {
        return new ClusterTargets(cluster, 1);
    }

    /** As {@link #of}, with load averages that move so many times faster than a kernel's, for incidents in a hurry. */
    public static ClusterTargets of(RealCluster cluster, double pace) {
        return new ClusterTargets(cluster, pace);
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        cluster.start();
        KubeApi api = cluster.api();
        api.apply(platform());
        List.of(
                        "/apis/apps/v1/namespaces/kube-system/deployments/coredns",
                        "/apis/apps/v1/namespaces/ingress-nginx/deployments/ingress-nginx-controller")
                .forEach(path -> api.await(
                        path,
                        LIMIT,
                        it -> it.path("status").path("readyReplicas").asInt() == 2));
        last = seconds();
        tick(api);
        HttpServer listening = listen();
        ScheduledExecutorService steps = Executors.newSingleThreadScheduledExecutor();
        var unused = steps.scheduleWithFixedDelay(() -> tick(api), 0, STEP.toMillis(), TimeUnit.MILLISECONDS);
        server = listening;
        ticker = steps;
    }

    @Override
    public synchronized void close() {
        if (ticker != null) {
            ticker.shutdownNow();
            ticker = null;
        }
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public void saveLogs(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("targets.json"), discovered(found -> true));
            Files.writeString(folder.resolve("trouble.txt"), trouble + "\n");
        } catch (IOException e) {
            throw new PartException("cannot write to " + folder, e);
        }
    }

    /** The scrape jobs, as the operator's ServiceMonitors would make them, each scraped so often. */
    public List<ScrapeJob> jobs(Duration interval) {
        return JOBS.stream()
                .map(name ->
                        ScrapeJob.named(name).honorLabels().settings("""
                        scrape_interval: %1$dms
                        scrape_timeout: %1$dms
                        http_sd_configs:
                          - url: http://127.0.0.1:%2$d/sd/%3$s
                            refresh_interval: 1s
                        """.formatted(interval.toMillis(), port, name)))
                .toList();
    }

    /** A node with its kubelet and kube-proxy. */
    public NodeTarget node(String name) {
        return targets.node(name);
    }

    /** The containers of that name in the pods of a workload (or in the pod of that name). */
    public ContainerTarget container(String namespace, String workload, String container) {
        return targets.containers().of(namespace, workload, container);
    }

    /** The volume behind a claim. */
    public VolumeTarget volume(String namespace, String claim) {
        return targets.volumes().of(namespace, claim);
    }

    public DnsTarget dns() {
        return targets.dns();
    }

    public IngressTarget ingress() {
        return targets.ingress();
    }

    /** A certificate; the first one brings cert-manager's target into being. */
    public CertificateTarget certificate(String namespace, String name) {
        return targets.certificate(namespace, name);
    }

    private double seconds() {
        return clock.millis() / 1e3;
    }

    /** A scheduled task that throws is never run again, so what goes wrong is kept for the logs instead. */
    private void tick(KubeApi api) {
        try {
            Inventory seen = Inventory.read(api);
            double now = seconds();
            targets.advance(seen, now, Math.max(0, now - last));
            last = now;
        } catch (PartException | KubeApiException e) {
            // While the API server is away nodes go on as they were, and time is made up for afterwards.
            trouble = e.toString();
        }
    }

    private HttpServer listen() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            made.setExecutor(Executors.newFixedThreadPool(2, task -> {
                Thread thread = new Thread(task, "cluster-targets");
                thread.setDaemon(true);
                return thread;
            }));
            made.createContext("/sd/", this::discovery);
            made.createContext("/page/", this::page);
            made.start();
            return made;
        } catch (IOException e) {
            throw new PartException("cannot listen on port " + port, e);
        }
    }

    private void discovery(HttpExchange exchange) throws IOException {
        try (exchange) {
            String job = exchange.getRequestURI().getPath().substring("/sd/".length());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            send(exchange, 200, discovered(found -> found.job().equals(job)));
        }
    }

    private String discovered(Predicate<Found> wanted) {
        ArrayNode groups = JSON.createArrayNode();
        List<Found> found = targets.found();
        for (int i = 0; i < found.size(); i++) {
            if (wanted.test(found.get(i))) {
                ObjectNode group = groups.addObject();
                group.putArray("targets").add("127.0.0.1:" + port);
                ObjectNode labels = group.putObject("labels");
                found.get(i).labels().forEach(labels::put);
                labels.put("__metrics_path__", path(found.get(i)));
            }
        }
        return groups.toString();
    }

    private void page(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Optional<Found> found =
                    targets.found().stream().filter(it -> path(it).equals(path)).findFirst();
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            String text = found.flatMap(Found::page).map(SeriesTable::page).orElse("");
            send(exchange, text.isEmpty() ? 503 : 200, text);
        }
    }

    private static String path(Found found) {
        return "/page/" + found.job() + "/" + found.labels().get("instance");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String platform() {
        try (InputStream stream = ClusterTargets.class.getResourceAsStream("platform.yaml")) {
            if (stream == null) {
                throw new IllegalStateException("platform.yaml is not beside the class");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new PartException("cannot read platform.yaml", e);
        }
    }
}
