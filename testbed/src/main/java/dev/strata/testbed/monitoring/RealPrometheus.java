package dev.strata.testbed.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.strata.testbed.junit.PartExtension;
import dev.strata.testbed.part.Await;
import dev.strata.testbed.part.HttpCall;
import dev.strata.testbed.part.PartException;
import dev.strata.testbed.part.PartProcess;
import dev.strata.testbed.part.Parts;
import dev.strata.testbed.part.Ports;
import dev.strata.testbed.part.WorkFolder;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A real Prometheus that scrapes, evaluates rules and notifies. */
public final class RealPrometheus implements PartExtension {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final PrometheusPlan plan;
    private final int port = Ports.free();
    private final HttpCall http = HttpCall.plain();
    private @Nullable WorkFolder folder;
    private @Nullable PartProcess process;

    RealPrometheus(PrometheusPlan plan) {
        this.plan = plan;
    }

    public static PrometheusBuilder builder() {
        return new PrometheusBuilder();
    }

    /** Starts it, or starts it again after {@link #stop}: same port, same data, configuration made anew. */
    @Override
    public synchronized void start() {
        if (process != null) {
            return;
        }
        plan.alertmanagers().forEach(RealAlertmanager::start);
        if (folder == null) {
            folder = WorkFolder.create("prometheus");
        }
        List<String> command = new ArrayList<>(List.of(
                Parts.built().program("prometheus").toString(),
                "--config.file=" + folder.write("prometheus.yml", plan.config(folder)),
                "--storage.tsdb.path=" + dataFolder(),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-lifecycle",
                "--web.enable-admin-api"));
        command.addAll(plan.flags());
        process = PartProcess.start("prometheus", folder, command);
        process.awaitReady(LIMIT, () -> http.isOk(url().resolve("/-/ready")));
    }

    /** Ends the process in good order; {@link #start} brings it back. */
    public synchronized void stop() {
        if (process != null) {
            process.stop();
            process = null;
        }
    }

    @Override
    public synchronized void close() {
        stop();
        if (folder != null) {
            folder.close();
            folder = null;
        }
    }

    /** Freezes the server: it accepts connections and answers nothing. */
    public void suspend() {
        process().suspend();
    }

    public void resume() {
        process().resume();
    }

    @Override
    public void saveLogs(Path target) {
        if (folder != null) {
            folder.copyLogs(target);
        }
    }

    /** Known before the start. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Where its data lies: the folder that was asked for, else one that goes when this is closed. */
    public Path dataFolder() {
        return Optional.ofNullable(plan.dataFolder()).orElseGet(() -> folder().resolve("data"));
    }

    /** Reads the rule files and the configuration file again. */
    public void reload() {
        HttpCall.Answer answer = http.send("POST", url().resolve("/-/reload"), null, null);
        if (!answer.isSuccess()) {
            throw new PartException("prometheus refused the new configuration: " + answer.body());
        }
    }

    /** Evaluates an instant query now; a scalar is one sample without labels. In the order of the answer. */
    public List<Sample> query(String expression) {
        JsonNode data = api("query", Map.of("query", expression));
        List<Sample> samples = new ArrayList<>();
        if (data.path("resultType").asText().equals("scalar")) {
            samples.add(Sample.of(Map.of(), number(data.path("result"))));
        } else {
            data.path("result")
                    .forEach(it -> samples.add(Sample.of(labels(it.path("metric")), number(it.path("value")))));
        }
        return List.copyOf(samples);
    }

    /** Evaluates until the answer fits, and returns it. */
    public List<Sample> awaitQuery(String expression, Duration limit, Predicate<List<Sample>> wanted) {
        return Await.value(
                "the wanted answer of " + expression,
                limit,
                () -> Optional.of(query(expression)).filter(wanted));
    }

    /** Returns the {@code data} of an answer of the HTTP API, such as {@code api("rules", Map.of())}. */
    public JsonNode api(String endpoint, Map<String, String> parameters) {
        return data(http.get(url().resolve("/api/v1/" + endpoint + "?" + form(parameters))), endpoint);
    }

    /** Writes a copy of all data and returns its folder, which is itself a data folder. Goes with the data folder. */
    public Path snapshot() {
        String endpoint = "admin/tsdb/snapshot";
        HttpCall.Answer answer = http.send("POST", url().resolve("/api/v1/" + endpoint), null, null);
        return dataFolder()
                .resolve("snapshots")
                .resolve(data(answer, endpoint).path("name").asText());
    }

    private WorkFolder folder() {
        return Optional.ofNullable(folder).orElseThrow(() -> new IllegalStateException("prometheus is not started"));
    }

    private PartProcess process() {
        return Optional.ofNullable(process).orElseThrow(() -> new IllegalStateException("prometheus is not started"));
    }

    private static JsonNode data(HttpCall.Answer answer, String endpoint) {
        if (!answer.isSuccess()) {
            throw new PartException("prometheus answered " + endpoint + " with " + answer);
        }
        try {
            return JSON.readTree(answer.body()).path("data");
        } catch (IOException e) {
            throw new PartException("no JSON from prometheus: " + answer, e);
        }
    }

    private static String form(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private static Map<String, String> labels(JsonNode metric) {
        Map<String, String> labels = new TreeMap<>();
        metric.properties().forEach(it -> labels.put(it.getKey(), it.getValue().asText()));
        return labels;
    }

    /** The second of a pair of time and text; Prometheus writes infinities as +Inf and -Inf. */
    private static double number(JsonNode pair) {
        String text = pair.path(1).asText();
        return Double.parseDouble(text.endsWith("Inf") ? text + "inity" : text);
    }
}
