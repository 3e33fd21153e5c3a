package dev.strata.testbed.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.strata.testbed.fake.object.ApiKind;
import dev.strata.testbed.fake.object.ApiKinds;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;

/** What the server says that it has: version, groups and resources; and which of them are withdrawn for now. */
final class Discovery {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> withdrawn = new ConcurrentSkipListSet<>();

    void withdraw(String resource) {
        withdrawn.add(ApiKinds.of(resource).resource());
    }

    void offer(String resource) {
        withdrawn.remove(ApiKinds.of(resource).resource());
    }

    boolean offers(ApiKind kind) {
        return !withdrawn.contains(kind.resource());
    }

    /** The document of a path, empty where there is none. */
    Optional<byte[]> document(String path) {
        return switch (path) {
            case "/healthz", "/livez", "/readyz" -> Optional.of("ok".getBytes(UTF_8));
            case "/version" -> Optional.of(bytes(version()));
            case "/api" -> Optional.of(bytes(coreVersions()));
            case "/apis" -> Optional.of(bytes(groups()));
            default -> resources(path).or(() -> group(path)).map(Discovery::bytes);
        };
    }

    private static ObjectNode version() {
        return JSON.createObjectNode()
                .put("major", "1")
                .put("minor", "36")
                .put("gitVersion", "v1.36.3")
                .put("gitCommit", "none")
                .put("gitTreeState", "clean")
                .put("buildDate", "1970-01-01T00:00:00Z")
                .put("platform", "linux/amd64");
    }

    private static ObjectNode coreVersions() {
        ObjectNode versions = JSON.createObjectNode().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs");
        return versions;
    }

    private ObjectNode groups() {
        ObjectNode list = JSON.createObjectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        Set<String> seen = new TreeSet<>();
        for (ApiKind kind : offered(any -> !any.group().isEmpty())) {
            if (seen.add(kind.group())) {
                groups.add(group(kind));
            }
        }
        return list;
    }

    private Optional<ObjectNode> group(String path) {
        return offered(kind -> !kind.group().isEmpty() && path.equals("/apis/" + kind.group())).stream()
                .findFirst()
                .map(kind -> group(kind).put("kind", "APIGroup").put("apiVersion", "v1"));
    }

    private static ObjectNode group(ApiKind kind) {
        ObjectNode group = JSON.createObjectNode().put("name", kind.group());
        group.putArray("versions").add(versionOf(kind));
        group.set("preferredVersion", versionOf(kind));
        return group;
    }

    private static ObjectNode versionOf(ApiKind kind) {
        return JSON.createObjectNode().put("groupVersion", kind.apiVersion()).put("version", kind.version());
    }

    private Optional<ObjectNode> resources(String path) {
        List<ApiKind> kinds = offered(kind -> path.equals(kind.path()));
        if (kinds.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode list = JSON.createObjectNode().put("kind", "APIResourceList").put("apiVersion", "v1");
        list.put("groupVersion", kinds.get(0).apiVersion());
        ArrayNode resources = list.putArray("resources");
        for (ApiKind kind : kinds) {
            resources
                    .addObject()
                    .put("name", kind.plural())
                    .put("singularName", kind.kind().toLowerCase(Locale.ROOT))
                    .put("namespaced", kind.namespaced())
                    .put("kind", kind.kind())
                    .putArray("verbs")
                    .add("get")
                    .add("list")
                    .add("watch");
        }
        return Optional.of(list);
    }

    private List<ApiKind> offered(Predicate<ApiKind> wanted) {
        return ApiKinds.all().stream().filter(this::offers).filter(wanted).toList();
    }

    private static byte[] bytes(ObjectNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
