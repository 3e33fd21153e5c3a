package dev.strata.testbed.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.strata.testbed.part.Await;
import dev.strata.testbed.part.HttpCall;
import dev.strata.testbed.part.PartException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A small JSON client of the API server with the identity of one user.
 *
 * <p>Paths are the API's own, such as {@code /apis/apps/v1/namespaces/shop/deployments/order}. An answer that is not a
 * success is a {@link KubeApiException}; no answer at all is a {@link PartException}.
 */
public final class KubeApi {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final String FIELD_MANAGER = "testbed";

    private final URI server;
    private final HttpCall http;
    private final Map<String, JsonNode> discovered = new ConcurrentHashMap<>();

    KubeApi(URI server, HttpCall http) {
        this.server = server;
        this.http = http;
    }

    /** A client of any API server, trusting only the authority in the PEM file. */
    public static KubeApi connect(URI server, Path authority, String token) {
        return new KubeApi(
                server, HttpCall.trusting(Credentials.trust(authority)).as(token));
    }

    public JsonNode get(String path) {
        return request("GET", path, null, null);
    }

    /** Returns nothing for an object that does not exist. */
    public Optional<JsonNode> find(String path) {
        HttpCall.Answer answer = http.get(uri(path));
        return answer.status() == 404 ? Optional.empty() : Optional.of(parsed("GET", path, answer));
    }

    /** Returns the items of a list. */
    public List<JsonNode> list(String path) {
        List<JsonNode> items = new ArrayList<>();
        get(path).path("items").forEach(items::add);
        return List.copyOf(items);
    }

    /** Creates an object in the collection that the path names; the object is JSON or YAML text. */
    public JsonNode create(String path, String object) {
        return request("POST", path, "application/json", json(object));
    }

    /** Applies every YAML document of the text by server-side apply, in their order, and returns the objects. */
    public List<JsonNode> apply(String yaml) {
        List<JsonNode> applied = new ArrayList<>();
        for (JsonNode object : documents(yaml)) {
            String path = pathOf(object) + "?fieldManager=" + FIELD_MANAGER + "&force=true";
            applied.add(request("PATCH", path, "application/apply-patch+yaml", object.toString()));
        }
        return List.copyOf(applied);
    }

    /** Merge patch (RFC 7396) of an object; JSON or YAML text. */
    public JsonNode patch(String path, String merge) {
        return request("PATCH", path, "application/merge-patch+json", json(merge));
    }

    /** Merge patch of an object's status; the text holds the {@code status} field itself. */
    public JsonNode patchStatus(String path, String merge) {
        return patch(path + "/status", merge);
    }

    /** Strategic merge patch, which merges conditions by type and containers by name; not for custom resources. */
    public JsonNode patchStrategic(String path, String merge) {
        return request("PATCH", path, "application/strategic-merge-patch+json", json(merge));
    }

    /** Deletes an object; that it does not exist is no error. */
    public void delete(String path) {
        HttpCall.Answer answer = http.send("DELETE", uri(path), null, null);
        if (answer.status() != 404) {
            parsed("DELETE", path, answer);
        }
    }

    /** Waits until the object exists and the condition holds, and returns it. Outages of the server are waited out. */
    public JsonNode await(String path, Duration limit, Predicate<JsonNode> condition) {
        return Await.value(
                "the awaited state of " + path, limit, () -> find(path).filter(condition));
    }

    /** Waits until the object is gone. */
    public void awaitGone(String path, Duration limit) {
        Await.until("the end of " + path, limit, () -> find(path).isEmpty());
    }

    /** Sends anything and returns whatever comes back, refusals included. */
    public HttpCall.Answer raw(String method, String path, @Nullable String contentType, @Nullable String body) {
        return http.send(method, uri(path), contentType, body);
    }

    /** Returns the path of an object by its apiVersion, kind, namespace and name, asking the server for the plural. */
    public String pathOf(JsonNode object) {
        String apiVersion = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        String prefix = (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
        JsonNode resource = resource(prefix, kind);
        String namespace = resource.path("namespaced").asBoolean()
                ? "/namespaces/" + object.path("metadata").path("namespace").asText("default")
                : "";
        return prefix + namespace + "/" + resource.path("name").asText() + "/"
                + object.path("metadata").path("name").asText();
    }

    private JsonNode resource(String prefix, String kind) {
        return discovered.computeIfAbsent(prefix + " " + kind, key -> {
            for (JsonNode resource : get(prefix).path("resources")) {
                if (resource.path("kind").asText().equals(kind)
                        && !resource.path("name").asText().contains("/")) {
                    return resource;
                }
            }
            throw new PartException("the API server knows no " + kind + " under " + prefix);
        });
    }

    private JsonNode request(String method, String path, @Nullable String contentType, @Nullable String body) {
        return parsed(method, path, http.send(method, uri(path), contentType, body));
    }

    private static JsonNode parsed(String method, String path, HttpCall.Answer answer) {
        if (!answer.isSuccess()) {
            throw new KubeApiException(method + " " + path, answer.status(), answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new PartException("no JSON from " + path, e);
        }
    }

    private URI uri(String path) {
        return server.resolve(path);
    }

    private static String json(String text) {
        return documents(text).get(0).toString();
    }

    private static List<JsonNode> documents(String yaml) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll().stream().filter(JsonNode::isObject).toList();
        } catch (IOException e) {
            throw new PartException("not YAML: " + yaml, e);
        }
    }
}
