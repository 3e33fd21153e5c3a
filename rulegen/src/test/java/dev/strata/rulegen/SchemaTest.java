package dev.strata.rulegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.strata.catalog.Layer;
import dev.strata.catalog.Signal;
import dev.strata.catalog.Signals;
import dev.strata.catalog.Sli;
import dev.strata.rulegen.definition.AlertRole;
import dev.strata.rulegen.definition.AlertSeverity;
import dev.strata.rulegen.definition.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema says the same as the reader: what one takes, the other takes. */
class SchemaTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final JsonNode SCHEMA = schema();

    static List<Path> sound() throws IOException {
        var files = new ArrayList<Path>();
        try (Stream<Path> shipped = Files.list(ROOT.resolve("rules/definitions"))) {
            shipped.sorted().forEach(files::add);
        }
        Golden.cases("conditions").forEach(folder -> files.add(folder.resolve("definition.yaml")));
        return files;
    }

    @ParameterizedTest
    @MethodSource("sound")
    void definition_thatTheReaderTakes_fitsTheSchema(Path file) throws IOException {
        for (JsonNode document : documents(file)) {
            assertThat(problems(SCHEMA, document, "$")).isEmpty();
        }
    }

    @Test
    void definition_withMistakes_doesNotFitTheSchema() throws IOException {
        Path flaw = Path.of("src/test/resources/flaws/five-mistakes/definition.yaml");
        assertThat(documents(flaw))
                .allSatisfy(
                        document -> assertThat(problems(SCHEMA, document, "$")).isNotEmpty());
    }

    @Test
    void words_ofTheSchema_areThoseOfTheProgram() {
        assertThat(words("/$defs/layer/enum"))
                .isEqualTo(Arrays.stream(Layer.values()).map(Layer::id).toList());
        assertThat(words("/$defs/tier/enum")).isEqualTo(Tier.ids());
        assertThat(words("/$defs/alert/properties/severity/enum")).isEqualTo(AlertSeverity.ids());
        assertThat(words("/$defs/alert/properties/role/enum")).isEqualTo(AlertRole.ids());
        assertThat(words("/$defs/slo/properties/sli/enum"))
                .isEqualTo(Arrays.stream(Sli.values()).map(Sli::id).toList());
        assertThat(words("/$defs/signal/properties/id/enum"))
                .isEqualTo(Signals.ALL.stream().map(Signal::id).toList());
    }

    private static List<String> words(String pointer) {
        var words = new ArrayList<String>();
        SCHEMA.at(pointer).forEach(word -> words.add(word.asText()));
        return words;
    }

    private static JsonNode schema() {
        try {
            return new ObjectMapper().readTree(Golden.read(ROOT.resolve("docs/schema/strata-v1.schema.json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<JsonNode> documents(Path file) throws IOException {
        var mapper = new YAMLMapper();
        try (var parser = mapper.getFactory().createParser(file.toFile())) {
            return mapper.readValues(parser, JsonNode.class).readAll();
        }
    }

    /** As much of JSON Schema as ours uses. */
    private static List<String> problems(JsonNode schema, JsonNode value, String path) {
        if (schema.has("$ref")) {
            return problems(SCHEMA.at(schema.get("$ref").asText().substring(1)), value, path);
        }
        var problems = new ArrayList<String>();
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice)) {
                problems.addAll(choose(schema.get(choice), value, path));
            }
        }
        if (schema.has("const") && !schema.get("const").equals(value)) {
            problems.add(path + " is not " + schema.get("const"));
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            problems.add(path + " is " + value + ", not one of " + schema.get("enum"));
        }
        if (schema.has("pattern") && value.isTextual()) {
            boolean fits = value.asText().matches(schema.get("pattern").asText() + ".*");
            if (!fits) {
                problems.add(path + " does not fit " + schema.get("pattern"));
            }
        }
        problems.addAll(typeProblems(schema, value, path));
        problems.addAll(childProblems(schema, value, path));
        return problems;
    }

    private static List<String> choose(JsonNode choices, JsonNode value, String path) {
        var all = new ArrayList<String>();
        for (JsonNode choice : choices) {
            List<String> problems = problems(choice, value, path);
            if (problems.isEmpty()) {
                return List.of();
            }
            all.addAll(problems);
        }
        return all;
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode element : list) {
            if (element.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> typeProblems(JsonNode schema, JsonNode value, String path) {
        boolean fits = switch (schema.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
        return fits ? List.of() : List.of(path + " is no " + schema.get("type").asText());
    }

    private static List<String> childProblems(JsonNode schema, JsonNode value, String path) {
        var problems = new ArrayList<String>();
        for (JsonNode key : schema.path("required")) {
            if (!value.has(key.asText())) {
                problems.add(path + " lacks " + key);
            }
        }
        JsonNode others = schema.path("additionalProperties");
        for (var entry : value.properties()) {
            JsonNode own = schema.path("properties").path(entry.getKey());
            String place = path + "." + entry.getKey();
            if (!own.isMissingNode()) {
                problems.addAll(problems(own, entry.getValue(), place));
            } else if (others.isBoolean() && !others.asBoolean()) {
                problems.add(place + " is unknown");
            }
        }
        for (int i = 0; schema.has("items") && i < value.size(); i++) {
            problems.addAll(problems(schema.get("items"), value.get(i), path + "[" + i + "]"));
        }
        return problems;
    }
}
