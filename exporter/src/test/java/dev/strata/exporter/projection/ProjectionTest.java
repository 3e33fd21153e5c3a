package dev.strata.exporter.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.strata.exporter.FactText;
import dev.strata.exporter.Golden;
import dev.strata.exporter.cluster.HpaFacts;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProjectionTest {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final Projection projection = Projection.plain();

    private static List<JsonNode> given(KubeResource resource) throws IOException {
        String text = Golden.read(folder(resource).resolve("given.yaml"));
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return documents.readAll();
        }
    }

    private static Path folder(KubeResource resource) {
        return Path.of("src/test/resources/projection", resource.id());
    }

    private Optional<ObjectFacts> project(KubeResource resource, String json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            Optional<ObjectFacts> facts = projection.project(resource, parser);
            assertThat(parser.nextToken()).as("rest of the text").isNull();
            return facts;
        }
    }

    private String copy(KubeResource resource, String json) throws IOException {
        var text = new StringWriter();
        try (JsonParser parser = JSON.createParser(json);
                JsonGenerator out = JSON.createGenerator(text)) {
            parser.nextToken();
            projection.copy(resource, parser, out);
            assertThat(parser.nextToken()).as("rest of the text").isNull();
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(KubeResource.class)
    void project_objectsOfTheApi_yieldsFacts(KubeResource resource) throws IOException {
        var text = new StringBuilder();
        for (JsonNode object : given(resource)) {
            text.append(FactText.of(project(resource, object.toString()).orElseThrow()))
                    .append('\n');
        }
        Golden.check(folder(resource).resolve("expected.txt"), text.toString());
    }

    @ParameterizedTest
    @EnumSource(KubeResource.class)
    void project_fromYamlTokens_equalsJson(KubeResource resource) throws IOException {
        for (JsonNode object : given(resource)) {
            try (JsonParser parser = YAML.createParser(YAML.writeValueAsString(object))) {
                parser.nextToken();
                assertThat(projection.project(resource, parser)).isEqualTo(project(resource, object.toString()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(KubeResource.class)
    void copy_thenProject_equalsProject(KubeResource resource) throws IOException {
        for (JsonNode object : given(resource)) {
            String copied = copy(resource, object.toString());
            assertThat(project(resource, copied)).isEqualTo(project(resource, object.toString()));
            assertThat(copy(resource, copied)).isEqualTo(copied);
        }
    }

    /** Puts a secret beside every field and into every field that is there, under all shapes. */
    @ParameterizedTest
    @EnumSource(KubeResource.class)
    void copy_secretsInEveryOtherField_leavesThemOut(KubeResource resource) throws IOException {
        for (JsonNode object : given(resource)) {
            JsonNode planted = object.deepCopy();
            plant(planted);
            assertThat(planted.toString()).contains("s3cr3t");
            assertThat(copy(resource, planted.toString())).doesNotContain("s3cr3t");
        }
    }

    private static void plant(JsonNode node) {
        node.forEach(ProjectionTest::plant);
        if (node instanceof ObjectNode object && !isOpenMap(object)) {
            object.put("token", "s3cr3t-text");
            object.putObject("data").put("password", "s3cr3t-data");
            object.putArray("args").add("--key=s3cr3t-arg").addObject().put("value", "s3cr3t-env");
        }
        if (node instanceof ArrayNode array && array.has(0) && array.get(0).isObject()) {
            array.add("s3cr3t-element").addArray().add("s3cr3t-nested");
        }
    }

    /** Labels, selectors and quotas are kept whole: their names are the cluster's own words; behaviour is kept as numbers. */
    private static boolean isOpenMap(ObjectNode object) {
        for (String key : List.of("app", "team", "tier", "topology.kubernetes.io/zone", "kubernetes.io/service-name")) {
            if (object.has(key)) {
                return true;
            }
        }
        return object.has("requests.memory") || object.has("scaleDown") || object.has("stabilizationWindowSeconds");
    }

    @Test
    void copy_knownSecretPlaces_leavesThemOut() throws IOException {
        String pod = """
                {"metadata": {"name": "p", "namespace": "n",
                  "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "s3cr3t", "vault": "s3cr3t"},
                  "managedFields": [{"fieldsV1": {"s3cr3t": {}}}]},
                 "spec": {"containers": [{"name": "c", "image": "i", "command": ["s3cr3t"], "args": ["s3cr3t"],
                   "env": [{"name": "K", "value": "s3cr3t"}], "envFrom": [{"prefix": "s3cr3t"}],
                   "lifecycle": {"preStop": {"exec": {"command": ["s3cr3t"]}}}}],
                   "imagePullSecrets": [{"name": "s3cr3t"}], "volumes": [{"name": "s3cr3t"}]},
                 "status": {"message": "s3cr3t", "containerStatuses": [{"name": "c", "containerID": "s3cr3t",
                   "state": {"waiting": {"reason": "CrashLoopBackOff", "message": "s3cr3t"}},
                   "lastState": {"terminated": {"exitCode": 1, "message": "s3cr3t"}}}]}}
                """;

        String copied = copy(KubeResource.PODS, pod);

        assertThat(copied).doesNotContain("s3cr3t").contains("CrashLoopBackOff");
    }

    @Test
    void keeping_annotation_isReadAndCopied() throws IOException {
        String json = "{\"metadata\":{\"name\":\"n\",\"annotations\":{\"team\":\"checkout\",\"else\":\"x\"}}}";
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            var facts = Projection.keeping(Set.of("team")).project(KubeResource.NAMESPACES, parser);
            assertThat(facts.orElseThrow().meta().annotations()).isEqualTo(Map.of("team", "checkout"));
        }
    }

    @Test
    void project_nullWhereAnObjectIsExpected_isEmpty() throws IOException {
        assertThat(project(KubeResource.PODS, "null")).isEmpty();
        assertThat(project(KubeResource.PODS, "[{\"metadata\":{}}]")).isEmpty();
        assertThat(project(KubeResource.PODS, "{\"metadata\":null}")).isEmpty();
        assertThat(project(KubeResource.PODS, "{}")).isEmpty();
    }

    @Test
    void project_textThatEnds_throws() {
        for (String cut :
                List.of("{", "{\"metadata\":{\"name\":\"a\"", "{\"spec\":{\"containers\":[{\"name\":\"x\"}")) {
            assertThatThrownBy(() -> project(KubeResource.PODS, cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void hpa_behaviorChanged_changesHash() throws IOException {
        String given = given(KubeResource.HORIZONTALPODAUTOSCALERS).get(0).toString();
        int before = hash(given);

        assertThat(hash(given)).isEqualTo(before);
        assertThat(hash(given.replace("\"stabilizationWindowSeconds\":300", "\"stabilizationWindowSeconds\":60")))
                .isNotEqualTo(before);
        assertThat(hash(given.replace("\"maxReplicas\":60", "\"maxReplicas\":61")))
                .isNotEqualTo(before);
        assertThat(hash(given.replace("\"currentReplicas\":60", "\"currentReplicas\":9")))
                .isEqualTo(before);
    }

    private int hash(String json) throws IOException {
        return ((HpaFacts) project(KubeResource.HORIZONTALPODAUTOSCALERS, json).orElseThrow()).specHash();
    }
}
