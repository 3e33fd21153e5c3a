package dev.strata.exporter.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.strata.exporter.Golden;
import dev.strata.exporter.cluster.KubeResource;
import dev.strata.exporter.cluster.ObjectFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects of a server that knows more than we do, or says less, are never lost. */
class NewerServerTest {

    private static final int ROUNDS = 60;
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Projection projection = Projection.plain();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private static List<JsonNode> given(KubeResource resource) throws IOException {
        String text = Golden.read(Path.of("src/test/resources/projection", resource.id(), "given.yaml"));
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return documents.readAll();
        }
    }

    private Optional<ObjectFacts> project(KubeResource resource, JsonNode object) throws IOException {
        try (JsonParser parser = JSON.createParser(object.toString())) {
            parser.nextToken();
            Optional<ObjectFacts> facts = projection.project(resource, parser);
            assertThat(parser.nextToken()).as("rest of the text").isNull();
            return facts;
        }
    }

    @ParameterizedTest
    @EnumSource(KubeResource.class)
    void unknownFields_anywhere_changeNothing(KubeResource resource) throws IOException {
        System.out.println("seed " + seed);
        for (JsonNode object : given(resource)) {
            Optional<ObjectFacts> expected = project(resource, object);
            for (int round = 0; round < ROUNDS; round++) {
                JsonNode newer = object.deepCopy();
                // Of an autoscaler's spec every change counts, known or not.
                addFields(newer, "", resource == KubeResource.HORIZONTALPODAUTOSCALERS ? "spec" : "");
                assertThat(project(resource, newer)).as(newer.toString()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(KubeResource.class)
    void valuesOfOtherShapes_anywhereButInTheName_keepTheObject(KubeResource resource) throws IOException {
        System.out.println("seed " + seed);
        for (JsonNode object : given(resource)) {
            for (int round = 0; round < ROUNDS; round++) {
                JsonNode newer = object.deepCopy();
                replaceSome(newer, "");
                assertThat(project(resource, newer).map(ObjectFacts::key))
                        .as(newer.toString())
                        .hasValueSatisfying(key -> assertThat(key.name())
                                .isEqualTo(object.path("metadata").path("name").asText()));
            }
        }
    }

    /** Maps of labels, requests and the like are data: a further entry there is no unknown field. */
    private static boolean isData(String name) {
        return List.of(
                        "labels",
                        "annotations",
                        "matchLabels",
                        "selector",
                        "requests",
                        "limits",
                        "capacity",
                        "allocatable",
                        "hard",
                        "used",
                        "data")
                .contains(name);
    }

    private void addFields(JsonNode node, String name, String spared) {
        if (node instanceof ObjectNode fields && (name.isEmpty() || !name.equals(spared))) {
            List<String> names = new ArrayList<>();
            fields.fieldNames().forEachRemaining(names::add);
            names.forEach(child -> addFields(fields.get(child), child, spared));
            if (!isData(name) && !fields.isEmpty() && random.nextInt(3) > 0) {
                fields.set("fieldOfTheFuture" + random.nextInt(100), anything(3));
            }
        } else if (node instanceof ArrayNode elements) {
            elements.forEach(element -> addFields(element, name, spared));
        }
    }

    private void replaceSome(JsonNode node, String path) {
        if (node instanceof ObjectNode fields) {
            List<String> names = new ArrayList<>();
            fields.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                String child = path + "/" + name;
                boolean fixed = child.equals("/metadata") || child.equals("/metadata/name");
                if (!fixed && random.nextInt(6) == 0) {
                    fields.set(name, anything(2));
                } else {
                    replaceSome(fields.get(name), child);
                }
            }
        } else if (node instanceof ArrayNode elements) {
            elements.forEach(element -> replaceSome(element, path + "/*"));
        }
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.textNode("ValueOfTheFuture");
            case 2 -> NODES.numberNode(random.nextLong());
            case 3 -> NODES.numberNode(random.nextDouble() * 1e300);
            case 4 -> NODES.booleanNode(random.nextBoolean());
            case 5 -> NODES.textNode("");
            case 6 -> {
                ArrayNode list = NODES.arrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(anything(depth - 1));
                }
                yield list;
            }
            default -> {
                ObjectNode fields = NODES.objectNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    fields.set("future" + i, anything(depth - 1));
                }
                yield fields;
            }
        };
    }
}
