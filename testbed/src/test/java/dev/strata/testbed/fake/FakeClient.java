package dev.strata.testbed.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A plain client of the fake server, without any cleverness. */
final class FakeClient {

    static final String WATCH_LIST =
            "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    FakeClient(FakeApiServer server) {
        this.url = server.url();
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return http.send(request(path, headers), BodyHandlers.ofByteArray());
    }

    JsonNode json(String path, String... headers) throws IOException, InterruptedException {
        return JSON.readTree(get(path, headers).body());
    }

    int status(String path, String... headers) throws IOException, InterruptedException {
        return get(path, headers).statusCode();
    }

    /** Opens a watch; the caller closes it. */
    InputStream open(String path) throws IOException, InterruptedException {
        return http.send(request(path), BodyHandlers.ofInputStream()).body();
    }

    /** Reads events until one is wanted or the watch ends; that one is the last of the list. */
    List<JsonNode> watch(String path, Predicate<JsonNode> last) throws IOException, InterruptedException {
        try (InputStream body = open(path)) {
            return read(body, last);
        }
    }

    static List<JsonNode> read(InputStream body, Predicate<JsonNode> last) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            events.add(JSON.readTree(line));
            if (last.test(events.get(events.size() - 1))) {
                break;
            }
        }
        return events;
    }

    static boolean isEndOfInitialEvents(JsonNode event) {
        return event.at("/object/metadata/annotations/k8s.io~1initial-events-end")
                .asText()
                .equals("true");
    }

    static String version(JsonNode object) {
        return object.at("/metadata/resourceVersion").asText();
    }

    private HttpRequest request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
        return (headers.length > 0 ? request.headers(headers) : request).build();
    }
}
