package dev.strata.rulegen.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strata.rulegen.definition.MetricSource;
import dev.strata.rulegen.live.PrometheusFacts.Found;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a server for what {@link PrometheusFacts} holds. */
public final class PrometheusLook {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXPORTED = "exported_";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final String address;

    private PrometheusLook(URI address) {
        this.address = address.toString().replaceAll("/+$", "");
    }

    /** The server did not answer as a Prometheus does; the message says what and why. */
    public static final class Silent extends Exception {
        private static final long serialVersionUID = 1L;

        private Silent(String message) {
            super(message);
        }
    }

    public static PrometheusFacts at(URI address) throws Silent {
        return new PrometheusLook(address).look();
    }

    private PrometheusFacts look() throws Silent {
        String version = data("/api/v1/status/buildinfo").path("version").asText();
        Matcher numbers = Pattern.compile("(\\d+\\.\\d+).*").matcher(version);
        String config = data("/api/v1/status/config").path("yaml").asText();
        Set<String> metrics = texts(data("/api/v1/label/__name__/values"));
        var clusters = new TreeSet<>(texts(data("/api/v1/label/cluster/values")));
        Matcher external = Pattern.compile("(?s)external_labels:\\s*\\n(?:\\s+\\S+:.*\\n)*?\\s+cluster:\\s*(\\S+)")
                .matcher(config);
        if (external.find()) {
            clusters.add(external.group(1));
        }
        return new PrometheusFacts(
                numbers.matches() ? numbers.group(1) : "3.15",
                setting(config, "scrape_interval"),
                setting(config, "evaluation_interval"),
                clusters,
                metrics,
                sources(metrics));
    }

    private static String setting(String config, String key) {
        Matcher found = Pattern.compile("(?m)^\\s+" + key + ":\\s*(\\S+)").matcher(config);
        return found.find() ? found.group(1) : "1m";
    }

    private Map<MetricSource, Found> sources(Set<String> metrics) throws Silent {
        var samples = new EnumMap<MetricSource, String>(MetricSource.class);
        for (String metric : new TreeSet<>(metrics)) {
            MetricSource.of(metric).ifPresent(source -> samples.putIfAbsent(source, metric));
        }
        var found = new EnumMap<MetricSource, Found>(MetricSource.class);
        for (Map.Entry<MetricSource, String> sample : samples.entrySet()) {
            String query = "/api/v1/series?limit=20&match[]=".replace("[]", "%5B%5D")
                    + URLEncoder.encode(sample.getValue(), StandardCharsets.UTF_8);
            String job = "";
            var labels = new TreeMap<String, String>();
            for (JsonNode series : data(query)) {
                job = job.isEmpty() ? series.path("job").asText() : job;
                for (var label : series.properties()) {
                    if (label.getKey().startsWith(EXPORTED)) {
                        labels.put(label.getKey().substring(EXPORTED.length()), label.getKey());
                    }
                }
            }
            if (!job.isEmpty()) {
                found.put(sample.getKey(), new Found(job, labels));
            }
        }
        return found;
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new HashSet<String>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private JsonNode data(String path) throws Silent {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                    .timeout(LIMIT)
                    .header("Accept", "application/json")
                    .build();
            HttpResponse<String> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            JsonNode tree = JSON.readTree(answer.body());
            if (answer.statusCode() != 200
                    || tree == null
                    || !tree.path("status").asText().equals("success")) {
                throw new Silent(address + path + " answered " + answer.statusCode());
            }
            return tree.path("data");
        } catch (IOException e) {
            throw new Silent(address + " does not answer as a Prometheus: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Silent("interrupted while asking " + address);
        }
    }
}
