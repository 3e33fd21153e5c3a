package dev.strata.testbed.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.strata.testbed.part.PartException;
import dev.strata.testbed.part.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A metrics adapter for the real autoscaler: serves {@code custom.metrics.k8s.io/v1beta2} behind an APIService.
 *
 * <p>Stopping it is the incident in which autoscalers go blind; its port stays the same.
 */
public final class CustomMetrics {
    private static final String GROUP_VERSION = "custom.metrics.k8s.io/v1beta2";
    private static final String ROOT = "/apis/" + GROUP_VERSION;
    private static final Pattern PODS_METRIC = Pattern.compile(ROOT + "/namespaces/([^/]+)/pods/(?:\\*|%2A)/([^/]+)");
    private static final String API_SERVICE =
            "/apis/apiregistration.k8s.io/v1/apiservices/v1beta2.custom.metrics.k8s.io";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final KubeApi api;
    private final Credentials credentials;
    private final InstantSource clock;
    private final int port = Ports.free();
    private final Map<String, PodMetric> metrics = new ConcurrentHashMap<>();
    private @Nullable HttpsServer server;
    private @Nullable ExecutorService threads;

    CustomMetrics(KubeApi api, Credentials credentials, InstantSource clock) {
        this.api = api;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** The value of a metric for one pod now; none while the pod reports nothing. */
    public interface PodMetric {
        OptionalDouble value(String namespace, String pod);
    }

    /** Serves a metric from now on for the pods of every namespace. */
    public void serve(String metric, PodMetric source) {
        metrics.put(metric, source);
    }

    void register() {
        start();
        api.apply("""
                apiVersion: v1
                kind: Service
                metadata: {name: custom-metrics, namespace: kube-system}
                spec: {type: ExternalName, externalName: localhost}
                ---
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1beta2.custom.metrics.k8s.io}
                spec:
                  group: custom.metrics.k8s.io
                  version: v1beta2
                  groupPriorityMinimum: 100
                  versionPriority: 100
                  caBundle: %s
                  service: {namespace: kube-system, name: custom-metrics, port: %d}
                """.formatted(credentials.authorityBundle(), port));
        api.await(API_SERVICE, LIMIT, service -> KubeObjects.hasCondition(service, "Available", "True"));
    }

    /** Serves again after {@link #stop}; the API server notices within 30 s. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            HttpsServer created = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            created.setHttpsConfigurator(new HttpsConfigurator(credentials.serving("custom-metrics")));
            created.createContext("/", this::answer);
            ExecutorService pool = Executors.newFixedThreadPool(4);
            created.setExecutor(pool);
            created.start();
            server = created;
            threads = pool;
        } catch (IOException e) {
            throw new PartException("cannot serve custom metrics on port " + port, e);
        }
    }

    /** Stops answering: the APIService goes unavailable and autoscalers on these metrics go blind. */
    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            Matcher podsMetric = PODS_METRIC.matcher(path);
            Optional<JsonNode> body = Optional.empty();
            if (path.equals(ROOT)) {
                body = Optional.of(resources());
            } else if (podsMetric.matches()) {
                String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                        .orElse("");
                body = Optional.ofNullable(metrics.get(podsMetric.group(2)))
                        .map(source -> values(podsMetric.group(1), podsMetric.group(2), source, query));
            }
            byte[] bytes = body.map(JsonNode::toString).orElse("{}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(body.isPresent() ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private JsonNode resources() {
        ObjectNode list = JSON.createObjectNode();
        list.put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion", GROUP_VERSION);
        ArrayNode resources = list.putArray("resources");
        for (String metric : metrics.keySet().stream().sorted().toList()) {
            resources
                    .addObject()
                    .put("name", "pods/" + metric)
                    .put("singularName", "")
                    .put("namespaced", true)
                    .put("kind", "MetricValueList")
                    .putArray("verbs")
                    .add("get");
        }
        return list;
    }

    private JsonNode values(String namespace, String metric, PodMetric source, String query) {
        ObjectNode list = JSON.createObjectNode();
        list.put("kind", "MetricValueList").put("apiVersion", GROUP_VERSION).putObject("metadata");
        ArrayNode items = list.putArray("items");
        for (JsonNode pod : api.list("/api/v1/namespaces/" + namespace + "/pods?" + selectorOf(query))) {
            String name = pod.path("metadata").path("name").asText();
            source.value(namespace, name).ifPresent(value -> {
                ObjectNode item = items.addObject();
                item.putObject("describedObject")
                        .put("kind", "Pod")
                        .put("apiVersion", "/v1")
                        .put("namespace", namespace)
                        .put("name", name);
                item.putObject("metric").put("name", metric);
                item.put("timestamp", clock.instant().toString());
                item.put("value", Math.round(value * 1000) + "m");
            });
        }
        return list;
    }

    private static String selectorOf(String rawQuery) {
        for (String parameter : rawQuery.split("&", -1)) {
            if (parameter.startsWith("labelSelector=")) {
                return parameter;
            }
        }
        return "labelSelector=" + URLEncoder.encode("", StandardCharsets.UTF_8);
    }
}
