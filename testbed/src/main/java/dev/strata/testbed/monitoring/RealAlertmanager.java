package dev.strata.testbed.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.testbed.junit.PartExtension;
import dev.strata.testbed.part.HttpCall;
import dev.strata.testbed.part.PartException;
import dev.strata.testbed.part.PartProcess;
import dev.strata.testbed.part.Parts;
import dev.strata.testbed.part.Ports;
import dev.strata.testbed.part.WorkFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A real Alertmanager, alone or one of a pair that gossips. */
public final class RealAlertmanager implements PartExtension {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final List<String> ALONE = List.of("--cluster.listen-address=");

    private final String config;
    private final @Nullable WebhookReceiver webhook;
    private final List<String> gossip;
    private final int port = Ports.free();
    private final HttpCall http = HttpCall.plain();
    private @Nullable WorkFolder folder;
    private @Nullable PartProcess process;

    private RealAlertmanager(String config, @Nullable WebhookReceiver webhook, List<String> gossip) {
        this.config = config;
        this.webhook = webhook;
        this.gossip = List.copyOf(gossip);
    }

    /** Sends every alert on its own and at once to the receiver {@code all}. */
    public static RealAlertmanager notifying(WebhookReceiver webhook) {
        return routing(webhook, """
                route:
                  receiver: all
                  group_by: ['...']
                  group_wait: 0s
                  group_interval: 1s
                  repeat_interval: 1h
                """);
    }

    /**
     * Routes by a fragment of configuration with {@code route} and, if wished, {@code inhibit_rules} and {@code
     * time_intervals}; each receiver that the routes name becomes a webhook of the same name.
     */
    public static RealAlertmanager routing(WebhookReceiver webhook, String fragment) {
        return new RealAlertmanager(withReceivers(webhook, fragment), webhook, ALONE);
    }

    /** Two with the configuration of {@link #routing}, which tell each other what they have sent. */
    public static List<RealAlertmanager> pair(WebhookReceiver webhook, String fragment) {
        String config = withReceivers(webhook, fragment);
        int one = Ports.free();
        int other = Ports.free();
        return List.of(
                new RealAlertmanager(config, webhook, gossiping(one, other)),
                new RealAlertmanager(config, webhook, gossiping(other, one)));
    }

    private static List<String> gossiping(int own, int peer) {
        return List.of(
                "--cluster.listen-address=127.0.0.1:" + own,
                "--cluster.advertise-address=127.0.0.1:" + own,
                "--cluster.peer=127.0.0.1:" + peer,
                "--cluster.peer-timeout=3s",
                "--cluster.pushpull-interval=1s");
    }

    private static String withReceivers(WebhookReceiver webhook, String fragment) {
        ObjectNode tree = Yaml.read(fragment);
        SortedSet<String> names = new TreeSet<>(tree.findValuesAsText("receiver"));
        ArrayNode receivers = tree.putArray("receivers");
        for (String name : names) {
            receivers
                    .addObject()
                    .put("name", name)
                    .putArray("webhook_configs")
                    .addObject()
                    .put("url", webhook.url(name).toString());
        }
        return Yaml.write(tree);
    }

    /** Runs with a whole configuration file. */
    public static RealAlertmanager configured(String config) {
        return new RealAlertmanager(config, null, ALONE);
    }

    @Override
    public synchronized void start() {
        if (process != null) {
            return;
        }
        if (webhook != null) {
            webhook.start();
        }
        WorkFolder created = WorkFolder.create("alertmanager");
        folder = created;
        List<String> command = new ArrayList<>(List.of(
                Parts.built().program("alertmanager").toString(),
                "--config.file=" + created.write("alertmanager.yml", config),
                "--storage.path=" + created.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port));
        command.addAll(gossip);
        PartProcess started = PartProcess.start("alertmanager", created, command);
        process = started;
        started.awaitReady(LIMIT, () -> http.isOk(url().resolve("/-/ready")));
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            process.close();
            process = null;
        }
        if (folder != null) {
            folder.close();
            folder = null;
        }
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

    /** The configuration in use. */
    public String config() {
        return config;
    }

    /** All alerts it holds now, with their {@code status.state}, {@code inhibitedBy} and {@code silencedBy}. */
    public JsonNode alerts() {
        return json(http.get(url().resolve("/api/v2/alerts")));
    }

    /** Posts alerts in the form of {@code POST /api/v2/alerts}: a JSON array. */
    public void post(String alerts) {
        HttpCall.Answer answer = http.send("POST", url().resolve("/api/v2/alerts"), "application/json", alerts);
        if (!answer.isSuccess()) {
            throw new PartException("alertmanager refused the alerts: " + answer);
        }
    }

    private static JsonNode json(HttpCall.Answer answer) {
        try {
            if (answer.isSuccess()) {
                return JSON.readTree(answer.body());
            }
        } catch (IOException e) {
            throw new PartException("no JSON from alertmanager: " + answer, e);
        }
        throw new PartException("alertmanager answered " + answer);
    }
}
