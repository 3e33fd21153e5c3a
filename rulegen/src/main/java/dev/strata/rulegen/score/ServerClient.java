package dev.strata.rulegen.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes samples into a server and asks it. */
final class ServerClient {
    private static final int LARGEST = 4 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private SampleBatch batch = new SampleBatch();

    ServerClient(URI address) {
        this.address = address;
    }

    /** A series of an answer, with unix milliseconds. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(SortedMap<String, String> labels, long[] millis, double[] values) {}

    /** Whether it takes requests; false when it has not come up within half a minute. */
    boolean awaitReady() {
        for (int i = 0; i < 150; i++) {
            try {
                if (send(HttpRequest.newBuilder(address.resolve("/-/ready")).GET())
                                .statusCode()
                        == 200) {
                    return true;
                }
            } catch (UncheckedIOException e) {
                // It does not listen yet.
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    void write(SortedMap<String, String> labels, long[] millis, double[] values, int count) {
        batch.add(labels, millis, values, count);
        if (batch.size() > LARGEST) {
            flush();
        }
    }

    void flush() {
        if (batch.size() == 0) {
            return;
        }
        byte[] body = batch.snappy();
        batch = new SampleBatch();
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(address.resolve("/api/v1/write"))
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException("the server refused samples: " + text(response));
        }
    }

    /** A range query; an expression that the server refuses or cannot evaluate is an {@link IllegalArgumentException}. */
    List<Answer> range(String expression, long from, long to, long step) {
        String form = "query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8) + "&start=" + from + "&end=" + to
                + "&step=" + step;
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(address.resolve("/api/v1/query_range"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        if (response.statusCode() != 200) {
            throw new IllegalArgumentException(text(response));
        }
        try {
            var answers = new ArrayList<Answer>();
            for (JsonNode series : JSON.readTree(response.body()).path("data").path("result")) {
                answers.add(answer(series));
            }
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(JsonNode series) {
        var labels = new TreeMap<String, String>();
        series.path("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        JsonNode points = series.path("values");
        long[] millis = new long[points.size()];
        double[] values = new double[points.size()];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = Math.round(points.get(i).get(0).asDouble() * 1000);
            values[i] = number(points.get(i).get(1).asText());
        }
        return new Answer(labels, millis, values);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static String text(HttpResponse<byte[]> response) {
        return response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
